// SPDX-License-Identifier: MIT
// idle: processor time of a pool that has done some work and has nothing to do for two seconds.
#include <thread>

#include "bench/overhead/process_usage.hpp"
#include "bench/overhead/work.hpp"

namespace bench::overhead {
namespace {

leg measure(pool& on, std::int64_t milliseconds) {
  on.become_idle();
  const auto before = process_cpu_seconds();
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
  return {{process_cpu_seconds() - before}, 0, 1};
}

const work_registration registered{
    {.place = 5,
     .name = "idle",
     .summary = "processor time of a pool without work, in two seconds",
     .metrics = {{"idle", "s"}},
     .sizes = {.trial = 1, .tiny = 10, .whole = 2'000},
     .workers = {2, 4},
     .most_rounds = 2,
     .measure = measure,
     .answer = [](std::int64_t) -> std::int64_t { return 0; }}};

}  // namespace
}  // namespace bench::overhead
