// SPDX-License-Identifier: MIT
// The trace of a run, as the judge has it: a copy of the shared area in which nothing is believed.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "exercises/runtime/trace_area.hpp"
#include "grader/sandbox/descriptor.hpp"

namespace judge {

/// An event of a run. The submission's process wrote it, so any value may be there: it can explain,
/// never prove.
struct traced_event {
  protocol::trace_kind kind{};
  std::uint32_t thread = 0;
  std::uint64_t task = 0, by = 0, executor = 0;
  std::int64_t nanoseconds = 0;
  std::uint64_t detail = 0;
  protocol::call_path path{};
  std::int64_t step = 0;  ///< virtual time when it happened
};

/// All that is known of a run's events.
struct run_trace {
  /// Those of each thread in their order; where threads stood at the end comes last.
  std::vector<traced_event> events;
  bool complete = true;           ///< false: there were more
  std::uint32_t main_thread = 0;  ///< the one that ran the student's function
  std::uint32_t function = 0;     ///< where that is in the submission; 0 when it is not known
  std::uint64_t pool = 0;         ///< the executor that it was given
};

/// Memory shared with one submission process.
class trace_memory {
 public:
  /// Throws: std::system_error.
  trace_memory();

  int descriptor() const noexcept { return descriptor_.get(); }
  /// What has been written since the last call happened at that virtual time.
  void stamp(std::int64_t step);
  /// How many events there are.
  std::uint32_t count() const noexcept;
  /// Copies what is there; what came after the last stamp() has that step.
  run_trace copy(std::int64_t step);

 private:
  struct unmap {
    void operator()(protocol::trace_area* area) const noexcept;
  };
  struct mark {
    std::uint32_t end;  // of the events that have the step
    std::int64_t step;
  };

  sandbox::descriptor descriptor_;
  std::unique_ptr<protocol::trace_area, unmap> area_;
  std::vector<mark> marks_;
};

}  // namespace judge
