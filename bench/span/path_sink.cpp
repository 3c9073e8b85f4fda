// SPDX-License-Identifier: MIT
// Work and span of a run, from what its executors record.
#include "bench/span/path_sink.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace bench {

using futures::trace_event;

path_sink::thread_state& path_sink::here(std::int64_t now) {
  const auto [found, is_new] = threads_.try_emplace(std::this_thread::get_id());
  if (is_new) {
    found->second.since = now;
    found->second.stack.front().counts = false;
  }
  return found->second;
}

void path_sink::pass(thread_state& where, std::int64_t now) {
  auto& top = where.stack.back();
  const auto passed = now - std::exchange(where.since, now);
  if (top.waits > 0 || !top.counts) return;
  top.path += passed;
  work_ += passed;
  span_ = std::max(span_, top.path);
}

void path_sink::take(const trace_event& event) {
  auto& where = here(event.nanoseconds);
  pass(where, event.nanoseconds);
  auto& top = where.stack.back();
  switch (event.what) {
    case trace_event::kind::submitted:
      tasks_[event.task] = {.path = top.path};
      break;
    case trace_event::kind::started:
      where.stack.push_back({.path = tasks_[event.task].path, .task = event.task});
      break;
    case trace_event::kind::finished:
      tasks_[event.task] = {.path = top.path, .is_over = true};
      if (where.stack.size() > 1) where.stack.pop_back();
      break;
    case trace_event::kind::wait_begins:
      ++top.waits;
      break;
    case trace_event::kind::wait_ends:
      top.waits = std::max(0, top.waits - 1);
      if (const auto found = tasks_.find(event.task);
          found != tasks_.end() && found->second.is_over)
        top.path = std::max(top.path, found->second.path);
      break;
  }
}

std::int64_t path_sink::steady_nanoseconds() {
  return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void path_sink::record(const trace_event& event) noexcept {
  const std::lock_guard lock(mutex_);
  take(event);
  here(event.nanoseconds).since = now_();  // what the recording itself takes is nobody's
}

void path_sink::restart() {
  const std::lock_guard lock(mutex_);
  threads_.clear();
  tasks_.clear();
  work_ = span_ = 0;
  here(now_()).stack.front().counts = true;
}

work_and_span path_sink::found() {
  const std::lock_guard lock(mutex_);
  const auto now = now_();
  pass(here(now), now);
  return {.work = 1e-9 * static_cast<double>(work_), .span = 1e-9 * static_cast<double>(span_)};
}

}  // namespace bench
