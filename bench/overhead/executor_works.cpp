// SPDX-License-Identifier: MIT
// Works that executors of futures do alike.
#include "bench/overhead/executor_works.hpp"

#include "bench/fan_out_in.hpp"
#include "bench/overhead/timing.hpp"
#include "bench/word_count.hpp"

namespace bench::overhead {

timed_trips time_busy_trips(futures::executor& executor, std::int64_t count) {
  const auto submit_other = [&] { return executor.submit(other_task); };
  return time_busy_trips(
      count, occupy_by_futures(executor.max_workers(), submit_other), [&](std::int64_t done) {
        return executor.submit([](std::int64_t x) { return x + 1; }, done).result();
      });
}

timed_run time_fan_out_in(futures::executor& executor, std::int64_t rounds) {
  return time_run(
      [&] { return executor.submit([&] { return run_fan_out_in(executor, rounds); }).result(); });
}

timed_run time_word_count(futures::executor& executor, std::int64_t words) {
  text_of(words);  // made before the clock runs
  return time_run(
      [&] { return executor.submit([&] { return run_word_count(executor, words); }).result(); });
}

timed_run time_graph(futures::executor& executor, const task_bench::graph& what) {
  return time_run([&] {
    const auto all = executor.submit([&] { return task_bench::run(executor, what); });
    return static_cast<std::int64_t>(all.result());
  });
}

}  // namespace bench::overhead
