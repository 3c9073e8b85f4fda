// SPDX-License-Identifier: MIT
// Walks a story, and measures the longest way through it.
#include "grader/judge/work_span.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "reports/record/submission_record.hpp"

namespace judge {
namespace {

using kind = action::kind;

constexpr std::size_t most_activities = 500;

/// Of a way through the program.
struct length {
  std::int64_t steps = 0;
  double burdened = 0;

  void add(std::int64_t more) {
    steps += more;
    burdened += static_cast<double>(more);
  }
  void follow(const length& other, double extra) {
    steps = std::max(steps, other.steps);
    burdened = std::max(burdened, other.burdened + extra);
  }
};
using lengths = std::vector<length>;

length shortest(const lengths& all) { return *std::ranges::min_element(all, {}, &length::steps); }

/// In a run that returned, of which some operations may still have been under way.
std::int64_t steps_of(const operation& one, const run_result& run) {
  return one.finish.value_or(run.makespan) - one.start;
}

class walk {
 public:
  walk(const run_result& run, const story& told)
      : run_(run), story_(told), walkers_(told.activities.size()), ends_(run.operations.size()) {
    for (std::size_t i = 0; i < run.operations.size(); ++i)
      if (const auto& finish = run.operations[i].finish) finishing_[*finish].push_back(i);
    for (std::size_t i = 0; i < walkers_.size(); ++i)
      if (!told.activities[i].submission) walkers_[i].at = length{};
    if (told.main) walkers_[*told.main].reached = 0;
  }

  /// Returns: the longest way; empty when some of the program could not be walked.
  std::optional<length> longest() {
    bool moved = true;
    while (moved) {
      moved = false;
      for (std::size_t i = 0; i < walkers_.size(); ++i)
        while (walkers_[i].at && !is_done(i) && step(i)) moved = true;
    }
    const bool all = std::ranges::all_of(ends_, [](const auto& end) { return end.has_value(); });
    if (!all || !story_.main || !is_done(*story_.main)) return {};
    length result;
    for (const auto& each : walkers_)
      if (each.at) result.follow(*each.at, 0);
    return result;
  }

 private:
  struct walker {
    std::optional<length> at{};  // empty: not submitted yet
    std::size_t next = 0;
    /// When its last action was over; empty when that tells nothing of the next one's begin.
    std::optional<std::int64_t> reached{};
  };

  bool is_done(std::size_t which) const {
    return walkers_[which].next == story_.activities[which].actions.size();
  }

  /// Returns: false when something before the action was not walked yet.
  bool step(std::size_t which) {
    auto& self = walkers_[which];
    const auto& what = story_.activities[which].actions[self.next];
    auto at = *self.at;
    if (self.reached && what.begin > *self.reached && !woken_at(what.begin, at)) return false;
    if (what.what == kind::waits && !wait(what, at)) return false;
    if (what.what == kind::asks && !ask(what.operation, at)) return false;
    if (what.what == kind::submits) {
      at.burdened += burden;
      walkers_[what.activities.front()].at = at;
    }
    self.at = at;
    self.reached = what.end.value_or(what.begin);
    if (what.what == kind::sleeps) self.reached.reset();  // it may wake at any time
    ++self.next;
    return true;
  }

  bool ask(std::size_t which, length& at) {
    const auto& asked = run_.operations[which];
    for (const auto operand : {asked.x, asked.y}) {
      lengths sources;
      for (std::size_t i = 0; i < run_.operations.size(); ++i) {
        const auto& other = run_.operations[i];
        if (!other.finish || other.answer_index >= asked.answered_before || other.value != operand)
          continue;
        if (!ends_[i]) return false;
        sources.push_back(*ends_[i]);
      }
      if (sources.empty()) continue;
      const auto source = shortest(sources);
      // Else the value came with a task or a wait, which has its burden.
      const bool came_unseen = source.steps > at.steps;
      at.follow(source, came_unseen ? burden : 0);
    }
    at.add(steps_of(asked, run_));
    ends_[which] = at;
    return true;
  }

  /// For all of its tasks, if all were done when it ended, else for the first of those that were.
  bool wait(const action& what, length& at) const {
    const auto end = what.end.value_or(what.begin);
    lengths done;
    for (const auto each : what.activities) {
      const auto& other = story_.activities[each];
      if (!other.submission || !other.finish || *other.finish > end) continue;
      if (!walkers_[each].at || !is_done(each)) return false;
      done.push_back(*walkers_[each].at);
    }
    if (done.empty()) return end == what.begin || woken_at(end, at);
    if (done.size() < what.activities.size()) done = {shortest(done)};
    for (const auto& each : done) at.follow(each, burden);
    return true;
  }

  /// By something that the trace does not show.
  bool woken_at(std::int64_t when, length& at) const {
    const auto found = finishing_.find(when);
    if (found == finishing_.end()) return true;
    lengths causes;
    for (const auto each : found->second) {
      if (!ends_[each]) return false;
      causes.push_back(*ends_[each]);
    }
    at.follow(shortest(causes), burden);
    return true;
  }

  const run_result& run_;
  const story& story_;
  std::vector<walker> walkers_;                                 // of the activities
  std::vector<std::optional<length>> ends_;                     // of the operations
  std::map<std::int64_t, std::vector<std::size_t>> finishing_;  // operations, by their finish
};

}  // namespace

work_span measure_work_and_span(const run_result& run, const story& told) {
  work_span result;
  for (const auto& each : run.operations) result.work += steps_of(each, run);
  if (!run.trace.complete || run.operations.size() > reports::most_bars ||
      told.activities.size() > most_activities)
    return result;
  const auto longest = walk(run, told).longest();
  if (!longest || longest->steps > run.makespan || longest->steps > result.work) return result;
  result.span = longest->steps;
  result.burdened_span = longest->burdened;
  return result;
}

std::optional<std::int64_t> idle_steps(const run_result& run, unsigned workers) {
  std::int64_t idle = workers * run.makespan;
  for (const auto& each : run.operations) idle -= steps_of(each, run);
  if (workers == 0 || idle < 0) return {};
  return idle;
}

}  // namespace judge
