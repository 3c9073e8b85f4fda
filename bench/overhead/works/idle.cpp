// SPDX-License-Identifier: MIT
// idle: processor time of a pool that has done some work and has nothing to do for two seconds.
//
// How it works. A leg looks for half a second. What its pool does at first, when its workers fall
// asleep, is done once; what it does from then on goes on for the rest of the two seconds.
#include <thread>

#include "bench/overhead/process_usage.hpp"
#include "bench/overhead/statistics.hpp"
#include "bench/overhead/work.hpp"

namespace bench::overhead {
namespace {

double cpu_seconds_asleep_for(std::int64_t milliseconds) {
  const auto before = process_cpu_seconds();
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
  return process_cpu_seconds() - before;
}

leg measure(pool& on, std::int64_t milliseconds) {
  constexpr std::int64_t whole = 2'000;
  on.become_idle();
  const auto beginning = milliseconds / 10;
  const auto first = cpu_seconds_asleep_for(beginning);
  const auto next = cpu_seconds_asleep_for(milliseconds - beginning);
  return {{extrapolated(first, next, static_cast<double>(milliseconds - beginning),
                        static_cast<double>(whole - beginning))},
          0,
          1};
}

const work_registration registered{
    {.place = 5,
     .name = "idle",
     .summary = "processor time of a pool without work, in two seconds",
     .metrics = {{"idle", "s"}},
     .sizes = {.trial = 1, .tiny = 10, .whole = 500},
     .workers = {2, 4},
     .most_rounds = 6,
     .measure = measure,
     .answer = [](std::int64_t) -> std::int64_t { return 0; }}};

}  // namespace
}  // namespace bench::overhead
