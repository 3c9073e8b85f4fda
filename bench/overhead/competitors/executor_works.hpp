// SPDX-License-Identifier: MIT
// Works that executors of futures do alike. The task that submits the others is one of the pool's
// own, as natively the calling thread is one of the workers.
//
// These are templates because one competitor has another library of futures than the others.
#pragma once

#include "bench/fan_out_in.hpp"
#include "bench/overhead/timing.hpp"
#include "bench/word_count.hpp"

namespace bench::overhead {

template <class Executor>
timed_run time_fan_out_in(Executor& executor, std::int64_t rounds) {
  return time_run(
      [&] { return executor.submit([&] { return run_fan_out_in(executor, rounds); }).result(); });
}

template <class Executor>
timed_run time_word_count(Executor& executor, std::int64_t words) {
  text_of(words);  // made before the clock runs
  return time_run(
      [&] { return executor.submit([&] { return run_word_count(executor, words); }).result(); });
}

template <class Executor>
timed_run time_graph(Executor& executor, const task_bench::graph& what) {
  return time_run([&] {
    const auto all = executor.submit([&] { return task_bench::run(executor, what); });
    return static_cast<std::int64_t>(all.result());
  });
}

}  // namespace bench::overhead
