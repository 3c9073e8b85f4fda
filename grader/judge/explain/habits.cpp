// SPDX-License-Identifier: MIT
// Looking for habits, and playing a run again on a pool whose workers only wait.
#include "grader/judge/explain/habits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <set>
#include <tuple>

#include "grader/judge/explain/advice.hpp"

namespace judge {
namespace {

using kind = action::kind;

/// Shorter sleeps are what a yielding loop does.
constexpr std::int64_t shortest_sleep_ns = 1000;
/// Larger runs are not looked at in all ways.
constexpr std::size_t most_operations = 1000, most_tasks = 100;

class habit_finder {
 public:
  explicit habit_finder(const told_run& told) : told_(told) {}

  std::vector<mistake> find() {
    for (std::size_t i = 0; i < told_.story.activities.size(); ++i) {
      look_at(i);
      for (const auto& each : told_.story.activities[i].actions) look_at(i, each);
    }
    if (told_.run.ending == ending::returned && told_.run.operations.size() <= most_operations)
      find_unread();
    return std::move(found_);
  }

 private:
  void add(std::string rule, std::optional<int> line, std::string message, std::string cost = {}) {
    const bool known = std::ranges::any_of(
        found_, [&](const mistake& each) { return each.rule == rule && each.line == line; });
    if (known) return;
    if (cost.empty()) cost = cost_without_loss(rule);
    found_.push_back({std::move(rule), line, std::move(message), std::move(cost)});
  }

  void look_at(std::size_t which) {
    const auto& self = told_.story.activities[which];
    if (!self.submission || self.executor == 0 || self.executor == told_.run.trace.pool) return;
    const auto line = told_.line_of(which);
    if (!line) return;  // not the student's: what blocks the pool for a check
    if (!other_pools_.insert(self.executor).second) return;
    add("pool_of_its_own", line,
        fmt::format("{} submits to another pool than the one that evaluate was given: its threads "
                    "come on top of max_workers.",
                    at_line(line)));
  }

  void look_at(std::size_t which, const action& what) {
    const auto& self = told_.story.activities[which];
    const auto line = told_.line_of(which, what);
    const bool elsewhere = !self.is_task && told_.story.main != which;
    if (what.what == kind::asks && elsewhere) {
      const auto start = told_.thread_starts.find(self.thread);
      const auto where = start != told_.thread_starts.end() ? std::optional(start->second) : line;
      add("own_threads", where,
          fmt::format("{} does {} on a thread that is not the pool's.", at_line(where),
                      told_.name(told_.run.operations[what.operation])));
    }
    if (what.what == kind::sleeps && what.duration_ns >= shortest_sleep_ns && line)
      add("sleeps", line, fmt::format("{} sleeps.", at_line(line)),
          fmt::format("{} ms in which nothing is computed.",
                      static_cast<double>(what.duration_ns / 1000) / 1000));
    if (what.what == kind::waits && what.in_callback && takes_time(what))
      add("blocks_in_a_callback", line,
          fmt::format("{} waits in a callback, and with it the worker that runs the callback.",
                      at_line(line)));
  }

  /// In a trace that is not complete the end may be among what was not kept.
  bool takes_time(const action& wait) const {
    return wait.end ? *wait.end != wait.begin : told_.run.trace.complete;
  }

  /// Operations whose values no other operation used, and that are not the result.
  void find_unread() {
    const auto& all = told_.run.operations;
    for (std::size_t i = 0; i < told_.story.activities.size(); ++i)
      for (const auto& each : told_.story.activities[i].actions) {
        if (each.what != kind::asks) continue;
        const auto& done = all[each.operation];
        const bool used =
            done.value == told_.run.value || std::ranges::any_of(all, [&](const operation& other) {
              return &other != &done && (other.x == done.value || other.y == done.value);
            });
        if (used || !done.finish) continue;
        const auto line = told_.line_of(i, each);
        add("result_never_read", line,
            fmt::format("{} computes {}, and nothing uses its value.", at_line(line),
                        told_.name(done)));
      }
  }

  const told_run& told_;
  std::vector<mistake> found_;
  std::set<std::uint64_t> other_pools_;
};

/// A first-in-first-out pool whose workers do nothing but wait while they wait.
class plain_pool {
 public:
  plain_pool(const told_run& told, std::size_t workers)
      : story_(told.story),
        pool_(told.run.trace.pool),
        free_workers_(workers),
        next_(story_.activities.size()),
        runs_(story_.activities.size()),
        done_(story_.activities.size()) {}

