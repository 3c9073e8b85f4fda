// SPDX-License-Identifier: MIT
// Competitors that tell whatever times and answers a test wants.
#pragma once

#include <csignal>
#include <cstdlib>
#include <functional>
#include <thread>

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

inline timed_run crashing(std::int64_t tasks) {
  std::signal(SIGSEGV, SIG_DFL);  // a sanitizer would make a report of it
  std::raise(SIGSEGV);
  return steady<10>(tasks);
}

/// Its trial is right.
inline timed_run crashing_later(std::int64_t tasks) {
  return tasks < 50 ? steady<10>(tasks) : crashing(tasks);
}

inline timed_run hanging(std::int64_t tasks) {
  for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
  return steady<10>(tasks);
}

inline timed_run exiting(std::int64_t tasks) {
  std::_Exit(0);
  return steady<10>(tasks);
}

/// What legs in processes of their own find in the program of these tests.
inline std::vector<competitor> registered_in_processes() {
  return {that<crashing>("crashing"), that<crashing_later>("crashing_later"),
          that<exiting>("exiting"), that<hanging>("hanging"), that<steady<10>>("steady")};
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

/// Legs run here, and nobody disturbs the machine.
inline suite_surroundings here() {
  return {.run_leg = [](const leg_order& order, auto) { return run_leg(order); },
          .watch = [](const std::function<void()>& doing) -> std::string {
            doing();
            return {};
          }};
}

inline suite_result run(const suite& asked) { return run_suite(asked, 1, here()); }

inline suite_result flood(std::vector<competitor> competitors, std::int64_t tasks = 100) {
  return run({{flood_of(tasks)}, std::move(competitors), {}, scale::tiny});
}

}  // namespace bench::overhead::fake
