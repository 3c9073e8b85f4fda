// SPDX-License-Identifier: MIT
// Making events, and the sink that takes them.
#include "core/trace.hpp"

#include <chrono>

namespace futures {

#ifndef FUTURES_NO_TRACE

trace_sink* set_trace_sink(trace_sink* sink) noexcept {
  return detail::sink.exchange(sink, std::memory_order_acq_rel);
}

void detail::record(trace_event::kind what, const shared_state& task, const task_frame* by,
                    const void* call_site) noexcept {
  auto* const to = sink.load(std::memory_order_acquire);  // pairs with set_trace_sink()
  if (to == nullptr) return;
  const auto number = [](const void* of) { return reinterpret_cast<std::uint64_t>(of); };
  to->record({.what = what,
              .task = number(&task),
              .by = by != nullptr ? number(by->task) : 0,
              .where = task.home(),
              .call_site = call_site,
              .nanoseconds = std::chrono::steady_clock::now().time_since_epoch().count()});
}

#else

trace_sink* set_trace_sink(trace_sink*) noexcept { return nullptr; }
void detail::record(trace_event::kind, const shared_state&, const task_frame*,
                    const void*) noexcept {}

#endif

}  // namespace futures
