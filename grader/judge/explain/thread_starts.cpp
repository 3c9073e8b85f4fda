// SPDX-License-Identifier: MIT
// Pairs threads and starts in their order.
#include "grader/judge/explain/thread_starts.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace judge {

std::map<std::uint32_t, int> lines_of_thread_starts(const run_result& run, const story& told,
                                                    const call_sites& sites) {
  const auto is_students = [&](const action& each) {
    return run.trace.events[each.event].path[0] != 0;
  };
  std::vector<int> lines;
  for (const auto& each : run.trace.events)
    if (each.kind == protocol::trace_kind::starts_thread)
      if (const auto line = sites.line_of(each.path)) lines.push_back(*line);
  std::set<std::uint32_t> threads;
  for (std::size_t i = 0; i < told.activities.size(); ++i)
    if (const auto& each = told.activities[i];
        !each.is_task && told.main != i && std::ranges::any_of(each.actions, is_students))
      threads.insert(each.thread);
  const bool one_place = !lines.empty() && std::ranges::count(lines, lines.front()) ==
                                               static_cast<std::ptrdiff_t>(lines.size());
  if (threads.size() != lines.size() && !one_place) return {};
  std::map<std::uint32_t, int> result;
  for (const auto thread : threads)
    result[thread] = one_place ? lines.front() : lines.at(result.size());
  return result;
}

}  // namespace judge
