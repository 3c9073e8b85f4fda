// SPDX-License-Identifier: MIT
// tbb: the workers of oneTBB, in an arena of their own.
// requires: TBB TBB::tbb
// tsan: left out, libtbb is not instrumented and its synchronisation looks like races
//
// How it works. Each executor has a task_arena whose slots are all for TBB's workers, none for the
// threads that submit. Tasks are enqueued, not run by task_group::run: that one leaves a task to
// whoever waits for the group, and a program that only polls done() would poll for ever; nor are they
// of a group, for TBB neither runs nor gives back what it fails to enqueue, and the group would wait
// for it for ever. An arena has a context of its own: an exception in somebody else's TBB algorithm
// cannot cancel our tasks. Ours let none escape. TBB starts no more workers than the machine has CPUs unless it
// is told otherwise, so that an arena of four may run a single blocking task at a time; a
// global_control, one for the whole process because the smallest of several counts, raises that
// limit, and all executors of this backend share it out. Leaving the scope drains by our own count,
// so that the leaving thread sleeps and runs no tasks; then it waits for the workers' last touch of
// the executor, of which they tell a count that outlives it.
//
// A task that calls std::exit ends the program by a crash: oneTBB cannot be torn down by one of its
// own workers.
#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "core/futex.hpp"
#include "futures/adapted_executor.hpp"
#include "futures/registry.hpp"

namespace futures {
namespace {

constexpr capabilities promises{
    .bounded_workers = true, .asynchronous = true, .cancel_pending = true, .shutdown_nowait = true};

/// What all executors of this backend can have together: TBB's own smallest hard limit.
constexpr std::size_t most_workers = 256;

/// Some of the process's TBB workers, given back at the end of the scope.
class worker_share {
 public:
  /// Throws: std::invalid_argument when more are asked for than the other executors leave.
  explicit worker_share(std::size_t count) : count_(count) {
    // One more than the workers: TBB counts the thread that calls it, too.
    static const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                           most_workers + 1);
    auto left = left_.load();
    do {
      if (count > left)
        throw std::invalid_argument("tbb: " + std::to_string(count) + " workers asked for, " +
                                    std::to_string(left) + " of the process's " +
                                    std::to_string(most_workers) + " are left");
    } while (!left_.compare_exchange_weak(left, left - count));
  }
  worker_share(const worker_share&) = delete;
  worker_share& operator=(const worker_share&) = delete;
  ~worker_share() { left_ += count_; }

  std::size_t count() const noexcept { return count_; }

 private:
  static inline std::atomic<std::size_t> left_{most_workers};
  std::size_t count_;
};

/// The tasks that TBB has of an executor, or is about to have.
class task_count {
 public:
  void enter() noexcept { count_.fetch_add(1, std::memory_order_relaxed); }
  /// The last thing that a task does. release: what it did to the executor comes before the end of
  /// wait_for_none().
  void leave() noexcept {
    if (count_.fetch_sub(1, std::memory_order_acq_rel) == 1) detail::futex_wake_all(count_);
  }
  void wait_for_none() noexcept {
    while (const auto count = count_.load(std::memory_order_acquire))
      detail::futex_wait(count_, count);
  }

 private:
  std::atomic<std::uint32_t> count_{0};
};

class tbb_executor final : public adapted_executor {
 public:
  explicit tbb_executor(std::size_t workers)
      : workers_(workers), arena_(static_cast<int>(workers), no_slots_for_submitters) {
    arena_.initialize();
  }
  ~tbb_executor() override {
    end_scope();
    inside_->wait_for_none();
  }
  std::size_t max_workers() const noexcept override { return workers_.count(); }
  const capabilities& caps() const noexcept override { return promises; }
  std::string_view name() const noexcept override { return "tbb"; }

 private:
  static constexpr unsigned no_slots_for_submitters = 0;

  void enqueue(task_ptr task) override {
    inside_->enter();
    try {
      arena_.enqueue([this, owned = task.get(), inside = inside_] {
        run_task(task_ptr(owned));
        inside->leave();
      });
    } catch (...) {
      inside_->leave();
      throw;
    }
    task.detach();
  }

  worker_share workers_;
  tbb::task_arena arena_;
  const std::shared_ptr<task_count> inside_ = std::make_shared<task_count>();
};

const backend_registration registered{
    {.name = "tbb",
     .summary = "oneTBB: an arena of its worker threads",
     .caps = promises,
     .make = [](const executor_options& options) -> std::unique_ptr<executor> {
       return std::make_unique<tbb_executor>(checked_max_workers(options.max_workers));
     }}};

}  // namespace
}  // namespace futures
