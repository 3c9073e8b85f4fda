// SPDX-License-Identifier: MIT
// From a record to what a student is told.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "grader/feedback/document.hpp"
#include "grader/feedback/timeline_text.hpp"

namespace grader {
namespace {

using reports::check_status;
using reports::submission_record;

const char* meaning_of(reports::verdict what) {
  using reports::verdict;
  switch (what) {
    case verdict::ok:
      return "Everything is right.";
    case verdict::partial:
      return "The value is right; something in the way to it is not.";
    case verdict::wrong_value:
      return "The value is wrong.";
    case verdict::compile_error:
      return "It does not compile.";
    case verdict::exception:
      return "It threw an exception that nobody asked for.";
    case verdict::crash:
      return "It crashed.";
    case verdict::deadlock:
      return "It deadlocked.";
    case verdict::timeout:
      return "It did not end in time.";
    case verdict::memory:
      return "It used too much memory.";
    case verdict::output:
      return "It printed too much.";
    case verdict::forbidden:
      return "It did something that is not allowed.";
    case verdict::internal:
      return "The grader failed; this is not your fault and costs nothing.";
  }
  return "";
}

/// Where no run came to its end: then a check's hint on values or steps misses the point.
std::string step_after(reports::verdict how) {
  using reports::verdict;
  switch (how) {
    case verdict::crash:
      return "Run your code with -g -fsanitize=address, and look at the line that it names.";
    case verdict::deadlock:
      return "Draw who waits for whom, and wait by result() in the order in which values are "
             "needed.";
    case verdict::timeout:
      return "Look for a loop that does not end; wait by result(), never in a loop.";
    case verdict::memory:
      return "Look for what grows without an end: a loop, a recursion, a container.";
    case verdict::output:
      return "Remove what prints in a loop.";
    case verdict::forbidden:
      return "Compute in this process, on the pool that you are given: no solution needs another "
             "process, the network or signals.";
    default:
      return {};
  }
}

void add_next_step(document& to, const submission_record& record) {
  if (auto step = step_after(record.verdict); record.points == 0 && !step.empty()) {
    to.sections.push_back({"What to do next", {paragraph{std::move(step)}}});
    return;
  }
  const auto first = std::ranges::find_if(record.checks, [](const auto& check) {
    return check.status == check_status::failed && !check.hint.empty();
  });
  if (first != record.checks.end())
    to.sections.push_back({"What to do next", {paragraph{first->hint}}});
}

/// The marks' arithmetic.
std::string sum_of(const submission_record& record) {
  std::vector<std::string> points;
  for (const auto& each : record.checks) points.push_back(points_text(each.points));
  const auto is_open = [](const auto& check) {
    return check.status == check_status::inconclusive || check.status == check_status::refused;
  };
  return fmt::format("{} = {} of {} points.{}", fmt::join(points, " + "),
                     points_text(record.points), points_text(record.max_points),
                     std::ranges::any_of(record.checks, is_open)
                         ? " What could not be measured counts in full."
                         : "");
}

/// What was not tried has no next step of its own: its message names the check that it needs.
check_list list_of(std::vector<reports::check_result> checks) {
  for (auto& each : checks)
    if (each.status == check_status::skipped) each.hint.clear();
  return {std::move(checks)};
}

void add_checks(document& to, const submission_record& record) {
  const auto was_tried = [](const auto& check) { return check.status != check_status::skipped; };
  if (std::ranges::any_of(record.checks, was_tried))  // if none was, the verdict has said why
    to.sections.push_back({"Checks", {list_of(record.checks), paragraph{sum_of(record)}}});
}

number_table table_of(const std::vector<reports::virtual_time_row>& runs) {
  number_table steps{"Steps, by the number of workers",
                     {"workers", "your steps", "fewest possible", "one at a time"},
                     {}};
  for (const auto& run : runs)
    steps.rows.push_back({run.workers == 0 ? "any number" : std::to_string(run.workers),
                          run.makespan ? std::to_string(*run.makespan) : "–",
                          std::to_string(run.optimum), std::to_string(run.serial)});
  return steps;
}

void add_sentence(section& to, const std::string& text) {
  if (!text.empty()) to.blocks.push_back(paragraph{text});
}

using bar_list = std::vector<reports::timeline_bar>;

/// A row of an operation; null: it is not in that schedule.
std::vector<std::string> row_of(const reports::timeline_bar* yours,
                                const reports::timeline_bar* ideal) {
  const auto text_of = [](const auto& number) {
    return number ? std::to_string(*number) : std::string("–");
  };
  return {fitted((yours != nullptr ? yours : ideal)->label, 40),
          yours != nullptr ? text_of(yours->line) : "–",
          text_of(yours != nullptr ? &yours->start : nullptr),
          text_of(yours != nullptr ? &yours->finish : nullptr),
          text_of(ideal != nullptr ? &ideal->start : nullptr),
          text_of(ideal != nullptr ? &ideal->finish : nullptr)};
}

const reports::timeline_bar* find_in(const bar_list& bars, const std::string& label) {
  const auto found = std::ranges::find(bars, label, &reports::timeline_bar::label);
  return found == bars.end() ? nullptr : &*found;
}

/// What a timeline shows, in words.
number_table table_of(const timeline& shown) {
  number_table bars{
      "The pictures in numbers of steps",
      {"operation", "line", "yours: from", "yours: to", "shortest: from", "shortest: to"},
      {}};
  for (const auto& yours : shown.yours)
    bars.rows.push_back(row_of(&yours, find_in(shown.ideal, yours.label)));
  for (const auto& ideal : shown.ideal)
    if (find_in(shown.yours, ideal.label) == nullptr) bars.rows.push_back(row_of(nullptr, &ideal));
  return bars;
}

void add_timeline(section& to, const reports::structure_summary& structure) {
  if (structure.timeline.empty() || structure.ideal.empty()) return;
  const timeline shown{structure.timeline, structure.ideal};
  to.blocks.push_back(
      paragraph{"Your operations on any number of workers, and the shortest way to "
                "do those of the exercise:"});
  to.blocks.push_back(shown);
  to.blocks.push_back(table_of(shown));
}

void add_structure(document& to, const submission_record& record) {
  if (record.virtual_time.empty()) return;
  section steps{"Steps, when each operation takes one step", {}};
  if (const auto& structure = record.structure)
    add_sentence(steps, fmt::format("One at a time, the operations take {} steps. The longest "
                                    "chain of operations that need each other takes {}: fewer are "
                                    "never possible.",
                                    structure->work, structure->span));
  steps.blocks.push_back(table_of(record.virtual_time));
  if (record.structure) {
    add_sentence(steps, record.structure->delay);
    add_sentence(steps, record.structure->next_step);
    add_timeline(steps, *record.structure);
  }
  to.sections.push_back(std::move(steps));
}

/// What earns no points, but shows who waits for futures in a fixed order.
void add_cost_experiments(document& to, const submission_record& record) {
  const char* about =
      "No points are given for this: it shows what happens when operations take unequal time. Who "
      "waits for one future while another already has its value loses steps.";
  for (const auto& experiment : record.cost_experiments) {
    if (experiment.runs.empty()) continue;
    section steps{fmt::format("Steps, when {}", experiment.title), {}};
    add_sentence(steps, std::exchange(about, "No points are given for this either."));
    steps.blocks.push_back(table_of(experiment.runs));
    add_sentence(steps, experiment.delay);
    to.sections.push_back(std::move(steps));
  }
}

void add_speedup(document& to, const submission_record& record) {
  if (!record.speedup || record.speedup->pairs == 0) return;
  const auto& measured = *record.speedup;
  to.sections.push_back(
      {"Speedup on this machine",
       {paragraph{fmt::format(
            "{:.2f} times as fast as one operation after the other, on {} workers: the median of "
            "{} pairs of runs; {} more were disturbed and do not count.",
            measured.median, measured.workers, measured.pairs, measured.dropped_pairs)},
        paragraph{fmt::format(
            "The best schedule is {:.2f} times as fast on a perfect machine. This one runs so many "
            "threads {:.2f} times as fast as one: you reached {:.0f} % of what it allows.",
            measured.ideal, measured.ceiling, 100 * std::min(measured.share, 1.0))}}});
}

void add_mistakes(document& to, const submission_record& record) {
  mistakes found;
  for (const auto& each : record.diagnoses) {
    if (each.rule.starts_with("compiler ")) continue;  // the compiler's own text says it
    found.list.push_back(
        {each.rule, each.line ? fmt::format(", line {}", *each.line) : "", each.message});
  }
  if (!found.list.empty()) to.sections.push_back({"Mistakes with a name", {std::move(found)}});
}

}  // namespace

document compose(const submission_record& record, const std::string& compiler_text) {
  document made{.submission = record.submission,
                .score = fmt::format("{} of {} points ({})", points_text(record.points),
                                     points_text(record.max_points), to_string(record.verdict)),
                .message = record.message.empty() ? meaning_of(record.verdict) : record.message,
                .sections = {}};
  add_next_step(made, record);
  add_checks(made, record);
  add_structure(made, record);
  add_cost_experiments(made, record);
  add_speedup(made, record);
  add_mistakes(made, record);
  if (!compiler_text.empty())
    made.sections.push_back({"The compiler says", {verbatim{compiler_text}}});
  return made;
}

const char* mark_of(check_status status) {
  switch (status) {
    case check_status::passed:
      return "[ok]";
    case check_status::failed:
      return "[no]";
    case check_status::skipped:
      return "[--]";
    case check_status::inconclusive:
    case check_status::refused:
      return "[??]";
  }
  return "";
}

std::string score_of(const reports::check_result& check) {
  return fmt::format("{} of {}", points_text(check.points), points_text(check.max_points));
}

std::string points_text(double points) { return fmt::format("{:.4g}", points); }

}  // namespace grader
