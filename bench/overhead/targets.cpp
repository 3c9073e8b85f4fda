// SPDX-License-Identifier: MIT
// What the reference may cost: the bounds, and whether they are kept.
#include "bench/overhead/targets.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>

#include "bench/overhead/statistics.hpp"
#include "reports/record/medians.hpp"

namespace bench::overhead {
namespace {

using reports::bench_cost;
using reports::bench_target;

constexpr auto unknown = std::numeric_limits<double>::quiet_NaN();

double median(const std::vector<double>& values) { return quantile(values, 0.5); }

/// The costs of one work with one number of workers.
class field {
 public:
  field(const std::vector<bench_cost>& costs, std::string_view work, int workers) {
    for (const auto& each : costs)
      if (each.work == work && each.workers == workers) costs_.push_back(&each);
  }

  const bench_cost* find(std::string_view competitor) const {
    const auto found = std::ranges::find(costs_, competitor, &bench_cost::competitor);
    return found == costs_.end() ? nullptr : *found;
  }

  const bench_cost* best_but(std::string_view reference) const {
    const bench_cost* best = nullptr;
    for (const auto* each : costs_) {
      if (each->competitor == reference || each->values.empty() || each->unit == "ratio") continue;
      if (best == nullptr || median(each->values) < median(best->values)) best = each;
    }
    return best;
  }

 private:
  std::vector<const bench_cost*> costs_;
};

/// The numbers that the bound is about: the ratios to a competitor, or the reference's own costs.
bench_target compare(const target& bound, int workers, const field& measured) {
  bench_target made{.work = std::string(bound.work),
                    .against = std::string(bound.against),
                    .workers = workers,
                    .unit = "ratio",
                    .bound = bound.bound,
                    .measured = unknown,
                    .low = unknown,
                    .high = unknown};
  const auto* of = bound.against == best_of_the_others ? measured.best_but(bound.reference)
                   : bound.against.empty()             ? measured.find(bound.reference)
                                                       : measured.find(bound.against);
  if (of == nullptr) return made;
  if (bound.against.empty()) made.unit = of->unit;
  if (bound.against == best_of_the_others) made.against = of->competitor;
  const auto& numbers = bound.against.empty() ? of->values : of->ratios;
  made.measured = median(numbers);
  if (const auto surely = reports::median_interval(numbers)) {
    made.low = surely->low;
    made.high = surely->high;
  }
  return made;
}

}  // namespace

const std::vector<target>& targets() {
  static const std::vector<target> all{
      {"memory", "thread_pool", "", 128},
      {"fib", "thread_pool", "tbb", 0.20},
      {"flood", "thread_pool", "asio", 0.15},
      {"flood", "thread_pool", "", 100e-9},
      {"round_trip", "thread_pool", "asio", 0.05},
      {"round_trip", "thread_pool", "", 1.5e-6},
      {"paused", "thread_pool", best_of_the_others, 1.2},
      {"idle", "thread_pool", "", 2e-3},
      {"process_flood", "process_pool", "python_processes", 0.20},
      {"process_flood", "process_pool", "", 4e-6},
      {"process_trip", "process_pool", "python_processes", 0.20},
      {"process_trip", "process_pool", "", 40e-6},
      // Recording of events: built in but off, compared with a library that was built without it.
      {"tracing", "thread_pool", "untraced", 1.03},
  };
  return all;
}

std::vector<bench_target> judge(const std::vector<target>& bounds,
                                const std::vector<bench_cost>& costs) {
  std::vector<bench_cost> counting;
  for (const auto& each : costs) counting.push_back(without_disturbed(each));
  std::vector<bench_target> judged;
  for (const auto& bound : bounds) {
    std::set<int> workers;
    for (const auto& each : costs)
      if (each.work == bound.work) workers.insert(each.workers);
    for (const auto count : workers)
      judged.push_back(compare(bound, count, field(counting, bound.work, count)));
  }
  return judged;
}

}  // namespace bench::overhead
