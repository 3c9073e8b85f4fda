// SPDX-License-Identifier: MIT
// thread_pool: the reference executor of futures, which the others are compared with.
#include "futures/thread_pool.hpp"

#include "bench/overhead/queued_fib.hpp"
#include "bench/overhead/timing.hpp"

namespace bench::overhead {
namespace {

std::int64_t result_of(const futures::future<std::int64_t>& task) { return task.result(); }

class thread_pool final : public pool {
 public:
  explicit thread_pool(std::size_t workers) : executor_(workers) {}

  timed_run fib(std::int64_t n) override {
    return time_run([&] { return run_fib(executor_, n); });
  }
  timed_run queued_fib(std::int64_t n) override {
    return time_queued_fib(executor_.max_workers(), n);
  }
  timed_run flood(std::int64_t tasks) override {
    return time_flood(
        tasks,
        [&](std::int64_t i) { return executor_.submit([](std::int64_t x) { return x; }, i); },
        result_of);
  }
  timed_trips trips(std::int64_t count, std::chrono::nanoseconds pause) override {
    return time_trips(count, pause, [&](std::int64_t done) {
      return executor_.submit([](std::int64_t x) { return x + 1; }, done).result();
    });
  }
  held_tasks hold(std::int64_t tasks) override {
    gate closed;
    executor_.post(closed.waiter());
    return hold_futures(
        tasks, closed,
        [&](std::int64_t i) { return executor_.submit([](std::int64_t x) { return x; }, i); },
        result_of);
  }

 private:
  futures::thread_pool_executor executor_;
};

const competitor_registration registered{{.name = "thread_pool",
                                          .summary = "futures::thread_pool_executor, the reference",
                                          .make = [](std::size_t workers) -> std::unique_ptr<pool> {
                                            return std::make_unique<thread_pool>(workers);
                                          }}};

}  // namespace
}  // namespace bench::overhead
