// SPDX-License-Identifier: MIT
// The places where events are recorded ask this.
#pragma once

#include <atomic>

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

}  // namespace futures::detail
