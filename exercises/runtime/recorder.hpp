// SPDX-License-Identifier: MIT
// Writes what happens in this process into the trace area, with the lines of the student's code.
#pragma once

#include <cstdint>

#include "exercises/runtime/call_path.hpp"
#include "exercises/runtime/trace_area.hpp"
#include "futures/trace.hpp"

namespace runtime {

/// How it works. The library's events come to record(); operations and sleeps are noted by who
/// performs them. Events of the student's code have the path of calls that led to them.
/// Threads: any, once the area is set.
class recorder final : public futures::trace_sink {
 public:
  /// The one of this process; it does nothing until it is given an area.
  static recorder& current();

  /// Maps the area. Throws: std::runtime_error when it cannot.
  void open(int descriptor);
  /// Records nothing until it is called with false.
  void pause(bool now) noexcept { paused_ = now; }
  /// Forgets all events. Requires: nobody records.
  void rewind() noexcept;
  /// From here on events have paths. `entry` is a function of the student's shared object.
  void set_submission(const void* entry) noexcept { paths_.set_object(entry); }
  /// This thread will run the student's function, which is there, on that executor.
  void set_stage(const futures::executor* pool, const void* function) noexcept;

  void record(const futures::trace_event& event) noexcept override;
  /// Returns: the event's number, counted from one; 0 when it was not kept.
  std::uint64_t note(protocol::trace_kind kind, std::uint64_t detail = 0) noexcept;
  /// In a place that is kept for the end of a run.
  void note_in_signal_handler(protocol::trace_kind kind, std::uint64_t detail = 0) noexcept;

  /// Lets every thread of the process note where it is, even while it sleeps.
  void note_standstill() noexcept;

 private:
  /// Returns: the event's number, as note().
  std::uint64_t add(protocol::trace_kind kind, const futures::trace_event& from,
                    std::uint64_t detail, const protocol::call_path& path) noexcept;
  static void write(protocol::trace_event& to, protocol::trace_kind kind,
                    const futures::trace_event& from, std::uint64_t detail,
                    const protocol::call_path& path) noexcept;
  bool records() const noexcept { return area_ != nullptr && !paused_; }

  protocol::trace_area* area_ = nullptr;
  bool paused_ = false;
  call_path_finder paths_;
};

/// Lets crashes be noted before they end the process, and threads be asked where they are.
/// Throws: std::system_error.
void install_signal_handlers();

}  // namespace runtime
