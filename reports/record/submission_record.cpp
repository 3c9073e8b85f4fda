// SPDX-License-Identifier: MIT
// A submission's record as JSON, and back.
#include "reports/record/submission_record.hpp"

#include <algorithm>
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

template <class Number>
json to_value(const std::optional<Number>& number) {
  return number ? json(*number) : json();
}

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
          {"makespan", to_value(row.makespan)},
          {"optimum", row.optimum},
          {"serial", row.serial},
          {"idle", to_value(row.idle)}};
}

template <class Row>
json to_array(const std::vector<Row>& rows);

json to_value(const speedup_leg& leg) {
  return {{"name", leg.name},           {"pair", leg.pair},         {"iterations", leg.iterations},
          {"real_time", leg.real_time}, {"cpu_time", leg.cpu_time}, {"time_unit", leg.time_unit}};
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
          {"disturbances", speedup.disturbances},
          {"legs", to_array(speedup.legs)},
          {"least_share", speedup.least_share ? json(*speedup.least_share) : json()}};
}

json to_value(const diagnosis& found) {
  return {{"rule", found.rule},
          {"file", found.file},
          {"line", found.line ? json(*found.line) : json()},
          {"message", found.message},
          {"cost", found.cost},
          {"advice", found.advice}};
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

json to_value(const measured_structure& measured) {
  return {{"workers", measured.workers},     {"work", measured.work},
          {"span", to_value(measured.span)}, {"burdened_span", to_value(measured.burdened_span)},
          {"burden", measured.burden},       {"lanes", measured.lanes}};
}

json to_value(const structure_summary& structure) {
  return {{"work", structure.work},
          {"span", structure.span},
          {"delay", structure.delay},
          {"next_step", structure.next_step},
          {"timeline", to_array(structure.timeline)},
          {"ideal", to_array(structure.ideal)},
          {"measured", structure.measured ? to_value(*structure.measured) : json()}};
}

json to_value(const cost_experiment& experiment) {
  return {{"title", experiment.title},
          {"delay", experiment.delay},
          {"runs", to_array(experiment.runs)},
          {"mistakes", to_array(experiment.mistakes)}};
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

/// Also of a field that old records lack.
std::optional<std::int64_t> integer_or_unknown(const json_fields& from, const char* name) {
  if (!from.has(name) || from.is_null(name)) return {};
  return from.integer(name);
}

virtual_time_row to_virtual_time(const json_fields& from) {
  virtual_time_row row{.workers = from.small_integer("workers"),
                       .makespan = {},
                       .optimum = from.integer("optimum"),
                       .serial = from.integer("serial"),
                       .idle = integer_or_unknown(from, "idle")};
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

measured_structure to_measured(const json_fields& from) {
  measured_structure measured{.workers = from.small_integer("workers"),
                              .work = from.integer("work"),
                              .span = integer_or_unknown(from, "span"),
                              .burden = from.number("burden"),
                              .lanes = from.text_list("lanes")};
  if (!from.is_null("burdened_span")) measured.burdened_span = from.number("burdened_span");
  return measured;
}

/// Who draws it relies on that each bar has a name beside it, if any has.
void check_lanes(const structure_summary& read) {
  if (!read.measured || read.measured->lanes.empty()) return;
  const auto& lanes = read.measured->lanes;
  const auto has_a_name = [&](const timeline_bar& bar) {
    return static_cast<std::size_t>(bar.lane) < lanes.size();
  };
  if (lanes.size() > most_bars || !std::ranges::all_of(read.timeline, has_a_name))
    throw std::runtime_error("the lanes of a timeline are not those of its bars");
}

structure_summary to_structure(const json_fields& from) {
  structure_summary read{.work = from.integer("work"),
                         .span = from.integer("span"),
                         .delay = from.text("delay"),
                         .next_step = from.text("next_step"),
                         .timeline = to_bars(from, "timeline"),
                         .ideal = to_bars(from, "ideal")};
  if (from.has("measured") && !from.is_null("measured"))
    read.measured = to_measured(from.object("measured"));
  check_lanes(read);
  return read;
}

/// Old records do not tell what it cost, nor what to do.
diagnosis to_diagnosis(const json_fields& from) {
  diagnosis found{.rule = from.text("rule"),
                  .file = from.text("file"),
                  .line = {},
                  .message = from.text("message"),
                  .cost = from.has("cost") ? from.text("cost") : "",
                  .advice = from.has("advice") ? from.text("advice") : ""};
  if (!from.is_null("line")) found.line = from.small_integer("line");
  return found;
}

std::vector<diagnosis> to_diagnoses(const json_fields& from, const char* name) {
  std::vector<diagnosis> found;
  for (const auto& each : from.objects(name)) found.push_back(to_diagnosis(each));
  return found;
}

cost_experiment to_experiment(const json_fields& from) {
  cost_experiment made{.title = from.text("title"),
                       .delay = from.text("delay"),
                       .runs = to_runs(from, "runs"),
                       .mistakes = {}};
  if (from.has("mistakes")) made.mistakes = to_diagnoses(from, "mistakes");
  return made;
}

speedup_leg to_leg(const json_fields& from) {
  return {.name = from.text("name"),
          .pair = from.small_integer("pair"),
          .iterations = from.integer("iterations"),
          .real_time = from.number("real_time"),
          .cpu_time = from.number("cpu_time"),
          .time_unit = from.text("time_unit")};
}

std::vector<speedup_leg> to_legs(const json_fields& from, const char* name) {
  std::vector<speedup_leg> legs;
  if (!from.has(name)) return legs;  // an old record
  for (const auto& each : from.objects(name)) legs.push_back(to_leg(each));
  return legs;
}

speedup_result to_speedup(const json_fields& from) {
  speedup_result speedup{.workers = from.small_integer("workers"),
                         .median = from.number("median"),
                         .ideal = from.number("ideal"),
                         .ceiling = from.number("ceiling"),
                         .share = from.number("share"),
                         .pairs = from.small_integer("pairs"),
                         .dropped_pairs = from.small_integer("dropped_pairs"),
                         .reference_seconds = from.numbers("reference_seconds"),
                         .submission_seconds = from.numbers("submission_seconds"),
                         .ceiling_seconds = from.numbers("ceiling_seconds"),
                         .disturbances = from.text_list("disturbances"),
                         .legs = to_legs(from, "legs")};
  if (from.has("least_share") && !from.is_null("least_share"))
    speedup.least_share = from.number("least_share");
  return speedup;
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
  record.diagnoses = to_diagnoses(from, "diagnoses");
  record.environment = from.texts("environment");
  return record;
}

}  // namespace reports
