// SPDX-License-Identifier: MIT
// The reference thread pool: workers with a deque each, a queue for the rest of the program, and
// the parking protocol.
//
// How it works. A task that a worker submits goes to the worker's own deque, any other one to the
// injection queue. A worker takes the oldest task of its deque; when that is empty it moves a batch
// from the injection queue into it; when that is empty, too, it steals half of another
// worker's; then it searches for a moment and sleeps.
//
// A worker that waits for a task runs it in place: the claim rule. If the task is the newest of its
// own deque, which it is in recursive programs, the worker takes the entry along in the same step,
// and the task needs no atomic read-modify-write at all: see life_word. So does the oldest of its
// own deque, which it is where results are read in the order of the submits. Otherwise the task's
// entry stays where it is, and is thrown away by whoever takes it out; such leftovers at the end of
// a worker's own deque are thrown away by the worker itself after its next claim.
//
// Draining needs no count of tasks. A worker sleeps only when its deque is empty, so when the pool
// is closed, the injection queue is empty, and all workers sleep, nothing is left. The queue is
// looked at first: closed and empty, it stays so. Each worker that falls asleep in a closed pool
// rings for those who wait for this moment.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "core/futex.hpp"
#include "core/spin.hpp"
#include "futures/detail/shared_state.hpp"
#include "futures/thread_pool.hpp"
#include "reference/idle_workers.hpp"
#include "reference/injection_queue.hpp"

namespace futures::reference {

class thread_pool {
 public:
  using state = detail::shared_state;

  /// Throws: as thread_pool_executor's constructor.
  thread_pool(thread_pool_executor& owner, const thread_pool_options& options);
  /// Requires: drained.
  ~thread_pool();

  std::size_t size() const noexcept { return workers_.size(); }
  /// As the executor's.
  void schedule(state& task);
  bool claim(state& task) noexcept;
  void announce() noexcept;
  void throw_leftovers_away() noexcept;
  void close() noexcept;
  void wait_until_drained() noexcept;
  /// From now on workers look at every task whether it shall run at all.
  void be_cautious() noexcept;

 private:
  struct kernel_sleep {
    static void wait(std::atomic<std::uint32_t>& word, std::uint32_t value) noexcept {
      detail::futex_wait(word, value);
    }
    static void wake_one(std::atomic<std::uint32_t>& word) noexcept {
      detail::futex_wake_one(word);
      detail::may_share_processor = true;
    }
  };

  struct alignas(64) worker : detail::local_worker {
    worker(const thread_pool& of, const std::atomic<std::uint32_t>& pool_state, std::size_t number)
        : local_worker(of.owner_, pool_state), index(number) {}
    const std::size_t index;
    int times_shared = 0;  // since it slept long: see share_processor()
    // See is_worth_a_steal(). Moving averages:
    std::chrono::nanoseconds steal_time{0};
    std::chrono::nanoseconds fence_time{0};
    std::chrono::nanoseconds task_time{0};                             // of what was stolen
    std::optional<std::chrono::steady_clock::time_point> stolen_at{};  // what is not all run yet
    std::int64_t tasks_since = 0;                                      // run since then
    std::optional<std::chrono::steady_clock::time_point> tempted{};    // to steal, since then
    std::atomic<int> processor{-1};  // where it sleeps, or slept last
    std::thread thread;
  };

  [[noreturn]] void refuse(state& task) const;
  void work(worker& self, const thread_pool_options& options);
  template <class More>
  void look_for_work(worker& self, More more) noexcept;
  state* next(worker& self);
  state* take(worker& self);
  state* take_own(worker& self);
  state* take_injected(worker& self);
  state* steal(worker& self);
  static bool is_worth_a_steal(worker& self, std::size_t tasks) noexcept;
  static void learn_task_time(worker& self) noexcept;
  state* keep_rest(worker& self, state** tasks, std::size_t count);
  bool has_work() const noexcept;
  /// Tells of a worker whether it sleeps on another processor than the caller runs on: it can start
  /// at once, while the caller goes on.
  auto elsewhere() const noexcept {
    return [this, here = sched_getcpu()](std::size_t i) {
      return workers_[i]->processor.load(std::memory_order_relaxed) != here;
    };
  }
  bool share_processor(worker& self) noexcept;
  void sleep_apart(worker& self) noexcept;
  void run(worker& self, state* task) noexcept;
  bool may_start(state& task) noexcept;
  bool drained() const noexcept;
  void ring_if_drained() noexcept;
  bool runs_here() const noexcept;
  void refuse_quickly() noexcept;
  void break_down(std::exception_ptr cause) noexcept;
  void stop() noexcept;

  thread_pool_executor& owner_;
  const bool in_order_;
  std::vector<std::unique_ptr<worker>> workers_;
  std::atomic<bool> stopping_{false};
  std::exception_ptr broken_;  // set before broke_
  std::atomic<bool> broke_{false};
  std::atomic<std::uint32_t> drain_bell_{0};
  idle_workers<kernel_sleep> idle_;
  injection_queue<state> injected_;
};

}  // namespace futures::reference
