// SPDX-License-Identifier: MIT
// A submission's record as JSON, and back.
#include "reports/record/submission_record.hpp"

#include <stdexcept>

#include "reports/record/json_fields.hpp"

namespace reports {
namespace {

// In the order of the enumerators.
constexpr std::array verdict_names{"ok",        "partial", "wrong_value", "compile_error",
                                   "exception", "crash",   "deadlock",    "timeout",
                                   "memory",    "output",  "forbidden",   "internal"};
constexpr std::array check_status_names{"passed", "failed", "skipped", "inconclusive", "refused"};
static_assert(verdict_names.size() == static_cast<std::size_t>(verdict::internal) + 1);
static_assert(check_status_names.size() == static_cast<std::size_t>(check_status::refused) + 1);

constexpr auto kind = "submission";

json text_or_null(const std::string& text) { return text.empty() ? json() : json(text); }

json to_value(const check_result& check) {
  return {{"id", check.id},
          {"title", check.title},
          {"status", to_string(check.status)},
          {"points", check.points},
          {"max_points", check.max_points},
          {"message", check.message},
          {"hint", check.hint}};
}

json to_value(const virtual_time_row& row) {
  return {{"workers", row.workers},
          {"makespan", row.makespan ? json(*row.makespan) : json()},
          {"optimum", row.optimum},
          {"serial", row.serial}};
}

json to_value(const speedup_result& speedup) {
  return {{"workers", speedup.workers},
          {"median", speedup.median},
          {"ideal", speedup.ideal},
          {"ceiling", speedup.ceiling},
          {"share", speedup.share},
          {"pairs", speedup.pairs},
          {"dropped_pairs", speedup.dropped_pairs},
          {"reference_seconds", speedup.reference_seconds},
          {"submission_seconds", speedup.submission_seconds},
          {"ceiling_seconds", speedup.ceiling_seconds},
          {"disturbances", speedup.disturbances}};
}

json to_value(const diagnosis& found) {
  return {{"rule", found.rule},
          {"file", found.file},
          {"line", found.line ? json(*found.line) : json()},
          {"message", found.message}};
}

json to_value(const timeline_bar& bar) {
  return {{"label", bar.label},
          {"line", bar.line ? json(*bar.line) : json()},
          {"lane", bar.lane},
          {"start", bar.start},
          {"finish", bar.finish}};
}

json to_value(const cost_experiment& experiment);

template <class Row>
json to_array(const std::vector<Row>& rows) {
  auto array = json::array();
  for (const auto& row : rows) array.push_back(to_value(row));
  return array;
}

json to_value(const structure_summary& structure) {
  return {{"work", structure.work},
          {"span", structure.span},
          {"delay", structure.delay},
          {"next_step", structure.next_step},
          {"timeline", to_array(structure.timeline)},
          {"ideal", to_array(structure.ideal)}};
}

json to_value(const cost_experiment& experiment) {
  return {{"title", experiment.title},
          {"delay", experiment.delay},
          {"runs", to_array(experiment.runs)}};
}

check_result to_check(const json_fields& from) {
  return {.id = from.text("id"),
          .title = from.text("title"),
          .status = from.one_of<check_status>("status", check_status_names),
          .points = from.number("points"),
          .max_points = from.number("max_points"),
          .message = from.text("message"),
          .hint = from.text("hint")};
}

virtual_time_row to_virtual_time(const json_fields& from) {
  virtual_time_row row{.workers = from.small_integer("workers"),
                       .makespan = {},
                       .optimum = from.integer("optimum"),
                       .serial = from.integer("serial")};
  if (!from.is_null("makespan")) row.makespan = from.integer("makespan");
  return row;
}

std::vector<virtual_time_row> to_runs(const json_fields& from, const char* name) {
  std::vector<virtual_time_row> runs;
  for (const auto& each : from.objects(name)) runs.push_back(to_virtual_time(each));
  return runs;
}

/// Who draws it relies on its limits.
timeline_bar to_bar(const json_fields& from) {
  timeline_bar bar{.label = from.text("label"),
                   .lane = from.small_integer("lane"),
                   .start = from.integer("start"),
                   .finish = from.integer("finish")};
  if (!from.is_null("line")) bar.line = from.small_integer("line");
  if (bar.lane < 0 || static_cast<std::size_t>(bar.lane) >= most_bars || bar.start < 0 ||
      bar.finish <= bar.start || bar.finish > longest_timeline)
    throw std::runtime_error("a bar of a timeline is out of its limits");
  return bar;
}

std::vector<timeline_bar> to_bars(const json_fields& from, const char* name) {
  std::vector<timeline_bar> bars;
  if (!from.has(name)) return bars;  // an old record
  for (const auto& each : from.objects(name)) bars.push_back(to_bar(each));
  if (bars.size() > most_bars) throw std::runtime_error("a timeline has too many bars");
  return bars;
}

structure_summary to_structure(const json_fields& from) {
  return {.work = from.integer("work"),
          .span = from.integer("span"),
          .delay = from.text("delay"),
          .next_step = from.text("next_step"),
          .timeline = to_bars(from, "timeline"),
          .ideal = to_bars(from, "ideal")};
}

cost_experiment to_experiment(const json_fields& from) {
  return {.title = from.text("title"), .delay = from.text("delay"), .runs = to_runs(from, "runs")};
}

speedup_result to_speedup(const json_fields& from) {
  return {.workers = from.small_integer("workers"),
          .median = from.number("median"),
          .ideal = from.number("ideal"),
          .ceiling = from.number("ceiling"),
          .share = from.number("share"),
          .pairs = from.small_integer("pairs"),
          .dropped_pairs = from.small_integer("dropped_pairs"),
          .reference_seconds = from.numbers("reference_seconds"),
          .submission_seconds = from.numbers("submission_seconds"),
          .ceiling_seconds = from.numbers("ceiling_seconds"),
          .disturbances = from.text_list("disturbances")};
}

diagnosis to_diagnosis(const json_fields& from) {
  diagnosis found{.rule = from.text("rule"),
                  .file = from.text("file"),
                  .line = {},
                  .message = from.text("message")};
  if (!from.is_null("line")) found.line = from.small_integer("line");
  return found;
}

}  // namespace

const char* to_string(verdict value) { return verdict_names.at(static_cast<std::size_t>(value)); }

const char* to_string(check_status value) {
  return check_status_names.at(static_cast<std::size_t>(value));
}

std::string to_json(const submission_record& record) {
  auto value = make_envelope(kind, submission_record::schema_version);
  value["exercise"] = record.exercise;
  value["submission"] = record.submission;
  value["source_sha256"] = text_or_null(record.source_sha256);
  value["verdict"] = to_string(record.verdict);
  value["points"] = record.points;
  value["max_points"] = record.max_points;
  value["message"] = record.message;
  value["checks"] = to_array(record.checks);
  value["virtual_time"] = to_array(record.virtual_time);
  value["structure"] = record.structure ? to_value(*record.structure) : json();
  value["cost_experiments"] = to_array(record.cost_experiments);
  value["speedup"] = record.speedup ? to_value(*record.speedup) : json();
  value["diagnoses"] = to_array(record.diagnoses);
  value["environment"] = record.environment;
  return to_text(value);
}

submission_record submission_from_json(const std::string& text) {
  const auto value = object_from_text(text);
  const json_fields from(value);
  from.check_envelope(kind, submission_record::schema_version);
  submission_record record;
  record.exercise = from.text("exercise");
  record.submission = from.text("submission");
  record.source_sha256 = from.text_or_empty("source_sha256");
  record.verdict = from.one_of<verdict>("verdict", verdict_names);
  record.points = from.number("points");
  record.max_points = from.number("max_points");
  record.message = from.text("message");
  for (const auto& each : from.objects("checks")) record.checks.push_back(to_check(each));
  record.virtual_time = to_runs(from, "virtual_time");
  if (from.has("structure") && !from.is_null("structure"))
    record.structure = to_structure(from.object("structure"));
  if (from.has("cost_experiments"))
    for (const auto& each : from.objects("cost_experiments"))
      record.cost_experiments.push_back(to_experiment(each));
  if (!from.is_null("speedup")) record.speedup = to_speedup(from.object("speedup"));
  for (const auto& each : from.objects("diagnoses")) record.diagnoses.push_back(to_diagnosis(each));
  record.environment = from.texts("environment");
  return record;
}

}  // namespace reports
