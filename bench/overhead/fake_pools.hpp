// SPDX-License-Identifier: MIT
// Competitors that tell whatever times and answers a test wants.
#pragma once

#include <functional>

#include "bench/overhead/suite.hpp"

namespace bench::overhead::fake {

/// What a fake pool says about a flood; called for each leg, the trials too.
using says = timed_run (*)(std::int64_t tasks);

template <says Say>
class flood_pool final : public pool {
 public:
  timed_run flood(std::int64_t tasks) override { return Say(tasks); }
};

template <says Say>
competitor that(std::string_view name) {
  return {.name = name, .summary = "a fake", .make = [](std::size_t) -> std::unique_ptr<pool> {
            return std::make_unique<flood_pool<Say>>();
          }};
}

/// A task takes that many nanoseconds.
template <int Nanoseconds>
timed_run steady(std::int64_t tasks) {
  return {1e-9 * Nanoseconds * static_cast<double>(tasks), sum_below(tasks)};
}

/// Floods of the given size.
inline work flood_of(std::int64_t tasks) {
  return {.place = 0,
          .name = "flood",
          .summary = "a fake",
          .metrics = {{"flood", "s"}},
          .sizes = {.trial = 10, .tiny = tasks, .whole = tasks},
          .workers = {1},
          .measure = [](pool& on, std::int64_t size) { return cost_of_task(on.flood(size), size); },
          .answer = sum_below,
          .size_of = itself};
}

inline suite_result run(const suite& asked) {
  std::mt19937_64 dice(1);
  return run_suite(asked, dice, [](auto...) {});
}

inline suite_result flood(std::vector<competitor> competitors, std::int64_t tasks = 100) {
  return run({{flood_of(tasks)}, std::move(competitors), {}, scale::tiny});
}

}  // namespace bench::overhead::fake
