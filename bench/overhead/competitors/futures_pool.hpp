// SPDX-License-Identifier: MIT
// The reference executor as a competitor, for two builds of futures.
#pragma once

#include "bench/overhead/competitors/executor_works.hpp"
#include "bench/recursive_fib.hpp"

namespace bench::overhead {

template <class Executor>
class futures_pool final : public pool {
 public:
  explicit futures_pool(std::size_t workers) : executor_(workers) {}

  timed_run fib(std::int64_t n) override {
    return time_run([&] { return run_fib(executor_, n); });
  }
  timed_run flood(std::int64_t tasks) override {
    return time_flood(tasks, submit_to(executor_), read);
  }
  timed_trips trips(std::int64_t count, std::chrono::nanoseconds pause) override {
    return time_trips(count, pause, [&](std::int64_t done) {
      return executor_.submit([](std::int64_t x) { return x + 1; }, done).result();
    });
  }
  timed_trips busy_trips(std::int64_t count) override {
    return time_busy_trips(
        count,
        occupy_by_futures(executor_.max_workers(), [this] { return executor_.submit(other_task); }),
        [&](std::int64_t done) {
          return executor_.submit([](std::int64_t x) { return x + 1; }, done).result();
        });
  }
  held_tasks hold(std::int64_t tasks) override {
    gate closed;
    executor_.post(closed.waiter());
    return hold_futures(tasks, closed, submit_to(executor_), read);
  }
  timed_run queue_up(std::int64_t tasks) override {
    gate closed;
    executor_.post(closed.waiter());
    return time_queue(tasks, closed, submit_to(executor_), read);
  }
  timed_run fan_out_in(std::int64_t rounds) override { return time_fan_out_in(executor_, rounds); }
  timed_run word_count(std::int64_t words) override { return time_word_count(executor_, words); }
  timed_run graph(const task_bench::graph& what) override { return time_graph(executor_, what); }

 private:
  static auto submit_to(Executor& executor) {
    return [&](std::int64_t i) { return executor.submit([](std::int64_t x) { return x; }, i); };
  }
  static constexpr auto read = [](const auto& task) { return task.result(); };

  Executor executor_;
};

}  // namespace bench::overhead
