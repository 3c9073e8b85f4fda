// SPDX-License-Identifier: MIT
// asio: Boost.Asio's thread_pool, with std::packaged_task for futures.
// requires: Boost Boost::headers
#include <utility>  // Boost 1.74's awaitable.hpp needs it and does not say so

#include <boost/asio.hpp>
#include <future>

#include "bench/overhead/competitors/native_works.hpp"

namespace bench::overhead {
namespace {

std::int64_t result_of(std::future<std::int64_t>& task) { return task.get(); }

class asio_pool final : public pool {
 public:
  explicit asio_pool(std::size_t workers) : workers_(workers), threads_(workers) {}
  ~asio_pool() override { threads_.join(); }

  timed_run fib(std::int64_t) override {
    throw refused("a task that waits holds up its worker, so that fib would wait for ever");
  }
  timed_run flood(std::int64_t tasks) override {
    return time_flood(
        tasks, [&](std::int64_t i) { return submit([i] { return i; }); }, result_of);
  }
  timed_trips trips(std::int64_t count, std::chrono::nanoseconds pause) override {
    return time_trips(count, pause,
                      [&](std::int64_t done) { return submit([done] { return done + 1; }).get(); });
  }
  timed_trips busy_trips(std::int64_t count) override {
    const auto submit_other = [this] {
      return submit([] {
        other_task();
        return std::int64_t{0};
      });
    };
    return time_busy_trips(
        count, occupy_by_futures(workers_, submit_other),
        [&](std::int64_t done) { return submit([done] { return done + 1; }).get(); });
  }
  held_tasks hold(std::int64_t tasks) override {
    gate closed;
    boost::asio::post(threads_, closed.waiter());
    return hold_futures(
        tasks, closed, [&](std::int64_t i) { return submit([i] { return i; }); }, result_of);
  }
  timed_run graph(const task_bench::graph& what) override {
    return time_run([&] {
      return graph_by_steps(what, [this](std::int64_t count, auto task) {
        std::vector<std::future<std::int64_t>> all;
        all.reserve(static_cast<std::size_t>(count));
        for (std::int64_t i = 0; i < count; ++i)
          all.push_back(submit([task, i] {
            task(i);
            return i;
          }));
        for (auto& each : all) each.get();
      });
    });
  }

 private:
  template <class Function>
  std::future<std::int64_t> submit(Function function) {
    return boost::asio::post(threads_, std::packaged_task<std::int64_t()>(std::move(function)));
  }

  std::size_t workers_;
  boost::asio::thread_pool threads_;
};

const competitor_registration registered{
    {.name = "asio",
     .summary = "Boost.Asio's thread_pool and std::packaged_task",
     .make = [](std::size_t workers) -> std::unique_ptr<pool> {
       return std::make_unique<asio_pool>(workers);
     }}};

}  // namespace
}  // namespace bench::overhead
