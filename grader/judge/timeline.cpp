// SPDX-License-Identifier: MIT
// From operations to bars.
#include "grader/judge/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

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

/// The threads that ran operations, as the trace has them.
class thread_names {
 public:
  thread_names(const run_trace& trace, unsigned workers) : trace_(trace), workers_(workers) {
    for (const auto& event : trace.events)
      if (event.kind == protocol::trace_kind::started && event.executor == trace.pool)
        of_the_pool_.insert(event.thread);
  }

  /// The lane of who asked for it; new threads get new lanes. Empty: the trace does not tell.
  std::optional<int> lane_of(const operation& one) {
    if (one.event == 0 || one.event > trace_.events.size()) return {};
    const auto& event = trace_.events[one.event - 1];
    if (event.kind != protocol::trace_kind::asks) return {};
    const auto [found, added] = lanes_.try_emplace(event.thread, static_cast<int>(names_.size()));
    if (added) names_.push_back(name_of(event.thread));
    return found->second;
  }
  /// Of all lanes, and of those workers that have none yet.
  std::vector<std::string> all() {
    while (seen_workers_ < workers_ && names_.size() < reports::most_bars)
      names_.push_back(fmt::format("worker {}", ++seen_workers_));
    return names_;
  }

 private:
  std::string name_of(std::uint32_t thread) {
    if (thread == trace_.main_thread) return "caller";
    return of_the_pool_.contains(thread) ? fmt::format("worker {}", ++seen_workers_)
                                         : fmt::format("thread {}", ++seen_others_);
  }

  const run_trace& trace_;
  unsigned workers_;
  std::set<std::uint32_t> of_the_pool_;
  std::map<std::uint32_t, int> lanes_;
  std::vector<std::string> names_;
  unsigned seen_workers_ = 0, seen_others_ = 0;
};

bool overlap(std::vector<timeline_bar> bars) {
  std::ranges::sort(bars, {},
                    [](const timeline_bar& bar) { return std::pair(bar.lane, bar.start); });
  return std::ranges::adjacent_find(bars, [](const timeline_bar& one, const timeline_bar& next) {
           return one.lane == next.lane && next.start < one.finish;
         }) != bars.end();
}

}  // namespace

run_timeline timeline_of(const run_result& run, unsigned workers,
                         const std::function<std::string(const operation&)>& name,
                         const std::function<std::optional<int>(const operation&)>& line) {
  if (run.ending != ending::returned || run.operations.size() > reports::most_bars) return {};
  std::vector<std::pair<timeline_bar, const operation*>> drawn;
  for (const auto& each : run.operations)
    if (each.finish)
      drawn.push_back(
          {{.label = name(each), .line = line(each), .start = each.start, .finish = *each.finish},
           &each});
  // Those that start at once come in any order: by name they look the same every time.
  std::ranges::stable_sort(
      drawn, {}, [](const auto& each) { return std::tie(each.first.start, each.first.label); });
  thread_names threads(run.trace, workers);
  bool known = true;
  std::vector<timeline_bar> bars;
  for (auto& [bar, what] : drawn) {
    const auto lane = threads.lane_of(*what);
    known = known && lane;
    bar.lane = lane.value_or(0);
    bars.push_back(std::move(bar));
  }
  if (!known || overlap(bars)) return {.bars = with_lanes(std::move(bars))};
  return {.bars = std::move(bars), .lanes = threads.all()};
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
