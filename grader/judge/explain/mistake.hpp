// SPDX-License-Identifier: MIT
// A mistake that a trace shows, and the words for it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "grader/judge/explain/call_sites.hpp"
#include "grader/judge/explain/story.hpp"
#include "grader/judge/run.hpp"

namespace judge {

struct mistake {
  std::string rule;
  std::optional<int> line{};
  std::string message;
  std::string cost{};  ///< a sentence; empty: what the check that finds it takes
};

/// What is needed to speak of a run. Requires: all of it outlives this.
struct told_run {
  const run_result& run;
  const judge::story& story;
  const call_sites& sites;
  /// The operation as the student knows it: "add(3, 7)".
  std::function<std::string(const operation&)> name;
  std::map<std::uint32_t, int> thread_starts{};  ///< the lines, by thread

  /// Where an action begins; of an operation that the library calls, where its task was submitted,
  /// or where the thread was started that does it.
  std::optional<int> line_of(std::size_t activity, const action& what) const;
  /// Where a task was submitted.
  std::optional<int> line_of(std::size_t activity) const;
  /// "add(3, 7)"; or "the task of line 9", for one that does not do exactly one operation.
  std::string name_of(std::size_t activity) const;
};

/// "Line 14"; "Your code" when the line is not known.
std::string at_line(std::optional<int> line);
/// The same in a sentence.
std::string in_line(std::optional<int> line);

}  // namespace judge
