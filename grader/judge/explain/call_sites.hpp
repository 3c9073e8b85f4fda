// SPDX-License-Identifier: MIT
// From addresses in a submission's shared object to lines of the student's file.
#pragma once

#include <filesystem>
#include <optional>
#include <span>

#include "exercises/runtime/trace_area.hpp"
#include "grader/judge/explain/addr2line_text.hpp"
#include "grader/sandbox/sandbox.hpp"

namespace judge {

/// The lines of one compiled submission. The debugging information is the student's as much as the
/// code is, so addr2line(1) reads it, in the sandbox; of what it says only line numbers are taken.
/// Threads: one.
class call_sites {
 public:
  call_sites(std::filesystem::path submission, sandbox::isolation walls)
      : submission_(std::move(submission)), walls_(walls) {}

  /// Finds all their lines at once, of up to 1000 addresses in all. Cost: one start of addr2line,
  /// 20 ms, if any is new. If it does not end within five seconds it is never asked again.
  void find(std::span<const protocol::call_path> paths);
  /// The line of the innermost call in the student's file, counted from one; empty when there is
  /// none. Requires: find() was called with the path.
  std::optional<int> line_of(const protocol::call_path& path) const;

 private:
  std::filesystem::path submission_;
  sandbox::isolation walls_;
  lines_by_address lines_;
  bool given_up_ = false;
};

}  // namespace judge
