// SPDX-License-Identifier: MIT
// Exact makespans of small graphs of unit tasks.
//
// How it works. With unit tasks nothing is won by leaving a worker idle while a task is ready, so
// each step runs as many ready tasks as there are workers; which ones is tried in every way. A set
// of finished tasks is a bit mask; the search goes step by step over the masks that can be reached.
#include "grader/judge/task_graph.hpp"

#include <algorithm>
#include <bit>
#include <set>

namespace judge {
namespace {

using mask = std::uint32_t;

mask ready_tasks(const task_graph& graph, mask done) {
  mask ready = 0;
  for (std::size_t task = 0; task < graph.needs.size(); ++task) {
    const bool runnable =
        std::ranges::all_of(graph.needs[task], [&](int need) { return (done >> need & 1u) != 0; });
    if (runnable && (done >> task & 1u) == 0) ready |= mask{1} << task;
  }
  return ready;
}

/// All ways to add one step of at most `workers` ready tasks.
void add_successors(const task_graph& graph, mask done, int workers, std::set<mask>& found) {
  const mask ready = ready_tasks(graph, done);
  const int count = std::min(workers, std::popcount(ready));
  for (mask chosen = ready; chosen != 0; chosen = (chosen - 1) & ready)
    if (std::popcount(chosen) == count) found.insert(done | chosen);
}

}  // namespace

std::int64_t task_graph::optimum(int workers) const {
  const mask all = static_cast<mask>((std::uint64_t{1} << needs.size()) - 1);
  std::set<mask> reached{0};
  std::int64_t steps = 0;
  for (; !reached.contains(all); ++steps) {
    std::set<mask> next;
    for (const mask done : reached) add_successors(*this, done, workers, next);
    reached = std::move(next);
  }
  return steps;
}

}  // namespace judge
