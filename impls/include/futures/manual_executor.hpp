// SPDX-License-Identifier: MIT
// manual_executor: runs its tasks when it is told to, on the thread that tells it.
//
// For tests, and to study schedules: what a program does in one order of its tasks is repeated at
// will, and a seed gives another order. It is no backend of the registry, for a program that does
// not drive it would wait for ever.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <random>

#include "futures/executor.hpp"

namespace futures {

/// How a manual_executor is made.
struct manual_options {
  /// Each step runs the task at place `draw % waiting` of those that wait, in the order of their
  /// submission, with the draws of a std::mt19937_64 of this seed; so the order is a function of
  /// the seed, the submissions and the cancellations, on every machine. None: first in, first out.
  std::optional<std::uint64_t> seed{};
};

/// An executor without a thread. A task that waits for another one of the same executor runs it, as
/// everywhere. Outside its tasks, the thread that made the executor must not wait without a time
/// limit for a task that it has not run: nobody would run it, so the wait throws deadlock_error.
/// Shutting down, with waiting, and destroying run what is left on the calling thread.
/// Threads: any may submit, wait and drive; the order is repeatable if one does. The thread that
/// made it destroys it.
class manual_executor final : public executor {
 public:
  explicit manual_executor(manual_options options = {});
  ~manual_executor() override;

  /// Runs one task that waits. Returns: false when there is none.
  bool run_one();
  /// Runs tasks, with those that they submit, until none waits. Returns: how many.
  std::size_t run_until_idle();

  std::size_t max_workers() const noexcept override { return 1; }
  const capabilities& caps() const noexcept override;
  std::string_view name() const noexcept override { return "manual"; }

 private:
  void schedule(detail::shared_state& task) override;
  void close() noexcept override;
  void wait_until_drained() noexcept override;

  /// Takes the next entry and counts it as running. Returns: null when there is none.
  task_ptr take();
  /// Returns: whether the task was still to be run.
  bool run_task(task_ptr task) noexcept;

  std::optional<std::mt19937_64> draws_;
  std::mutex mutex_;  // guards what follows
  std::condition_variable idle_;
  std::deque<task_ptr> waiting_;
  std::size_t running_ = 0;
  bool closed_ = false;
};

}  // namespace futures
