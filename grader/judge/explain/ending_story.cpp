// SPDX-License-Identifier: MIT
// From the last events of a run to what held it.
#include "grader/judge/explain/ending_story.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <map>
#include <set>

#include "grader/judge/explain/circle_of_waits.hpp"

namespace judge {
namespace {

using kind = action::kind;
using protocol::trace_kind;

class last_moments {
 public:
  explicit last_moments(const told_run& told) : told_(told) {
    for (std::size_t i = 0; i < told.story.activities.size(); ++i)
      for (const auto& each : told.story.activities[i].actions)
        if (each.what == kind::waits && !each.end) waits_[i] = &each;
    for (const auto& event : told.run.trace.events)
      if (event.kind == trace_kind::standstill)
        places_[event.thread] = told.sites.line_of(event.path);
  }

  std::vector<mistake> deadlock() const {
    if (!told_.run.trace.complete)
      return each_place("deadlock",
                        "waits, and nothing ends that; the run was too long to tell for "
                        "what");
    std::vector<mistake> found;
    for (const auto& [which, wait] : waits_)
      if (told_.story.activities[which].is_task || told_.story.main == which)
        found.push_back(
            {.rule = "deadlock",
             .line = told_.line_of(which, *wait),
             .message = fmt::format("{} waits for {}, {}.", at_line(told_.line_of(which, *wait)),
                                    told_.name_of(wait->activities.front()),
                                    state_of(wait->activities.front()))});
    for (const auto& [thread, line] : places_)
      if (line && !waits_for_a_future(thread))
        found.push_back({.rule = "waits_by_hand",
                         .line = line,
                         .message = fmt::format("{} waits, but for no future, so the pool cannot "
                                                "know what it waits for.{}",
                                                at_line(line), tasks_that_did_not_start())});
    return found;
  }

  /// What was still running at the end of its time.
  std::vector<mistake> timeout() const {
    if (!told_.run.trace.complete) return each_place("still_running", "was not done");
    std::vector<mistake> found;
    const auto* const under_way = first_under_way();
    for (const auto& [thread, line] : places_) {
      if (!line || waits_for_a_future(thread) || asks(thread)) continue;
      if (under_way != nullptr)
        found.push_back({.rule = "busy_waiting",
                         .line = line,
                         .message = fmt::format("{} kept a processor busy while {} was under way.",
                                                at_line(line), told_.name(*under_way))});
      else
        found.push_back({.rule = "still_running",
                         .line = line,
                         .message = fmt::format("{} was still running.", at_line(line))});
    }
    return found;
  }

  /// A system call that the detail of the run names.
  std::vector<mistake> forbidden_call() const {
    if (!told_.run.culprit) return {};
    const auto place = places_.find(*told_.run.culprit);
    if (place == places_.end() || !place->second) return {};
    return {{.rule = "forbidden_call",
             .line = place->second,
             .message = fmt::format("Line {} makes the call.", *place->second)}};
  }

  std::vector<mistake> crash() const {
    for (const auto& event : told_.run.trace.events) {
      if (event.kind != trace_kind::crashes || event.detail >= NSIG) continue;
      // The innermost frame is anywhere in a function that calls itself; those above are its calls.
      const auto& path = event.path;
      if (path[2] != 0 && path[2] == path[3])
        if (const auto line = told_.sites.line_of({path[2]}))
          return {{.rule = "endless_recursion",
                   .line = line,
                   .message = fmt::format("Line {} calls the function that it is in, again and "
                                          "again, until the stack is used up.",
                                          *line)}};
      if (const auto line = told_.sites.line_of(path))
        return {{.rule = "crash",
                 .line = line,
                 .message = fmt::format("The crash was in line {}, or in what it called.", *line)}};
    }
    return {};
  }

 private:
  /// Where threads were, which is known also of a run that had more events than were kept. A wait
  /// without an end is none there: its end may be among the others.
  std::vector<mistake> each_place(const std::string& rule, const std::string& what) const {
    std::set<int> lines;
    for (const auto& [thread, line] : places_)
      if (line) lines.insert(*line);
    std::vector<mistake> found;
    for (const auto line : lines)
      found.push_back(
          {.rule = rule, .line = line, .message = fmt::format("Line {} {}.", line, what)});
    return found;
  }

  bool waits_for_a_future(std::uint32_t thread) const {
    return std::ranges::any_of(waits_, [&](const auto& entry) {
      const auto& self = told_.story.activities[entry.first];
      return self.thread == thread && !self.finish;
    });
  }
  /// Whether it ends with an operation that has not been answered.
  static bool asks(const activity& one) {
    return !one.actions.empty() && one.actions.back().what == kind::asks && !one.actions.back().end;
  }
  bool asks(std::uint32_t thread) const {
    return std::ranges::any_of(told_.story.activities, [&](const activity& each) {
      return each.thread == thread && asks(each);
    });
  }
  /// Of the operations that have not been answered, the one whose task was submitted first: workers
  /// race to ask, but the order of submission is the same in every run. Null: none.
  const operation* first_under_way() const {
    const activity* first = nullptr;
    for (const auto& each : told_.story.activities)
      if (asks(each) && (first == nullptr || each.submission < first->submission)) first = &each;
    return first == nullptr ? nullptr : &told_.run.operations[first->actions.back().operation];
  }

  std::string state_of(std::size_t which) const {
    const auto& other = told_.story.activities[which];
    if (!other.submission) return "which nobody fulfils";
    if (other.finish) return "which has ended";
    if (!other.started)
      return fmt::format("which has not started: {} of its pool {} taken", "each worker", "is");
    if (const auto found = waits_.find(which); found != waits_.end())
      return fmt::format("which waits itself, in {}",
                         in_line(told_.line_of(which, *found->second)));
    if (const auto place = places_.find(other.thread); place != places_.end() && place->second)
      return fmt::format("which is still in line {}", *place->second);
    return "which does not end";
  }

  std::string tasks_that_did_not_start() const {
    const auto count = std::ranges::count_if(told_.story.activities, [&](const activity& each) {
      return each.submission && !each.started && each.executor == told_.run.trace.pool;
    });
    if (count == 0) return {};
    return fmt::format(" Tasks that could not start, as every worker was taken: {}.", count);
  }

  const told_run& told_;
  std::map<std::size_t, const action*> waits_;  // of an activity, without an end
  std::map<std::uint32_t, std::optional<int>> places_;
};

}  // namespace

std::vector<mistake> explain_ending(const told_run& told) {
  switch (told.run.ending) {
    case ending::deadlocked:
      return last_moments(told).deadlock();
    case ending::timed_out:
      return last_moments(told).timeout();
    case ending::forbidden:
      return last_moments(told).forbidden_call();
    case ending::crashed:
      return last_moments(told).crash();
    case ending::threw:
      return told.run.exception_type == "futures::deadlock_error" ? explain_circle(told)
                                                                  : std::vector<mistake>{};
    default:
      return {};
  }
}

}  // namespace judge
