// SPDX-License-Identifier: MIT
// The words for what a trace shows.
#include "grader/judge/explain/mistake.hpp"

#include <fmt/format.h>

namespace judge {

std::string at_line(std::optional<int> line) {
  return line ? fmt::format("Line {}", *line) : "Your code";
}
std::string in_line(std::optional<int> line) {
  return line ? fmt::format("line {}", *line) : "your code";
}

std::optional<int> told_run::line_of(std::size_t activity, const action& what) const {
  const auto& path = run.trace.events[what.event].path;
  const bool is_call = what.what == action::kind::asks || what.what == action::kind::submits;
  if (const auto line = is_call ? sites.line_of_call(path) : sites.line_of(path)) return line;
  if (what.what != action::kind::asks) return {};
  if (const auto line = line_of(activity)) return line;
  const auto& self = story.activities[activity];
  const auto start = thread_starts.find(self.thread);
  return self.is_task || start == thread_starts.end() ? std::nullopt : std::optional(start->second);
}

std::optional<int> told_run::line_of(std::size_t activity) const {
  const auto& submission = story.activities[activity].submission;
  return submission ? sites.line_of_call(run.trace.events[*submission].path) : std::nullopt;
}

std::string told_run::name_of(std::size_t activity) const {
  const action* only = nullptr;
  std::size_t count = 0;
  for (const auto& each : story.activities[activity].actions)
    if (each.what == action::kind::asks) {
      only = &each;
      ++count;
    }
  if (count == 1) return name(run.operations[only->operation]);
  if (const auto line = line_of(activity)) return fmt::format("the task of line {}", *line);
  return story.activities[activity].submission ? "a task" : "a promise";
}

}  // namespace judge
