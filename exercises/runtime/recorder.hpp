// SPDX-License-Identifier: MIT
// Writes what happens in this process into the trace area, with the lines of the student's code.
#pragma once

#include <cstdint>

#include "exercises/runtime/trace_area.hpp"
#include "futures/trace.hpp"

namespace runtime {

/// How it works. The library's events come to record(); operations and sleeps are noted by who
/// performs them. The path of an event is found by unwinding the stack to the first frames that lie
/// in the student's shared object, by the tables that C++ exceptions use; so nothing needs frame
/// pointers. Cost: half a microsecond an event.
/// Threads: any, once the area is set.
class recorder final : public futures::trace_sink {
 public:
  /// The one of this process; it does nothing until it is given an area.
  static recorder& current();

  /// Maps the area. Throws: std::runtime_error when it cannot.
  void open(int descriptor);
  bool is_open() const noexcept { return area_ != nullptr; }
  /// From here on events have paths. `entry` is a function of the student's shared object.
  void set_submission(const void* entry) noexcept;
  /// This thread will run the student's function, on that executor.
  void set_stage(const futures::executor* pool) noexcept;

  void record(const futures::trace_event& event) noexcept override;
  /// Returns: the event's number, counted from one; 0 when it was not kept.
  std::uint64_t note(protocol::trace_kind kind, std::uint64_t detail = 0) noexcept;

  /// Lets every thread of the process note where it is, even while it sleeps.
  void note_standstill() noexcept;

 private:
  std::uint64_t write(protocol::trace_kind kind, const futures::trace_event& from,
                      std::uint64_t detail, bool with_path) noexcept;
  protocol::call_path path_here() const noexcept;

  protocol::trace_area* area_ = nullptr;
  std::uintptr_t first_ = 0, last_ = 0;  // where the student's shared object is
};

/// Lets crashes be noted before they end the process, and threads be asked where they are.
/// Throws: std::system_error.
void install_signal_handlers();

}  // namespace runtime
