// SPDX-License-Identifier: MIT
// From a record to what a student is told.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
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

/// What a mistake with a name says of it; empty where none has been found.
std::string first_advice(const submission_record& record) {
  for (const auto& each : record.diagnoses)
    if (!each.advice.empty()) return each.advice;
  return {};
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
  auto step = step_after(record.verdict);
  if (!step.empty() || record.verdict == reports::verdict::exception)
    if (auto named = first_advice(record); !named.empty()) step = std::move(named);
  if (record.points == 0 && !step.empty()) {
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

/// "2 of 8".
std::string idle_of(const reports::virtual_time_row& run) {
  if (!run.idle || !run.makespan) return "–";
  return fmt::format("{} of {}", *run.idle, run.workers * *run.makespan);
}

number_table table_of(const std::vector<reports::virtual_time_row>& runs) {
  number_table steps{"Steps, by the number of workers",
                     {"workers", "your steps", "fewest possible", "one at a time", "idle"},
                     {}};
  for (const auto& run : runs)
    steps.rows.push_back({run.workers == 0 ? "any number" : std::to_string(run.workers),
                          run.makespan ? std::to_string(*run.makespan) : "–",
                          std::to_string(run.optimum), std::to_string(run.serial), idle_of(run)});
  return steps;
}

void add_sentence(section& to, const std::string& text) {
  if (!text.empty()) to.blocks.push_back(paragraph{text});
}

using bar_list = std::vector<reports::timeline_bar>;

/// A row of an operation; null: it is not in that schedule.
std::vector<std::string> row_of(const reports::timeline_bar* yours,
                                const reports::timeline_bar* ideal,
                                const std::vector<std::string>& threads) {
  const auto text_of = [](const auto& number) {
    return number ? std::to_string(*number) : std::string("–");
  };
  std::vector<std::string> row{fitted((yours != nullptr ? yours : ideal)->label, 28),
                               yours != nullptr ? text_of(yours->line) : "–"};
  if (!threads.empty())
    row.push_back(yours != nullptr ? fitted(threads.at(static_cast<std::size_t>(yours->lane)), 10)
                                   : "–");
  for (const auto* const bar : {yours, ideal}) {
    row.push_back(text_of(bar != nullptr ? &bar->start : nullptr));
    row.push_back(text_of(bar != nullptr ? &bar->finish : nullptr));
  }
  return row;
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
  if (!shown.threads.empty()) bars.headings.insert(bars.headings.begin() + 2, "thread");
  for (const auto& yours : shown.yours)
    bars.rows.push_back(row_of(&yours, find_in(shown.ideal, yours.label), shown.threads));
  for (const auto& ideal : shown.ideal)
    if (find_in(shown.yours, ideal.label) == nullptr)
      bars.rows.push_back(row_of(nullptr, &ideal, shown.threads));
  return bars;
}

std::string workers_text(int workers) {
  if (workers == 0) return "any number of workers";
  return workers == 1 ? "one worker" : fmt::format("{} workers", workers);
}

void add_timeline(section& to, const reports::structure_summary& structure) {
  if (structure.timeline.empty() || structure.ideal.empty()) return;
  timeline shown{structure.timeline, structure.ideal};
  if (structure.measured) shown.threads = structure.measured->lanes;
  const auto* const who = shown.threads.empty()
                              ? ""
                              : "; each line of yours is a thread: a worker of the pool (w), the "
                                "caller of your function (c), or one of your own (t)";
  to.blocks.push_back(paragraph{
      fmt::format("Your operations on {}, and the shortest way to do those of the exercise{}:",
                  workers_text(structure.measured ? structure.measured->workers : 0), who)});
  to.blocks.push_back(shown);
  to.blocks.push_back(table_of(shown));
}

/// Work and span as the program really ran, in words for who never heard of them.
void add_measured(section& to, const reports::structure_summary& structure) {
  if (!structure.measured || !structure.measured->span) return;
  const auto& measured = *structure.measured;
  add_sentence(
      to,
      fmt::format("As you wrote it, your program does {} steps of work, and the longest chain of "
                  "operations that had to wait for each other takes {}: it takes that long "
                  "however many workers there are. Idle is the part of the workers' steps in "
                  "which they had nothing to compute.",
                  measured.work, *measured.span));
  if (measured.burdened_span)
    add_sentence(to, fmt::format("Handing work to another thread takes time, too, some {:.2g} of a "
                                 "step each time: with it, that chain takes {:.4g} steps.",
                                 measured.burden, *measured.burdened_span));
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
    add_measured(steps, *record.structure);
    add_sentence(steps, record.structure->delay);
    add_sentence(steps, record.structure->next_step);
    add_timeline(steps, *record.structure);
  }
  to.sections.push_back(std::move(steps));
}

/// Whether the document says so already.
bool says(const document& shown, const std::string& text) {
  const auto is_advice = [&](const mistake& each) { return each.advice == text; };
  for (const auto& part : shown.sections)
    for (const auto& each : part.blocks) {
      if (const auto* const said = std::get_if<paragraph>(&each); said && said->text == text)
        return true;
      if (const auto* const said = std::get_if<mistakes>(&each);
          said && std::ranges::any_of(said->list, is_advice))
        return true;
    }
  return false;
}

/// Where several have the same cost or the same advice, the first one has it.
mistakes mistakes_in(const std::vector<reports::diagnosis>& diagnoses, const document& before) {
  mistakes found;
  std::set<std::string> said;
  for (const auto& each : diagnoses) {
    if (each.rule.starts_with("compiler ")) continue;  // the compiler's own text says it
    const bool new_cost = said.insert("cost of " + each.rule + each.cost).second;
    const bool new_advice = said.insert(each.advice).second && !says(before, each.advice);
    found.list.push_back({each.rule, each.line ? fmt::format(", line {}", *each.line) : "",
                          each.message, new_cost ? each.cost : "", new_advice ? each.advice : ""});
  }
  return found;
}

/// What earns no points, but shows who waits for futures in a fixed order.
void add_cost_experiments(document& to, const submission_record& record) {
  const char* about =
      "No points are given for this: it shows what happens when operations take unequal time. "
      "Who "
      "waits for one future while another already has its value loses steps.";
  for (const auto& experiment : record.cost_experiments) {
    if (experiment.runs.empty()) continue;
    section steps{fmt::format("Steps, when {}", experiment.title), {}};
    add_sentence(steps, std::exchange(about, "No points are given for this either."));
    steps.blocks.push_back(table_of(experiment.runs));
    if (auto found = mistakes_in(experiment.mistakes, to); !found.list.empty())
      steps.blocks.emplace_back(std::move(found));
    else
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
            "The best schedule is {:.2f} times as fast on a perfect machine. This one runs so "
            "many "
            "threads {:.2f} times as fast as one: you reached {:.0f} % of what it allows.",
            measured.ideal, measured.ceiling, 100 * std::min(measured.share, 1.0))}}});
}

void add_mistakes(document& to, const submission_record& record) {
  auto found = mistakes_in(record.diagnoses, to);
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
