// SPDX-License-Identifier: MIT
// Sharing the trace area, and copying it.
#include "grader/judge/trace_log.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace judge {
namespace {

using protocol::trace_area;

[[noreturn]] void fail() {
  throw std::system_error(errno, std::generic_category(), "cannot share a trace area");
}

traced_event copy_of(const protocol::trace_event& from, std::int64_t step) {
  return {.kind = from.kind.load(std::memory_order_acquire),
          .thread = from.thread,
          .task = from.task,
          .by = from.by,
          .executor = from.executor,
          .nanoseconds = from.nanoseconds,
          .detail = from.detail,
          .path = from.path,
          .step = step};
}

}  // namespace

void trace_memory::unmap::operator()(trace_area* area) const noexcept {
  munmap(area, sizeof(trace_area));
}

trace_memory::trace_memory() : descriptor_(memfd_create("trace", MFD_CLOEXEC | MFD_ALLOW_SEALING)) {
  // Sealed, so that the other side cannot make it shorter while it is read here.
  if (descriptor_.get() < 0 || ftruncate(descriptor_.get(), sizeof(trace_area)) != 0 ||
      fcntl(descriptor_.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
    fail();
  void* const memory =
      mmap(nullptr, sizeof(trace_area), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor_.get(), 0);
  if (memory == MAP_FAILED) fail();
  area_.reset(static_cast<trace_area*>(memory));
}

std::uint32_t trace_memory::count() const noexcept {
  return std::min<std::uint32_t>(area_->count.load(std::memory_order_relaxed),
                                 trace_area::capacity);
}

void trace_memory::stamp(std::int64_t step) {
  const auto end = count();
  if (marks_.empty() || marks_.back().end < end) marks_.push_back({end, step});
}

run_trace trace_memory::copy(std::int64_t step) {
  stamp(step);
  run_trace result{.complete = area_->count.load() <= trace_area::capacity,
                   .main_thread = area_->main_thread,
                   .function = area_->function,
                   .pool = area_->pool};
  std::uint32_t place = 0;
  for (const auto& [end, at] : marks_)
    for (; place < end; ++place) result.events.push_back(copy_of(area_->events[place], at));
  const auto last = std::min<std::size_t>(area_->last_count.load(), trace_area::last_places);
  for (std::size_t i = 0; i < last; ++i) result.events.push_back(copy_of(area_->last[i], step));
  return result;
}

}  // namespace judge
