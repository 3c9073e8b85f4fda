// SPDX-License-Identifier: MIT
// From the events of a trace to activities.
#include "grader/judge/explain/story.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace judge {
namespace {

using protocol::trace_kind;

class narrator {
 public:
  explicit narrator(const run_result& run) : run_(run) {
    for (std::size_t i = 0; i < run.operations.size(); ++i)
      if (const auto event = run.operations[i].event; event != 0) asked_at_[event - 1] = i;
  }

  story tell() {
    for (std::size_t i = 0; i < run_.trace.events.size(); ++i) {
      const auto& event = run_.trace.events[i];
      take(i, event);
      previous_[event.thread] = event.kind;
    }
    if (const auto found = outside_.find(run_.trace.main_thread); found != outside_.end())
      result_.main = found->second;
    return std::move(result_);
  }

 private:
  void take(std::size_t index, const traced_event& event) {
    const auto here = top(event.thread);
    switch (event.kind) {
      case trace_kind::submitted:
        return submit(index, event, here);
      case trace_kind::started:
        return start(event, here);
      case trace_kind::finished:
        return finish(event);
      case trace_kind::wait_begins:
        return begin_wait(index, event, here);
      case trace_kind::wait_ends:
        return end_wait(index, event);
      case trace_kind::asks:
        return ask(index, event, here);
      case trace_kind::sleeps:
        result_.activities[here].actions.push_back(
            {.what = action::kind::sleeps,
             .event = index,
             .begin = event.step,
             .end = event.step,
             .duration_ns = static_cast<std::int64_t>(event.detail)});
        return;
      default:
        return;
    }
  }

  void submit(std::size_t index, const traced_event& event, std::size_t here) {
    const auto made =
        add({.executor = event.executor, .submission = index, .parent = here, .is_task = true});
    tasks_[event.task] = made;  // in place of an earlier task at the same address
    result_.activities[here].actions.push_back({.what = action::kind::submits,
                                                .event = index,
                                                .begin = event.step,
                                                .end = event.step,
                                                .activities = {made}});
  }

  void start(const traced_event& event, std::size_t here) {
    const auto which = task(event.task);
    auto& started = result_.activities[which];
    started.started = true;
    started.thread = event.thread;
    started.claimed = event.by != 0 && result_.activities[here].is_task;
    running_[event.thread].push_back(which);
  }

  void finish(const traced_event& event) {
    auto& stack = running_[event.thread];
    const auto found = std::ranges::find(stack, task(event.task));
    if (found == stack.end()) return;
    result_.activities[*found].finish = event.step;
    stack.erase(found, stack.end());
  }

  void begin_wait(std::size_t index, const traced_event& event, std::size_t here) {
    const auto which = task(event.task);
    const bool by_done_task = event.by != 0 && result_.activities[task(event.by)].finish;
    auto& open = waiting_[event.thread];
    auto& actions = result_.activities[here].actions;
    // Waiting for several tasks at once comes as one event for each, one after the other.
    if (previous_[event.thread] == trace_kind::wait_begins && !open.empty()) {
      result_.activities[open.back().activity].actions[open.back().action].activities.push_back(
          which);
      ++open.back().ends_left;
      return;
    }
    open.push_back({.activity = here, .action = actions.size()});
    actions.push_back({.what = action::kind::waits,
                       .event = index,
                       .begin = event.step,
                       .activities = {which},
                       .in_callback = by_done_task});
  }

  void end_wait(std::size_t index, const traced_event& event) {
    auto& open = waiting_[event.thread];
    if (open.empty()) return;
    auto& wait = result_.activities[open.back().activity].actions[open.back().action];
    if (!wait.end) {
      wait.end = event.step;
      wait.end_event = index;
    }
    if (--open.back().ends_left == 0) open.pop_back();
  }

  void ask(std::size_t index, const traced_event& event, std::size_t here) {
    const auto found = asked_at_.find(index);
    if (found == asked_at_.end()) return;
    result_.activities[here].actions.push_back({.what = action::kind::asks,
                                                .event = index,
                                                .begin = event.step,
                                                .end = run_.operations[found->second].finish,
                                                .operation = found->second});
  }

  /// The innermost activity of the thread.
  std::size_t top(std::uint32_t thread) {
    if (const auto& stack = running_[thread]; !stack.empty()) return stack.back();
    const auto [found, added] = outside_.try_emplace(thread, 0);
    if (added) found->second = add({.thread = thread, .started = true});
    return found->second;
  }
  /// A task that was never submitted is a promise's.
  std::size_t task(std::uint64_t number) {
    const auto [found, added] = tasks_.try_emplace(number, 0);
    if (added) found->second = add({.is_task = true});
    return found->second;
  }
  std::size_t add(activity made) {
    result_.activities.push_back(std::move(made));
    return result_.activities.size() - 1;
  }

  struct open_wait {
    std::size_t activity;
    std::size_t action;
    std::size_t ends_left = 1;
  };

  const run_result& run_;
  story result_;
  std::map<std::size_t, std::size_t> asked_at_;  // event -> operation
  std::map<std::uint64_t, std::size_t> tasks_;
  std::map<std::uint32_t, std::size_t> outside_;
  std::map<std::uint32_t, std::vector<std::size_t>> running_;
  std::map<std::uint32_t, std::vector<open_wait>> waiting_;
  std::map<std::uint32_t, trace_kind> previous_;
};

}  // namespace

bool has_event(const run_result& run, protocol::trace_kind kind) {
  return std::ranges::any_of(run.trace.events,
                             [&](const traced_event& each) { return each.kind == kind; });
}

story tell(const run_result& run) { return narrator(run).tell(); }

}  // namespace judge
