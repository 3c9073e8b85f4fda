// SPDX-License-Identifier: MIT
// thread_pool: the reference backend, threads of our own that take tasks from one queue.
//
// How it works. A mutex guards an intrusive first-in-first-out list of tasks; the workers sleep on
// a condition variable. Each task in the list owns one reference. Leaving the scope drains: the
// base class counts what is outstanding, and only then are the workers told to stop.
#include "futures/thread_pool.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace futures {
namespace {

constexpr capabilities promises{.bounded_workers = true,
                                .asynchronous = true,
                                .fifo_start = true,
                                .cancel_pending = true,
                                .shutdown_nowait = true};

}  // namespace

class thread_pool_executor::workers {
 public:
  workers(thread_pool_executor& owner, std::size_t count) : owner_(owner) {
    try {
      threads_.reserve(count);
      while (threads_.size() < count) threads_.emplace_back([this] { work(); });
    } catch (...) {
      stop();
      throw;
    }
  }
  ~workers() { stop(); }

  std::size_t count() const noexcept { return threads_.size(); }

  void push(task_ptr task) {
    {
      const std::lock_guard lock(mutex_);
      auto* added = task.detach();
      (last_ != nullptr ? last_->next : first_) = added;
      last_ = added;
    }
    available_.notify_one();
  }

 private:
  void work() {
    while (task_ptr task = pop()) owner_.run_task(std::move(task));
  }

  /// Waits for a task. Returns: null when the pool stops.
  task_ptr pop() {
    std::unique_lock lock(mutex_);
    available_.wait(lock, [this] { return first_ != nullptr || stopping_; });
    if (first_ == nullptr) return {};
    auto* taken = std::exchange(first_, first_->next);
    if (first_ == nullptr) last_ = nullptr;
    taken->next = nullptr;
    return task_ptr(taken);
  }

  void stop() noexcept {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    available_.notify_all();
    for (auto& thread : threads_) thread.join();
  }

  thread_pool_executor& owner_;
  std::mutex mutex_;
  std::condition_variable available_;
  detail::shared_state* first_ = nullptr;
  detail::shared_state* last_ = nullptr;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

thread_pool_executor::thread_pool_executor(std::optional<std::size_t> max_workers)
    : workers_(std::make_unique<workers>(*this, checked_max_workers(max_workers))) {}

thread_pool_executor::~thread_pool_executor() { shutdown(); }

std::size_t thread_pool_executor::max_workers() const noexcept { return workers_->count(); }

const capabilities& thread_pool_executor::caps() const noexcept { return promises; }

void thread_pool_executor::enqueue(task_ptr task) { workers_->push(std::move(task)); }

namespace {

const backend_registration registered{
    {.name = "thread_pool",
     .summary = "the reference: a fixed number of threads and one queue",
     .caps = promises,
     .make = [](const executor_options& options) -> std::unique_ptr<executor> {
       return std::make_unique<thread_pool_executor>(options.max_workers);
     }}};

}  // namespace
}  // namespace futures
