// SPDX-License-Identifier: MIT
// The list of works, and what they have in common.
#include "bench/overhead/work.hpp"

#include <algorithm>

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

leg median_and_p99(timed_trips timed) {
  return {{quantile(timed.seconds, 0.5), quantile(timed.seconds, 0.99)},
          timed.answer,
          static_cast<std::int64_t>(timed.seconds.size())};
}

}  // namespace bench::overhead
