// SPDX-License-Identifier: MIT
// Work, span, bounds and the exact optimum of small graphs.
//
// How it works. If the greedy schedule that prefers long tails meets the lower bound, that is it.
// Otherwise a depth-first search asks of each length between the two whether a schedule fits.
// Nothing is lost by starting tasks only when others end, so the search goes from one end of a task
// to the next, and at each starts every choice of ready tasks that the free workers can take, none
// included. It gives a branch up when what is left cannot fit, and remembers, for what was done and
// what is running, the most time that did not suffice.
#include "grader/judge/task_graph.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <numeric>
#include <utility>

namespace judge {
namespace {

using mask = std::uint32_t;
using steps = std::int64_t;

constexpr mask bit(int task) { return mask{1} << task; }
constexpr steps divide_up(steps whole, steps parts) { return (whole + parts - 1) / parts; }

mask mask_of(const std::vector<int>& tasks) {
  mask result = 0;
  for (const int task : tasks) result |= bit(task);
  return result;
}

/// When each task could start if there were a worker for each.
std::vector<steps> earliest_starts(const task_graph& graph) {
  std::vector<steps> starts;
  for (int task = 0; task < graph.size(); ++task) {
    steps start = 0;
    for (const int need : graph.needs[static_cast<std::size_t>(task)])
      start = std::max(start, starts[static_cast<std::size_t>(need)] + graph.cost(need));
    starts.push_back(start);
  }
  return starts;
}

/// From the start of each task to the end of the longest chain that begins with it.
std::vector<steps> tails(const task_graph& graph) {
  std::vector<steps> result(graph.needs.size(), 0);
  for (int task = graph.size() - 1; task >= 0; --task) {
    auto& tail = result[static_cast<std::size_t>(task)];
    tail += graph.cost(task);
    for (const int need : graph.needs[static_cast<std::size_t>(task)]) {
      auto& behind = result[static_cast<std::size_t>(need)];
      behind = std::max(behind, tail);
    }
  }
  return result;
}

/// A task that runs, and for how long yet.
using running_task = std::pair<steps, int>;

/// Whether a schedule of a given length exists.
class search {
 public:
  search(const task_graph& graph, int workers)
      : graph_(graph), workers_(static_cast<std::size_t>(workers)), tails_(tails(graph)) {
    for (const auto& needs : graph.needs) needs_.push_back(mask_of(needs));
    find_twins();
  }

  bool fits(steps length) { return fits(0, {}, length); }

 private:
  /// Tasks that nothing tells apart need no order of their own: the first one starts first.
  void find_twins() {
    std::vector<mask> needed_by(needs_.size(), 0);
    for (int task = 0; task < graph_.size(); ++task)
      for (const int need : graph_.needs[static_cast<std::size_t>(task)])
        needed_by[static_cast<std::size_t>(need)] |= bit(task);
    for (int task = 0; task < graph_.size(); ++task) {
      mask before = 0;
      for (int other = 0; other < task; ++other) {
        const auto one = static_cast<std::size_t>(task), two = static_cast<std::size_t>(other);
        if (needs_[one] == needs_[two] && needed_by[one] == needed_by[two] &&
            graph_.cost(task) == graph_.cost(other))
          before |= bit(other);
      }
      twins_before_.push_back(before);
    }
  }

  steps least_rest(mask started, const std::vector<running_task>& running) const {
    steps work = 0, longest = 0;
    for (const auto& [left, task] : running) {
      const auto tail = tails_[static_cast<std::size_t>(task)];
      work += left;
      longest = std::max(longest, left + tail - graph_.cost(task));
    }
    for (int task = 0; task < graph_.size(); ++task) {
      if ((started & bit(task)) != 0) continue;
      work += graph_.cost(task);
      longest = std::max(longest, tails_[static_cast<std::size_t>(task)]);
    }
    return std::max(longest, divide_up(work, static_cast<steps>(workers_)));
  }

  /// Whether what is left fits into that much time. Requires: `running` is sorted.
  bool fits(mask done, const std::vector<running_task>& running, steps time) {
    mask started = done;
    for (const auto& each : running) started |= bit(each.second);
    if (std::popcount(started) == graph_.size())
      return running.empty() || running.back().first <= time;
    if (least_rest(started, running) > time) return false;
    const auto known = too_short_.find({done, running});
    if (known != too_short_.end() && known->second >= time) return false;
    if (some_choice_fits(done, started, running, time)) return true;
    auto& most = too_short_[{done, running}];
    most = std::max(most, time);
    return false;
  }

