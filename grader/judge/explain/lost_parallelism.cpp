// SPDX-License-Identifier: MIT
// The graph of constraints, and what each needless one costs.
#include "grader/judge/explain/lost_parallelism.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

namespace judge {
namespace {

using kind = action::kind;
using operation_set = std::set<std::size_t>;
using place = std::pair<std::size_t, std::size_t>;  // activity, index of its action

constexpr std::size_t most_actions = 100;
constexpr std::size_t most_mistakes = 8;

/// Something that delays what comes after it in its activity.
bool blocks(const action& what) { return what.what == kind::waits || what.what == kind::asks; }

/// The run as a graph whose paths can be measured, with and without some of its constraints.
class constraint_graph {
 public:
  explicit constraint_graph(const told_run& told) : run_(told.run), story_(told.story) {
    find_needs();
    carried_.resize(story_.activities.size());
    below_.resize(story_.activities.size());
    for (std::size_t i = 0; i < story_.activities.size(); ++i) {
      operation_set seen;
      collect(i, &action::activities, kind::waits, carried_[i], seen);
      seen.clear();
      collect(i, &action::activities, kind::submits, below_[i], seen);
    }
  }

  /// The longest path to the end of the student's function, without the needless constraints of
  /// `free`. Returns: empty when there is a cycle.
  std::optional<std::int64_t> makespan(const std::set<place>& free) {
    free_ = &free;
    finish_.clear();
    start_.clear();
    ready_.clear();
    open_.clear();
    try {
      return finish_of(*story_.main);
    } catch (const std::domain_error&) {
      return {};
    }
  }
  /// As the last makespan() had it.
  std::int64_t ready_at(place at) { return ready(at.first, at.second); }

  /// Whether what the action brings about uses anything that the earlier one waits for.
  bool needs(place later, place earlier) const {
    const auto [found, added] = needs_.try_emplace({later, earlier}, false);
    if (added) found->second = find_whether_needed(later, earlier);
    return found->second;
  }
  bool find_whether_needed(place later, place earlier) const {
    const auto used = operations_of(later), given = operations_given(earlier);
    return std::ranges::any_of(used, [&](std::size_t operation) {
      return std::ranges::any_of(
          given, [&](std::size_t other) { return all_needs_[operation].contains(other); });
    });
  }
  /// Whether what the action brings about uses anything that the activity's result gives.
  bool needs_value_of(place later, std::size_t activity) const {
    return std::ranges::any_of(operations_of(later), [&](std::size_t operation) {
      return std::ranges::any_of(carried_[activity], [&](std::size_t other) {
        return all_needs_[operation].contains(other);
      });
    });
  }
  operation_set operations_of(place at) const {
    const auto& what = at_(at);
    if (what.what == kind::asks) return {what.operation};
    return what.what == kind::submits ? below_[what.activities.front()] : operation_set{};
  }

 private:
  const action& at_(place at) const { return story_.activities[at.first].actions[at.second]; }

  /// Values tell which operations an operation needs, directly and through others.
  void find_needs() {
    const auto& all = run_.operations;
    all_needs_.resize(all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) {
        const bool had = all[j].finish && all[j].answer_index < all[i].answered_before;
        if (!had || (all[j].value != all[i].x && all[j].value != all[i].y)) continue;
        all_needs_[i].insert(j);
        all_needs_[i].insert(all_needs_[j].begin(), all_needs_[j].end());
      }
  }

  /// The operations of an activity, and of those that its actions of that kind lead to.
  void collect(std::size_t which, std::vector<std::size_t> action::*next, kind through,
               operation_set& into, operation_set& seen) const {
    if (!seen.insert(which).second) return;
    for (const auto& each : story_.activities[which].actions) {
      if (each.what == kind::asks) into.insert(each.operation);
      if (each.what == through)
        for (const auto other : each.*next) collect(other, next, through, into, seen);
    }
  }

  operation_set operations_given(place at) const {
    const auto& what = at_(at);
    if (what.what == kind::asks) return {what.operation};
    operation_set all;
    for (const auto each : what.activities)
      all.insert(carried_[each].begin(), carried_[each].end());
    return all;
  }

  std::int64_t start_of(std::size_t which) {
    const auto& self = story_.activities[which];
    if (!self.parent) return 0;
    if (const auto found = start_.find(which); found != start_.end()) return found->second;
    const auto& actions = story_.activities[*self.parent].actions;
    const auto submission = std::ranges::find_if(actions, [&](const action& each) {
      return each.what == kind::submits && each.activities.front() == which;
    });
    const auto index = static_cast<std::size_t>(submission - actions.begin());
    const auto found = ready(*self.parent, index);
    start_[which] = found;
    return found;
  }

