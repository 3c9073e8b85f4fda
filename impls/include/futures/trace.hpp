// SPDX-License-Identifier: MIT
// A record of what executors do: who submitted what, when it ran, and who waited for it.
#pragma once

#include <cstdint>

namespace futures {

class executor;

/// Something that happened to a task. The numbers tell tasks and threads apart, not more.
struct trace_event {
  enum class kind : std::uint8_t {
    submitted,  ///< `by` gives `task` to its executor, which may still refuse it by an exception
    started,    ///< `task` runs on this thread; `by` is the task that waits for it in place, if any
    finished,   ///< `task` has returned or thrown
    wait_begins,  ///< `by` waits for `task`, or for any of several, of which each has its event
    wait_ends     ///< and goes on: one is done, or the time is over, or deadlock_error is thrown
  };
  kind what;
  std::uint64_t task;        ///< unique among the tasks that exist at that time
  std::uint64_t by;          ///< 0 outside any task
  const executor* where;     ///< the task's executor, null for a promise
  const void* call_site;     ///< the address after the call of submit(); null for other events
  std::int64_t nanoseconds;  ///< of the steady clock
};

/// Takes the events. Threads: called by all at once. Events of one thread come in their order.
class trace_sink {
 public:
  virtual ~trace_sink() = default;
  virtual void record(const trace_event& event) noexcept = 0;
};

/// Sets the sink for executors that are made from now on; null ends the recording of those, too.
/// Executors that exist go on as they are. A thread pool that is traced starts its tasks in order,
/// from one queue: see thread_pool_options::in_order. Requires: the sink outlives the executors
/// that are made while it is set. Cost without a sink: a branch where a task goes through a queue.
/// A library that is built with FUTURES_NO_TRACE defined has not even that, and records nothing.
/// Returns: the sink before, null in such a library.
trace_sink* set_trace_sink(trace_sink* sink) noexcept;

}  // namespace futures