  bool some_choice_fits(mask done, mask started, const std::vector<running_task>& running,
                        steps time) {
    mask ready = 0;
    for (int task = 0; task < graph_.size(); ++task)
      if ((started & bit(task)) == 0 && (needs_[static_cast<std::size_t>(task)] & ~done) == 0)
        ready |= bit(task);
    const auto free = workers_ - running.size();
    for (mask chosen = ready;; chosen = (chosen - 1) & ready) {
      const bool none = chosen == 0;
      if (static_cast<std::size_t>(std::popcount(chosen)) <= free && in_order(chosen, started) &&
          !(none && running.empty()) && fits_after(done, running, chosen, time))
        return true;
      if (none) return false;
    }
  }

  bool in_order(mask chosen, mask started) const {
    for (int task = 0; task < graph_.size(); ++task)
      if ((chosen & bit(task)) != 0 &&
          (twins_before_[static_cast<std::size_t>(task)] & ~(chosen | started)) != 0)
        return false;
    return true;
  }

  /// Starts the chosen tasks and lets time pass until the next task ends.
  bool fits_after(mask done, std::vector<running_task> running, mask chosen, steps time) {
    for (int task = 0; task < graph_.size(); ++task)
      if ((chosen & bit(task)) != 0) running.emplace_back(graph_.cost(task), task);
    std::ranges::sort(running);
    const auto passed = running.front().first;
    if (passed > time) return false;
    std::vector<running_task> left;
    for (const auto& [rest, task] : running) {
      if (rest == passed)
        done |= bit(task);
      else
        left.emplace_back(rest - passed, task);
    }
    return fits(done, left, time - passed);
  }

  const task_graph& graph_;
  std::size_t workers_;
  std::vector<steps> tails_;
  std::vector<mask> needs_, twins_before_;
  std::map<std::pair<mask, std::vector<running_task>>, steps> too_short_;
};

/// What must be done between two times, however the tasks are placed between their earliest and
/// latest starts, beyond what the workers can do then.
steps excess_between(const task_graph& graph, const std::vector<steps>& earliest,
                     const std::vector<steps>& latest, int workers, steps from, steps to) {
  steps work = 0;
  for (int task = 0; task < graph.size(); ++task) {
    const auto index = static_cast<std::size_t>(task);
    const auto after = std::max<steps>(0, earliest[index] + graph.cost(task) - from);
    const auto before = std::max<steps>(0, to - latest[index]);
    work += std::min({graph.cost(task), to - from, after, before});
  }
  return divide_up(work, workers) - (to - from);
}

}  // namespace

steps task_graph::work() const {
  steps sum = 0;
  for (int task = 0; task < size(); ++task) sum += cost(task);
  return sum;
}

steps task_graph::span() const {
  const auto all = tails(*this);
  return all.empty() ? 0 : *std::ranges::max_element(all);
}

steps task_graph::lower_bound(int workers) const {
  const auto longest = span();
  const auto earliest = earliest_starts(*this);
  auto latest = tails(*this);
  for (auto& tail : latest) tail = longest - tail;
  std::vector<steps> times;
  for (int task = 0; task < size(); ++task)
    for (const auto start :
         {earliest[static_cast<std::size_t>(task)], latest[static_cast<std::size_t>(task)]})
      times.insert(times.end(), {start, start + cost(task)});
  steps excess = 0;
  for (const auto from : times)
    for (const auto to : times)
      if (from < to)
        excess = std::max(excess, excess_between(*this, earliest, latest, workers, from, to));
  return std::max(longest + excess, divide_up(work(), workers));
}

steps task_graph::list_schedule(int workers, const std::vector<int>& order) const {
  mask started = 0, done = 0;
  std::vector<running_task> running;  // by the time of its end
  steps now = 0;
  while (std::popcount(done) < size()) {
    for (const int task : order) {
      if (running.size() == static_cast<std::size_t>(workers)) break;
      const bool ready = (mask_of(needs[static_cast<std::size_t>(task)]) & ~done) == 0;
      if (!ready || (started & bit(task)) != 0) continue;
      started |= bit(task);
      running.emplace_back(now + cost(task), task);
    }
    now = std::ranges::min_element(running)->first;
    std::erase_if(running, [&](const running_task& each) {
      if (each.first != now) return false;
      done |= bit(each.second);
      return true;
    });
  }
  return now;
}

steps task_graph::optimum(int workers) const {
  const auto tail = tails(*this);
  std::vector<int> order(needs.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, std::greater<>(),
                           [&](int task) { return tail[static_cast<std::size_t>(task)]; });
  const auto greedy = list_schedule(workers, order);
  search all(*this, workers);
  auto length = lower_bound(workers);
  while (length < greedy && !all.fits(length)) ++length;
  return length;
}

}  // namespace judge
