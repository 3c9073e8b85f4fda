// SPDX-License-Identifier: MIT
// std_async: a thread for each task, by std::async(std::launch::async); it bounds no workers.
#include <future>

#include "bench/overhead/timing.hpp"

namespace bench::overhead {
namespace {

template <class Function>
auto submit(Function function) {
  return std::async(std::launch::async, std::move(function));
}

std::int64_t fib_of(std::int64_t n) {
  if (n < 2) return n;
  auto x = submit([n] { return fib_of(n - 1); });
  auto y = submit([n] { return fib_of(n - 2); });
  return x.get() + y.get();
}

class std_async_pool final : public pool {
 public:
  timed_run fib(std::int64_t n) override {
    return time_run([&] { return submit([n] { return fib_of(n); }).get(); });
  }
  timed_run flood(std::int64_t tasks) override {
    return time_flood(
        tasks, [](std::int64_t i) { return submit([i] { return i; }); },
        [](std::future<std::int64_t>& task) { return task.get(); });
  }
  timed_trips trips(std::int64_t count, std::chrono::nanoseconds pause) override {
    return time_trips(count, pause,
                      [](std::int64_t done) { return submit([done] { return done + 1; }).get(); });
  }
  timed_trips busy_trips(std::int64_t) override {
    throw refused("it has no workers that could be busy: no task waits for another to end");
  }
  held_tasks hold(std::int64_t) override {
    throw refused("each outstanding task would be a thread with its stack");
  }
  timed_run graph(const task_bench::graph&) override {
    throw refused("it has no number of workers whose time could be shared out");
  }
  void become_idle() override { throw refused("it has no workers that could idle"); }
};

const competitor_registration registered{
    {.name = "std_async",
     .summary = "std::async, a thread for each task, whatever the number of workers",
     // In fib they all wait for one another: an ordinary desktop has about as many threads.
     .most_tasks = {{"fib", 1'000}, {"flood", 5'000}},
     .make = [](std::size_t) -> std::unique_ptr<pool> {
       return std::make_unique<std_async_pool>();
     }}};

}  // namespace
}  // namespace bench::overhead
