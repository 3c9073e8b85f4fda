// SPDX-License-Identifier: MIT
// From operations to bars.
#include "grader/judge/timeline.hpp"

#include <algorithm>
#include <map>

#include "grader/judge/graph_calls.hpp"

namespace judge {
namespace {

using reports::timeline_bar;

/// Interval colouring: sorted by start, each takes the first lane that is free.
std::vector<timeline_bar> with_lanes(std::vector<timeline_bar> bars) {
  std::ranges::stable_sort(bars, {}, &timeline_bar::start);
  std::vector<std::int64_t> free_at;  // of each lane
  for (auto& bar : bars) {
    const auto lane =
        std::ranges::find_if(free_at, [&](std::int64_t time) { return time <= bar.start; });
    bar.lane = static_cast<int>(lane - free_at.begin());
    if (lane == free_at.end())
      free_at.push_back(bar.finish);
    else
      *lane = bar.finish;
  }
  return bars;
}

}  // namespace

std::vector<timeline_bar> timeline_of(
    const run_result& run, const std::function<std::string(const operation&)>& name,
    const std::function<std::optional<int>(const operation&)>& line) {
  if (run.ending != ending::returned || run.operations.size() > reports::most_bars) return {};
  std::vector<timeline_bar> bars;
  for (const auto& each : run.operations)
    if (each.finish)
      bars.push_back(
          {.label = name(each), .line = line(each), .start = each.start, .finish = *each.finish});
  // Those that start at once come in any order: by name they look the same every time.
  std::ranges::sort(bars, {}, &timeline_bar::label);
  return with_lanes(std::move(bars));
}

std::vector<timeline_bar> ideal_timeline(const grader::operation_graph& graph,
                                         const operation_table& table,
                                         const std::vector<std::int64_t>& steps) {
  const auto calls = calls_with(graph, table, graph.example);
  if (calls.size() > reports::most_bars) return {};
  std::map<std::string, std::int64_t> known;  // when, of each operation's value
  std::vector<timeline_bar> bars;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    const auto& call = calls[i];
    std::int64_t start = 0;
    for (const auto& operand : graph.operations[i].from)
      if (const auto found = known.find(operand); found != known.end())
        start = std::max(start, found->second);
    const auto finish = start + steps[call.which];
    known[graph.operations[i].id] = finish;
    bars.push_back({.label = to_text({.which = call.which, .x = call.x, .y = call.y}, table),
                    .start = start,
                    .finish = finish});
  }
  std::ranges::sort(bars, {}, &timeline_bar::label);
  return with_lanes(std::move(bars));
}

}  // namespace judge