  /// Plays the run. Returns: whether the student's function returns.
  bool returns() {
    for (std::size_t i = 0; i < story_.activities.size(); ++i)
      if (!story_.activities[i].is_task) runs_[i] = true;
    bool moved = true;
    while (moved && !done_[*story_.main]) {
      moved = false;
      while (free_workers_ > 0 && !queue_.empty()) {
        runs_[queue_.front()] = true;
        queue_.pop_front();
        --free_workers_;
        moved = true;
      }
      for (std::size_t i = 0; i < story_.activities.size(); ++i)
        while (runs_[i] && !done_[i] && step(i)) moved = true;
    }
    return done_[*story_.main];
  }

 private:
  /// Returns: whether the activity got any further.
  bool step(std::size_t which) {
    const auto& self = story_.activities[which];
    if (next_[which] == self.actions.size()) {
      done_[which] = true;
      if (self.is_task && self.executor == pool_) ++free_workers_;
      return true;
    }
    const auto& what = self.actions[next_[which]];
    if (what.what == kind::waits && !std::ranges::all_of(what.activities, [&](std::size_t other) {
          return done_[other] || !story_.activities[other].submission;
        }))
      return false;
    if (what.what == kind::submits) {
      const auto made = what.activities.front();
      if (story_.activities[made].executor == pool_)
        queue_.push_back(made);
      else
        runs_[made] = true;
    }
    ++next_[which];
    return true;
  }

  const judge::story& story_;
  std::uint64_t pool_;
  std::size_t free_workers_;
  std::vector<std::size_t> next_;
  std::vector<char> runs_, done_;
  std::deque<std::size_t> queue_;
};

}  // namespace

std::vector<mistake> bad_habits(const told_run& told) { return habit_finder(told).find(); }

std::vector<mistake> explain_excess(const told_run& told, unsigned workers) {
  const auto& all = told.run.operations;
  if (all.size() > most_operations) return {};
  const auto at_once_with = [&](const operation& one) {
    return std::ranges::count_if(all, [&](const operation& other) {
      return other.start <= one.start && other.finish.value_or(one.start + 1) > one.start;
    });
  };
  struct candidate {
    bool in_the_pool;
    std::string name;
    std::optional<int> line;
  };
  std::vector<candidate> candidates;
  for (std::size_t i = 0; i < told.story.activities.size(); ++i)
    for (const auto& each : told.story.activities[i].actions)
      if (each.what == kind::asks && at_once_with(all[each.operation]) > workers)
        candidates.push_back({told.story.activities[i].is_task, told.name(all[each.operation]),
                              told.line_of(i, each)});
  if (candidates.empty()) return {};
  // Who asks first is luck: the one that is not in a task of the pool is one too many.
  const auto& worst = *std::ranges::min_element(
      candidates, {}, [](const candidate& each) { return std::tie(each.in_the_pool, each.name); });
  return {
      {.rule = "too_many_at_once",
       .line = worst.line,
       .message = fmt::format("{} does {}, and with it {} operations ran at once on a pool with "
                              "{} worker{}.",
                              at_line(worst.line), worst.name, told.run.most_at_once, workers,
                              workers == 1 ? "" : "s")}};
}

std::vector<mistake> explain_starvation(const told_run& told) {
  const auto& all = told.story.activities;
  if (!told.story.main || !told.run.trace.complete) return {};
  std::size_t tasks = 0;
  for (const auto& each : all) tasks += each.submission ? 1U : 0U;
  if (tasks > most_tasks) return {};
  std::size_t needed = 1;
  while (needed <= tasks && !plain_pool(told, needed).returns()) ++needed;
  if (needed == 1 || needed > tasks) return {};
  for (std::size_t i = 0; i < all.size(); ++i)
    for (const auto& each : all[i].actions) {
      if (each.what != kind::waits || !all[i].is_task) continue;
      const auto line = told.line_of(i, each);
      return {
          {.rule = "nested_wait",
           .line = line,
           .message = fmt::format("{} waits in a task for {}.", at_line(line),
                                  told.name_of(each.activities.front())),
           .cost = fmt::format(
               "None here, where the worker that waits runs it; on a pool whose workers cannot, "
               "such as Python's, this program needs {} workers, and hangs with fewer.",
               needed)}};
    }
  return {};
}

}  // namespace judge
