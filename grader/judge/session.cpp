// SPDX-License-Identifier: MIT
// From what the tests find out to a verdict.
#include "grader/judge/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "grader/judge/explain/advice.hpp"
#include "grader/judge/explain/workers_needed.hpp"

namespace judge {
namespace {

session* the_session = nullptr;

/// A submission that did not end in time once gets a part of the limit for what follows: runs that
/// end take hundredths of it, and somebody waits for the marks.
constexpr int less_patience = 10;
/// What such a run gets when it is tried again.
constexpr int patience_again = 5;

/// Whether the time was over in a run that could have ended, but others had the processors: while
/// one thread spins, its time passes, and the thread that it waits for is ready and cannot run.
bool lacked_processors(const run_request& request, const run_result& result) {
  return request.pace == pace::prompt && result.ending == ending::timed_out &&
         result.run_queue_delay > result.cpu / 2;
}

std::string points_text(double points) {
  return fmt::format("{:.4g} point{}", points, points == 1 ? "" : "s");
}

}  // namespace

reports::verdict verdict_of(ending how) {
  switch (how) {
    case ending::returned:
      break;
    case ending::threw:
      return reports::verdict::exception;
    case ending::crashed:
    case ending::exited:
      return reports::verdict::crash;
    case ending::deadlocked:
      return reports::verdict::deadlock;
    case ending::timed_out:
      return reports::verdict::timeout;
    case ending::out_of_memory:
      return reports::verdict::memory;
    case ending::flooded:
      return reports::verdict::output;
    case ending::forbidden:
      return reports::verdict::forbidden;
    case ending::unloadable:
      return reports::verdict::compile_error;
  }
  return reports::verdict::ok;
}

std::string describe(const run_result& result) {
  switch (result.ending) {
    case ending::returned:
      return {};
    case ending::threw:
      return fmt::format("An exception left your function: {}: {}", result.exception_type,
                         result.detail);
    case ending::crashed:
      return fmt::format("Your program crashed: {}.", result.detail);
    case ending::exited:
      return fmt::format("Your program ended by {} before evaluate returned.", result.detail);
    case ending::deadlocked:
      return "Deadlock: every thread waits, no operation is under way, nothing can wake them.";
    case ending::timed_out:
      return fmt::format("Your program did not end within {}.", result.detail);
    case ending::out_of_memory:
      return fmt::format("Your program ran out of memory ({}).", result.detail);
    case ending::flooded:
      return fmt::format("Your program printed more than {}.", result.detail);
    case ending::forbidden:
      return fmt::format("Your program {}.", result.detail);
    case ending::unloadable:
      return fmt::format("Your code cannot be loaded, a function is missing: {}", result.detail);
  }
  return {};
}

session::session(grader::manifest rules, subject what)
    : rules_(std::move(rules)), what_(std::move(what)) {}

run_result session::run(const run_request& request) {
  try {
    auto limited = what_;
    if (out_of_patience_) limited.limits.wall /= less_patience;
    auto result = conduct(limited, request);
    if (out_of_patience_ && tries_again_ > 0 && lacked_processors(request, result)) {
      --tries_again_;
      limited.limits.wall = what_.limits.wall / patience_again;
      result = conduct(limited, request);
    }
    explainer_.meet(result);
    if (result.ending == ending::timed_out) out_of_patience_ = true;
    if (tells_of_deadlocks_ && result.said_after)
      fmt::print(stderr, "A deadlock, said after {} ms.\n",
                 std::chrono::duration_cast<std::chrono::milliseconds>(*result.said_after).count());
    const bool asked_for = request.fails && result.ending == ending::threw;
    if (result.ending != ending::returned && !asked_for) ended_badly_ = true;
    if (result.ending != ending::returned && !asked_for && !noted_) {
      auto sentence = describe(result);
      auto why = explainer_.of_ending(result, request.operands);
      if (result.ending == ending::deadlocked && !why.empty())
        if (const auto needed = workers_needed(limited, request); !needed.empty())
          why.front().message += " " + needed;
      if (!why.empty()) sentence += " " + why.front().message;
      const auto known = record_.diagnoses.size();
      add_mistakes(why);
      for (auto i = known; i < record_.diagnoses.size(); ++i) of_the_ending_.insert(i);
      note(verdict_of(result.ending), std::move(sentence));
    }
    return result;
  } catch (const std::exception& problem) {
    set_fault(problem.what());
    throw;
  }
}

void session::note(reports::verdict what, std::string message) {
  if (!noted_) noted_ = {what, std::move(message)};
}

void session::add_diagnosis(reports::diagnosis found) {
  const bool known = std::ranges::any_of(record_.diagnoses, [&](const auto& each) {
    return each.rule == found.rule && each.line == found.line && each.message == found.message;
  });
  if (known) return;
  if (found.advice.empty()) found.advice = advice_on(found.rule);
  record_.diagnoses.push_back(std::move(found));
}

void session::add_mistakes(const std::vector<mistake>& found) {
  for (const auto& each : found) add_diagnosis(diagnosis_of(each));
}

std::optional<std::string> session::why_not(const grader::check& check) const {
  if (fault_) return "The judge itself failed: " + *fault_;
  for (const auto& need : check.needs) {
    const auto found = std::ranges::find(record_.checks, need, &reports::check_result::id);
    if (found == record_.checks.end() || found->points <= 0)
      return fmt::format("Not tried: it needs \"{}\" first.",
                         found == record_.checks.end() ? need : found->title);
  }
  return {};
}

void session::add(reports::check_result result) {
  settle_costs(result);
  record_.checks.push_back(std::move(result));
}

void session::settle_costs(const reports::check_result& by) {
  const auto lost = by.max_points - by.points;
  const bool skipped = by.status == reports::check_status::skipped;
  if (ended_badly_ || (skipped && !of_the_ending_.empty())) lost_by_the_ending_ += lost;
  ended_badly_ = false;
  for (; settled_ < record_.diagnoses.size(); ++settled_) {
    auto& cost = record_.diagnoses[settled_].cost;
    if (cost.empty() && lost > 0 && !of_the_ending_.contains(settled_))
      cost = fmt::format("{} in the check \"{}\".", points_text(lost), by.title);
  }
}

void session::add_virtual_time(reports::virtual_time_row row) {
  auto& rows = record_.virtual_time;
  const auto rank = [](const reports::virtual_time_row& each) {
    return std::pair(each.workers == 0, each.workers);  // 0: any number, which comes last
  };
  const auto place = std::ranges::lower_bound(rows, rank(row), {}, rank);
  if (place != rows.end() && place->workers == row.workers)
    *place = row;
  else
    rows.insert(place, row);
}

reports::verdict session::verdict() const {
  if (fault_) return reports::verdict::internal;
  if (noted_) return noted_->first;
  double points = 0;
  for (const auto& each : record_.checks) points += each.points;
  return points >= rules_.points ? reports::verdict::ok : reports::verdict::partial;
}

reports::submission_record session::record() const {
  auto result = record_;
  for (const auto place : of_the_ending_)
    if (lost_by_the_ending_ > 0)
      result.diagnoses[place].cost =
          points_text(lost_by_the_ending_) + ": a run that ends so earns none.";
  for (auto& each : result.diagnoses) {
    const auto found = std::ranges::find_if(
        result.diagnoses, [&](const auto& other) { return is_cause_of(each.rule, other.rule); });
    if (found != result.diagnoses.end() && !found->cost.empty()) each.cost = found->cost;
    if (each.cost.empty()) each.cost = cost_without_loss(each.rule);
  }
  result.max_points = rules_.points;
  result.verdict = verdict();
  for (const auto& each : result.checks) result.points += each.points;
  if (fault_)
    result.message = *fault_;
  else if (noted_)
    result.message = noted_->second;
  return result;
}

session& session::current() { return *the_session; }
void session::start(session& one) { the_session = &one; }

}  // namespace judge
