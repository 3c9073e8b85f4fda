// SPDX-License-Identifier: MIT
// Unwinding, and writing into the trace area.
#include "exercises/runtime/recorder.hpp"

#include <dirent.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <stdexcept>
#include <system_error>

namespace runtime {
namespace {

using protocol::trace_area, protocol::trace_kind;

std::uint32_t this_thread_number() noexcept {
  thread_local const auto number = static_cast<std::uint32_t>(gettid());
  return number;
}

trace_kind kind_of(futures::trace_event::kind what) noexcept {
  using kind = futures::trace_event::kind;
  switch (what) {
    case kind::submitted:
      return trace_kind::submitted;
    case kind::started:
      return trace_kind::started;
    case kind::finished:
      return trace_kind::finished;
    case kind::wait_begins:
      return trace_kind::wait_begins;
    case kind::wait_ends:
      return trace_kind::wait_ends;
  }
  return trace_kind::nothing;
}

std::int64_t now() noexcept { return std::chrono::steady_clock::now().time_since_epoch().count(); }

}  // namespace

recorder& recorder::current() {
  static auto& one = *new recorder;  // outlives every thread
  return one;
}

void recorder::open(int descriptor) {
  auto* const memory =
      mmap(nullptr, sizeof(trace_area), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  close(descriptor);
  if (memory == MAP_FAILED) throw std::runtime_error("cannot map the trace area");
  area_ = static_cast<trace_area*>(memory);
  paths_.prepare();
}

void recorder::set_stage(const futures::executor* pool, const void* function) noexcept {
  if (area_ == nullptr) return;
  area_->main_thread = this_thread_number();
  area_->pool = reinterpret_cast<std::uint64_t>(pool);
  area_->function = paths_.place_of(function);
}

void recorder::rewind() noexcept {
  if (area_ == nullptr) return;
  area_->count.store(0, std::memory_order_relaxed);
  area_->last_count.store(0, std::memory_order_relaxed);
}

void recorder::record(const futures::trace_event& event) noexcept {
  using kind = futures::trace_event::kind;
  if (!records()) return;
  const bool with_path = event.what == kind::submitted || event.what == kind::wait_begins;
  // A thread's first path takes up to milliseconds, which are not to fall into an operation.
  static thread_local bool has_path = false;
  const auto path = with_path || !has_path ? paths_.here() : protocol::call_path{};
  has_path = true;
  add(kind_of(event.what), event, 0, with_path ? path : protocol::call_path{});
}

std::uint64_t recorder::note(trace_kind kind, std::uint64_t detail) noexcept {
  if (!records()) return 0;
  return add(kind, {.nanoseconds = now()}, detail, paths_.here());
}

void recorder::note_in_signal_handler(trace_kind kind, std::uint64_t detail) noexcept {
  if (!records()) return;
  const auto place = area_->last_count.fetch_add(1, std::memory_order_relaxed);
  if (place >= trace_area::last_places) return;
  write(area_->last[place], kind, {.nanoseconds = now()}, detail, paths_.in_signal_handler());
}

std::uint64_t recorder::add(trace_kind kind, const futures::trace_event& from, std::uint64_t detail,
                            const protocol::call_path& path) noexcept {
  const auto place = area_->count.fetch_add(1, std::memory_order_relaxed);
  if (place >= trace_area::capacity) return 0;
  write(area_->events[place], kind, from, detail, path);
  return place + 1;
}

void recorder::write(protocol::trace_event& to, trace_kind kind, const futures::trace_event& from,
                     std::uint64_t detail, const protocol::call_path& path) noexcept {
  to.thread = this_thread_number();
  to.task = from.task;
  to.by = from.by;
  to.executor = reinterpret_cast<std::uint64_t>(from.where);
  to.nanoseconds = from.nanoseconds;
  to.detail = detail;
  to.path = path;
  to.kind.store(kind, std::memory_order_release);
}

// ---- signals

namespace {

constexpr int where_are_you = SIGURG;  // ignored where nobody handles it

extern "C" void note_place(int) {
  const int problem = errno;
  recorder::current().note_in_signal_handler(trace_kind::standstill);
  errno = problem;
}

/// Set by default again (SA_RESETHAND), the signal of a fault comes once more when this returns;
/// one that was sent, as abort() does, has to be sent again.
extern "C" void note_crash(int signal, siginfo_t* cause, void*) {
  recorder::current().note_in_signal_handler(trace_kind::crashes,
                                             static_cast<std::uint64_t>(signal));
  const bool was_sent = cause->si_code <= 0;
  if (was_sent) raise(signal);
}

void handle(int signal, struct sigaction action) {
  if (sigaction(signal, &action, nullptr) != 0)
    throw std::system_error(errno, std::generic_category(), "sigaction");
}

}  // namespace

void recorder::note_standstill() noexcept {
  auto* const tasks = opendir("/proc/self/task");
  if (tasks == nullptr) return;
  const auto self = gettid();
  while (const auto* const entry = readdir(tasks))
    if (const auto thread = std::atoi(entry->d_name); thread > 0 && thread != self)
      syscall(SYS_tgkill, getpid(), thread, where_are_you);
  closedir(tasks);
}

void install_signal_handlers() {
  // A stack that is used up cannot take the handler's frame: the main thread has another for that.
  static std::array<char, 64 * 1024> spare;
  const stack_t stack{.ss_sp = spare.data(), .ss_flags = 0, .ss_size = spare.size()};
  if (sigaltstack(&stack, nullptr) != 0)
    throw std::system_error(errno, std::generic_category(), "sigaltstack");
  struct sigaction crash {};
  crash.sa_sigaction = note_crash;
  crash.sa_flags = static_cast<int>(SA_ONSTACK | SA_RESETHAND | SA_SIGINFO);
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) handle(signal, crash);
  struct sigaction place {};
  place.sa_handler = note_place;
  place.sa_flags = SA_RESTART;
  handle(where_are_you, place);
}

}  // namespace runtime
