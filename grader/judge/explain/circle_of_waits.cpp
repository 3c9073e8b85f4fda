// SPDX-License-Identifier: MIT
// Following open waits.
#include "grader/judge/explain/circle_of_waits.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace judge {
namespace {

/// Larger runs are not looked at.
constexpr std::size_t most_waits = 200;

struct waiter {
  std::size_t activity;
  const action* wait;
};

std::vector<waiter> all_waits(const story& from) {
  std::vector<waiter> found;
  for (std::size_t i = 0; i < from.activities.size(); ++i)
    for (const auto& each : from.activities[i].actions)
      if (each.what == action::kind::waits) found.push_back({i, &each});
  std::ranges::sort(found, {}, [](const waiter& each) { return each.wait->event; });
  return found;
}

bool is_open_at(const action& wait, std::size_t event) {
  return wait.event <= event && wait.end_event.value_or(event + 1) > event;
}

/// The circle that the wait closed; empty when it closed none.
std::vector<waiter> circle_of(const waiter& last, const std::vector<waiter>& all) {
  std::vector<waiter> circle{last};
  while (circle.size() <= all.size()) {
    const auto& targets = circle.back().wait->activities;
    if (std::ranges::find(targets, last.activity) != targets.end()) return circle;
    const auto next = std::ranges::find_if(all, [&](const waiter& each) {
      return is_open_at(*each.wait, last.wait->event) &&
             std::ranges::find(targets, each.activity) != targets.end();
    });
    if (next == all.end()) return {};
    circle.push_back(*next);
  }
  return {};
}

}  // namespace

std::vector<mistake> explain_circle(const told_run& told) {
  const auto all = all_waits(told.story);
  if (all.size() > most_waits) return {};
  std::vector<waiter> circle;
  for (const auto& each : all)
    if (circle = circle_of(each, all); !circle.empty()) break;
  std::vector<mistake> found;
  for (std::size_t i = 0; i < circle.size(); ++i) {
    const auto& [which, wait] = circle[i];
    const auto& next = circle[(i + 1) % circle.size()];
    const auto line = told.line_of(which, *wait);
    found.push_back(
        {.rule = "circle_of_waits",
         .line = line,
         .message = fmt::format(
             "{} waits for {}, which waits in {} {}: no number of workers helps.", at_line(line),
             told.name_of(next.activity), in_line(told.line_of(next.activity, *next.wait)),
             circle.size() > 2    ? "for another one, and so on in a circle"
             : circle.size() == 2 ? "for the one that waits here"
                                  : "for itself")});
  }
  std::ranges::stable_sort(found, {}, &mistake::line);
  return found;
}

}  // namespace judge
