// SPDX-License-Identifier: MIT
// asio: the threads of a Boost.Asio thread_pool.
// requires: Boost Boost::headers
//
// How it works. A task is posted to the pool's one queue, from which its threads take the oldest,
// so that tasks start in the order of submission; post(), unlike dispatch(), never runs the task in
// submit(). Asio's own shutdown is not ours: its destructor stops the threads and drops what is
// queued, and after join() it accepts work that never runs. So the executor drains by its own count
// and refuses by its own flag, and then stop() finds threads with nothing left to do. The threads
// are ours, attached to the pool: when the system runs out of them half-way, Asio's constructor
// would wait for ever for those it started. With one worker there is no half-way, and Asio's own
// thread knows that it is alone.
#ifdef __SANITIZE_THREAD__
#pragma GCC diagnostic ignored "-Wtsan"  // for the fences of its fenced_block
#endif
#include <thread>
#include <utility>  // boost/asio/thread_pool.hpp 1.74 uses std::exchange and does not say so
#include <vector>

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include "futures/adapted_executor.hpp"
#include "futures/registry.hpp"

namespace futures {
namespace {

constexpr capabilities promises{.bounded_workers = true,
                                .asynchronous = true,
                                .fifo_start = true,
                                .cancel_pending = true,
                                .shutdown_nowait = true};

class asio_executor final : public adapted_executor {
 public:
  /// Throws: std::system_error, when a thread cannot be started.
  explicit asio_executor(std::size_t workers) : workers_(workers), pool_(workers == 1 ? 1 : 0) {
    if (workers == 1) return;
    threads_.reserve(workers);
    try {
      while (threads_.size() < workers) threads_.emplace_back([this] { pool_.attach(); });
    } catch (...) {
      end_threads();
      throw;
    }
  }
  ~asio_executor() override {
    end_scope();
    end_threads();
  }
  std::size_t max_workers() const noexcept override { return workers_; }
  const capabilities& caps() const noexcept override { return promises; }
  std::string_view name() const noexcept override { return "asio"; }

 private:
  void enqueue(task_ptr task) override {
    auto* const owned = task.get();
    boost::asio::post(pool_, [this, owned] { run_task(task_ptr(owned)); });
    task.detach();  // not before: post() may throw, and then the task is still ours
  }

  void end_threads() noexcept {
    pool_.stop();
    pool_.join();
    for (auto& each : threads_) each.join();
  }

  const std::size_t workers_;
  boost::asio::thread_pool pool_;
  std::vector<std::thread> threads_;  // none when there is one worker: that is the pool's own
};

const backend_registration registered{
    {.name = "asio",
     .summary = "a Boost.Asio thread_pool: one queue and a fixed number of threads",
     .caps = promises,
     .make = [](const executor_options& options) -> std::unique_ptr<executor> {
       return std::make_unique<asio_executor>(checked_max_workers(options.max_workers));
     }}};

}  // namespace
}  // namespace futures
