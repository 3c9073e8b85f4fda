// SPDX-License-Identifier: MIT
// The list of works, and what they have in common.
#include "bench/overhead/work.hpp"

#include <algorithm>
#include <limits>

#include "bench/overhead/curves.hpp"
#include "bench/overhead/registry.hpp"
#include "bench/overhead/statistics.hpp"

namespace bench::overhead {

work_registration::work_registration(const work& added) {
  registry<work>::add(added, &work::place);
}

const std::vector<work>& works() { return registry<work>::all(); }

std::int64_t itself(std::int64_t size) { return size; }
std::int64_t sum_below(std::int64_t count) { return count * (count - 1) / 2; }

leg cost_of_task(const timed_run& timed, std::int64_t tasks) {
  if (timed.tasks > 0) tasks = timed.tasks;
  return {{timed.seconds / static_cast<double>(tasks)}, timed.answer, tasks};
}

leg percentiles(const timed_trips& timed, const std::vector<double>& wanted) {
  const auto trips = static_cast<double>(timed.seconds.size());
  leg found{.values = {},
            .answer = timed.answer,
            .tasks = static_cast<std::int64_t>(timed.seconds.size()),
            .curve = curve_of_trips(timed.seconds)};
  for (const auto q : wanted) {
    const bool known = q <= 0.5 || are_enough_trips(trips * (1 - q));
    found.values.push_back(known ? quantile(timed.seconds, q)
                                 : std::numeric_limits<double>::quiet_NaN());
  }
  return found;
}

}  // namespace bench::overhead