  /// When the action can begin.
  std::int64_t ready(std::size_t which, std::size_t index) {
    if (const auto found = ready_.find({which, index}); found != ready_.end()) return found->second;
    auto time = start_of(which);
    for (std::size_t before = 0; before < index; ++before) {
      if (!blocks(at_({which, before}))) continue;
      if (free_->contains({which, before}) && !needs({which, index}, {which, before})) continue;
      time = std::max(time, end_of(which, before));
    }
    return ready_[{which, index}] = time;
  }

  std::int64_t end_of(std::size_t which, std::size_t index) {
    const auto& what = at_({which, index});
    if (what.what == kind::asks) {
      const auto& done = run_.operations[what.operation];
      return ready(which, index) + done.finish.value_or(done.start) - done.start;
    }
    // Of several tasks all, or the first, whatever the run waited for.
    std::int64_t first = what.end.value_or(0), last = 0, known_last = 0;
    bool any = false;
    for (const auto each : what.activities) {
      const auto& other = story_.activities[each];
      const auto finish = other.finish && other.submission ? finish_of(each) : what.end.value_or(0);
      first = any ? std::min(first, finish) : finish;
      last = std::max(last, finish);
      known_last = std::max(known_last, other.finish.value_or(0));
      any = true;
    }
    return what.end.value_or(0) < known_last ? first : last;
  }

  std::int64_t finish_of(std::size_t which) {
    if (const auto found = finish_.find(which); found != finish_.end()) return found->second;
    if (!open_.insert(which).second) throw std::domain_error("a task that waits for itself");
    auto time = start_of(which);
    const auto& actions = story_.activities[which].actions;
    for (std::size_t i = 0; i < actions.size(); ++i)
      if (blocks(actions[i])) time = std::max(time, end_of(which, i));
    open_.erase(which);
    finish_[which] = time;
    return time;
  }

  const run_result& run_;
  const judge::story& story_;
  std::vector<operation_set> all_needs_;
  std::vector<operation_set> carried_;  // by an activity's result: its own, and what it waited for
  std::vector<operation_set> below_;    // what it brings about
  const std::set<place>* free_ = nullptr;
  std::map<std::size_t, std::int64_t> start_, finish_;
  std::map<place, std::int64_t> ready_;
  mutable std::map<std::pair<place, place>, bool> needs_;
  std::set<std::size_t> open_;
};

class explanation {
 public:
  explicit explanation(const told_run& told) : told_(told), graph_(told) {}

  std::vector<mistake> explain() {
    const auto& story = told_.story;
    if (!story.main || graph_.makespan({}) != told_.run.makespan) return {};
    for (std::size_t i = 0; i < story.activities.size(); ++i)
      for (std::size_t j = 0; j < story.activities[i].actions.size(); ++j)
        if (blocks(story.activities[i].actions[j])) candidates_.insert({i, j});
    std::vector<mistake> found;
    std::set<place> free;
    auto steps = told_.run.makespan;
    while (found.size() < most_mistakes) {
      const auto next = best_after(free, steps);
      if (!next) break;
      const auto victim = first_delayed(*next, free);
      free.insert(next->which);
      const auto after = graph_.makespan(free).value_or(steps);
      if (victim) found.push_back(describe(next->which, *victim, steps, after));
      steps = after;
      candidates_.erase(next->which);
    }
    return found;
  }

 private:
  struct choice {
    place which;
    std::int64_t steps;
  };

  /// The one to leave out next; when none alone shortens the run, the first that delays anything,
  /// if all of them together do.
  std::optional<choice> best_after(const std::set<place>& free, std::int64_t steps) {
    std::optional<choice> best;
    auto all = free;
    all.insert(candidates_.begin(), candidates_.end());
    if (graph_.makespan(all).value_or(steps) >= steps) return {};
    for (const auto& each : candidates_) {
      auto with = free;
      with.insert(each);
      const auto after = graph_.makespan(with).value_or(steps);
      if (after < (best ? best->steps : steps)) best = {each, after};
    }
    if (best) return best;
    for (const auto& each : candidates_)
      if (first_delayed({each, steps}, free)) return choice{each, steps};
    return {};
  }

