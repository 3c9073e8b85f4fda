// SPDX-License-Identifier: MIT
// From addresses in a submission's shared object to lines of the student's file.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "exercises/runtime/trace_area.hpp"
#include "grader/judge/explain/addr2line_text.hpp"
#include "grader/sandbox/sandbox.hpp"

namespace judge {

/// The lines of one compiled submission. The debugging information is the student's as much as the
/// code is, so addr2line(1) reads it, in the sandbox; of what it says only line numbers are taken.
/// Threads: one.
class call_sites {
 public:
  /// `source` may be empty: then every line is taken as it comes.
  call_sites(std::filesystem::path submission, sandbox::isolation walls,
             const std::filesystem::path& source = {})
      : submission_(std::move(submission)), walls_(walls), closing_(closing_lines(source)) {}

  /// Finds all their lines at once, of up to 1000 addresses in all. Cost: one start of addr2line,
  /// 20 ms, if any is new; another one if calls are in closing lines. If it does not end within
  /// five seconds it is never asked again.
  void find(std::span<const protocol::call_path> paths);
  /// The line of the innermost call in the student's file, counted from one; empty when there is
  /// none. Requires: find() was called with the path.
  std::optional<int> line_of(const protocol::call_path& path) const;
  /// The same of a call that no closing brace makes, as destructors are called: GCC gives calls in
  /// a braced list of initializers the line where their function ends. Then it is the line of the
  /// code that follows, which is the statement's last.
  std::optional<int> line_of_call(const protocol::call_path& path) const;

 private:
  void find_statements_of_misplaced_calls(std::span<const protocol::call_path> paths);
  std::string ask(std::vector<std::string> addresses);

  std::filesystem::path submission_;
  sandbox::isolation walls_;
  lines_by_address lines_;
  std::set<int> closing_;          ///< lines with nothing but closing braces
  lines_by_address statement_of_;  ///< of calls that were said to be in such a line
  bool given_up_ = false;
};

}  // namespace judge
