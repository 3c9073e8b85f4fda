// SPDX-License-Identifier: MIT
// The places where events are recorded ask this.
#pragma once

#include <atomic>
#include <span>

#include "futures/detail/shared_state.hpp"
#include "futures/trace.hpp"

namespace futures::detail {

#ifndef FUTURES_NO_TRACE
inline constinit std::atomic<trace_sink*> sink{nullptr};

/// Relaxed: a sink is set before the executors that it records are made.
inline bool is_tracing() noexcept { return sink.load(std::memory_order_relaxed) != nullptr; }
#else
constexpr bool is_tracing() noexcept { return false; }
#endif

/// Records that something happened to the task, by the task that this thread runs.
/// Requires: is_tracing() a moment ago.
[[gnu::cold]] void record(trace_event::kind what, const shared_state& task, const task_frame* by,
                          const void* call_site = nullptr) noexcept;

/// Records that a task runs, from here to the end of the scope.
class traced_run {
 public:
  explicit traced_run(const shared_state& task) noexcept : task_(is_tracing() ? &task : nullptr) {
    if (task_ != nullptr) [[unlikely]]
      record(trace_event::kind::started, *task_, current_frame->outer);
  }
  traced_run(const traced_run&) = delete;
  traced_run& operator=(const traced_run&) = delete;
  /// To be called while the task exists for certain.
  void end() noexcept {
    if (task_ != nullptr) [[unlikely]]
      record(trace_event::kind::finished, *task_, current_frame->outer);
  }

 private:
  const shared_state* task_;
};

/// Records that the task of this thread waits for others, from here to the end of the scope.
class traced_wait {
 public:
  /// Requires: the tasks exist, and the span stays as it is, to the end of the scope.
  explicit traced_wait(std::span<shared_state* const> tasks) noexcept {
    if (!is_tracing()) return;
    tasks_ = tasks;
    record_each(trace_event::kind::wait_begins);
  }
  traced_wait(const traced_wait&) = delete;
  traced_wait& operator=(const traced_wait&) = delete;
  ~traced_wait() { record_each(trace_event::kind::wait_ends); }

 private:
  void record_each(trace_event::kind what) const noexcept {
    for (const auto* const each : tasks_) record(what, *each, current_frame);
  }

  std::span<shared_state* const> tasks_;
};

}  // namespace futures::detail