  /// The first action that comes after this one, did not need it, and could have begun earlier.
  std::optional<place> first_delayed(const choice& cause, const std::set<place>& free) {
    const auto [which, index] = cause.which;
    const auto& actions = told_.story.activities[which].actions;
    for (auto later = index + 1; later < actions.size(); ++later) {
      const place at{which, later};
      if (graph_.operations_of(at).empty() || graph_.needs(at, cause.which)) continue;
      graph_.makespan(free);
      const auto now = graph_.ready_at(at);
      auto with = free;
      with.insert(cause.which);
      graph_.makespan(with);
      if (graph_.ready_at(at) < now) return at;
    }
    // Together with others only.
    for (auto later = index + 1; later < actions.size(); ++later)
      if (const place at{which, later};
          !graph_.operations_of(at).empty() && !graph_.needs(at, cause.which))
        return at;
    return {};
  }

  mistake describe(place cause, place victim, std::int64_t before, std::int64_t after) const {
    const auto& actions = told_.story.activities[cause.first].actions;
    const auto& what = actions[cause.second];
    const auto& delayed = actions[victim.second];
    const auto line = told_.line_of(cause.first, what);
    const auto later_line = told_.line_of(victim.first, delayed);
    const auto later_name = delayed.what == kind::asks
                                ? told_.name(told_.run.operations[delayed.operation])
                                : told_.name_of(delayed.activities.front());
    auto cost = after < before ? fmt::format("{} steps where {} are possible.", before, after)
                               : std::string("None alone: other waits hide what this one costs.");
    if (what.what == kind::asks) {
      const bool in_task = told_.story.activities[cause.first].is_task;
      return {.rule = in_task ? "several_operations_in_one_task" : "computes_before_it_submits",
              .line = line,
              .message = fmt::format(
                  "{} does {} before {}{}, which does not need it.", at_line(line),
                  told_.name(told_.run.operations[what.operation]), later_name,
                  later_line && later_line != line ? fmt::format(" of line {}", *later_line) : ""),
              .cost = std::move(cost)};
    }
    const auto waited = told_.name_of(what.activities.front());
    return {.rule = rule_of(cause, victim),
            .line = line,
            .message = fmt::format("{} waits for {} before {} submits {}, which does not need it.",
                                   at_line(line), waited, in_line(later_line), later_name),
            .cost = std::move(cost)};
  }

  std::string rule_of(place cause, place victim) const {
    const auto& actions = told_.story.activities[cause.first].actions;
    const auto& wait = actions[cause.second];
    const auto repeats = [&](const action& like) {
      const auto line = told_.line_of(cause.first, like);
      return line && std::ranges::count_if(actions, [&](const action& each) {
                       return each.what == like.what && told_.line_of(cause.first, each) == line;
                     }) > 1;
    };
    const auto& delayed = actions[victim.second];
    if (repeats(wait) && repeats(delayed)) return "waits_in_the_loop_that_submits";
    if (wait.activities.size() > 1) return "waits_for_all_first";
    if (waits_while_another_gets_ready(cause, victim)) return "head_of_line_waiting";
    if (cause.second > 0) {
      const auto& before = actions[cause.second - 1];
      if (before.what == kind::submits && before.activities.front() == wait.activities.front())
        return "result_right_after_submit";
    }
    for (auto between = cause.second + 1; between < victim.second; ++between)
      if (actions[between].what == kind::waits && graph_.needs(victim, {cause.first, between}))
        return "head_of_line_waiting";
    return "waits_too_early";
  }

  /// Whether a value that the victim needs was under way, too, when the wait began: then nothing
  /// else could have been submitted before it.
  bool waits_while_another_gets_ready(place cause, place victim) const {
    const auto& actions = told_.story.activities[cause.first].actions;
    const auto& wait = actions[cause.second];
    for (std::size_t before = 0; before < cause.second; ++before) {
      if (actions[before].what != kind::submits) continue;
      const auto other = actions[before].activities.front();
      const auto& finish = told_.story.activities[other].finish;
      if ((!finish || *finish > wait.begin) && graph_.needs_value_of(victim, other)) return true;
    }
    return false;
  }

  const told_run& told_;
  constraint_graph graph_;
  std::set<place> candidates_;
};

}  // namespace

std::vector<mistake> explain_lost_parallelism(const told_run& told) {
  std::size_t actions = 0;
  for (const auto& each : told.story.activities) actions += each.actions.size();
  if (actions > most_actions || !told.run.trace.complete) return {};
  return explanation(told).explain();
}

}  // namespace judge
