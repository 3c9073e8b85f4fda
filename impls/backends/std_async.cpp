// SPDX-License-Identifier: MIT
// std_async: one thread a task, by std::async(std::launch::async).
//
// How it works. The standard library starts a thread for each task, so nothing bounds how many run
// at once, and nothing is claimed about it. The handle that std::async returns joins its thread
// when it is destroyed: dropping it in submit() would make submit() wait for the task, so it is
// kept. A thread that is through with its task moves its handle from `live_` to `ended_`; the next
// submit() drops what lies there, which joins threads that have nothing left to do. So the handles
// kept are those of running tasks and of the few that ended since the last submit(). A thread is
// started under the mutex: it cannot move its handle before the handle is in its place. When the
// system has no thread left, std::async throws std::system_error, the handle's place is given back,
// and the caller of submit() gets that exception.
#include <condition_variable>
#include <future>
#include <list>
#include <mutex>

#include "futures/adapted_executor.hpp"
#include "futures/registry.hpp"

namespace futures {
namespace {

constexpr capabilities promises{
    .asynchronous = true, .cancel_pending = true, .shutdown_nowait = true};

class std_async_executor final : public adapted_executor {
 public:
  ~std_async_executor() override {
    end_scope();
    std::unique_lock lock(mutex_);
    none_live_.wait(lock, [this] { return live_.empty(); });
  }  // the handles in `ended_` join the last threads
  std::size_t max_workers() const noexcept override { return 0; }
  const capabilities& caps() const noexcept override { return promises; }
  std::string_view name() const noexcept override { return "std_async"; }

 private:
  using handles = std::list<std::future<void>>;

  void enqueue(task_ptr task) override {
    handles joined;  // outlives the lock: its threads may wait for the mutex still
    const std::lock_guard lock(mutex_);
    joined.swap(ended_);
    const auto handle = live_.emplace(live_.end());
    try {
      *handle = std::async(std::launch::async, [this, handle, owned = task.get()]() {
        run_task(task_ptr(owned));
        end(handle);
      });
      task.detach();
    } catch (...) {
      live_.erase(handle);
      throw;
    }
  }

  void end(handles::iterator handle) {
    const std::lock_guard lock(mutex_);
    ended_.splice(ended_.end(), live_, handle);
    if (live_.empty()) none_live_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable none_live_;
  handles live_;
  handles ended_;
};

const backend_registration registered{
    {.name = "std_async",
     .summary = "std::async: a new thread for each task, without a bound",
     .caps = promises,
     .make = [](const executor_options&) -> std::unique_ptr<executor> {
       return std::make_unique<std_async_executor>();
     }}};

}  // namespace
}  // namespace futures
