// SPDX-License-Identifier: MIT
// The reference executor as a competitor, for two builds of futures.
#pragma once

#include "bench/overhead/timing.hpp"
#include "bench/recursive_fib.hpp"

namespace bench::overhead {

template <class Executor>
class futures_pool : public pool {
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

 protected:
  Executor& executor() { return executor_; }

 private:
  static auto submit_to(Executor& executor) {
    return [&](std::int64_t i) { return executor.submit([](std::int64_t x) { return x; }, i); };
  }
  static constexpr auto read = [](const auto& task) { return task.result(); };

  Executor executor_;
};

}  // namespace bench::overhead
