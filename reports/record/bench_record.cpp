// SPDX-License-Identifier: MIT
// A benchmark's record as JSON, and back.
#include "reports/record/bench_record.hpp"

#include <cmath>

#include "reports/record/json_fields.hpp"

namespace reports {
namespace {

constexpr auto kind = "bench";

/// Those of a field that records lack which were written before it was thought of.
template <class Entry>
std::vector<Entry> read_array(const json_fields& from, const char* name,
                              Entry (*read)(const json_fields&)) {
  std::vector<Entry> entries;
  if (from.has(name))
    for (const auto& each : from.objects(name)) entries.push_back(read(each));
  return entries;
}

/// Defined below, where it knows the entries' to_value.
template <class Entry>
json to_array(const std::vector<Entry>& entries);

/// Only what there is: most records have no pairs.
void add_pairs(json& value, const bench_result& result) {
  const auto add = [&value](const char* name, const auto& numbers) {
    if (!numbers.empty()) value[name] = numbers;
  };
  add("reference_ratios", result.reference_ratios);
  add("control_ratios", result.control_ratios);
  add("serial_seconds", result.serial_seconds);
  add("peak_bytes", result.peak_bytes);
  add("samples", result.samples);
  add("disturbances", result.disturbances);
}

json to_value(const bench_result& result) {
  json value{{"workload", result.workload},
             {"backend", result.backend},
             {"workers", result.workers},
             {"tasks", result.tasks},
             {"wall_seconds", result.wall_seconds},
             {"cpu_seconds", result.cpu_seconds},
             {"answer_checked", result.answer_checked},
             {"problem", result.problem ? json(*result.problem) : json()}};
  add_pairs(value, result);
  return value;
}

void read_pairs(bench_result& result, const json_fields& from) {
  const auto read = [&from](const char* name) {
    return from.has(name) ? from.numbers(name) : std::vector<double>{};
  };
  result.reference_ratios = read("reference_ratios");
  result.control_ratios = read("control_ratios");
  result.serial_seconds = read("serial_seconds");
  result.peak_bytes = read("peak_bytes");
  if (from.has("samples")) result.samples = from.number_lists("samples");
  if (from.has("disturbances")) result.disturbances = from.text_list("disturbances");
}

bench_result to_result(const json_fields& from) {
  bench_result result{.workload = from.text("workload"),
                      .backend = from.text("backend"),
                      .workers = from.small_integer("workers"),
                      .tasks = from.integer("tasks"),
                      .wall_seconds = from.numbers("wall_seconds"),
                      .cpu_seconds = from.numbers("cpu_seconds"),
                      .answer_checked = from.boolean("answer_checked"),
                      .problem = {}};
  if (!from.is_null("problem")) result.problem = from.text("problem");
  read_pairs(result, from);
  return result;
}

json to_value(const curve_point& point) { return {{"x", point.x}, {"y", point.y}}; }

curve_point to_point(const json_fields& from) {
  return {.x = from.number("x"), .y = from.number("y")};
}

json to_value(const bench_cost& cost) {
  json value{{"work", cost.work},
             {"competitor", cost.competitor},
             {"workers", cost.workers},
             {"tasks", cost.tasks},
             {"unit", cost.unit},
             {"values", cost.values},
             {"ratios", cost.ratios},
             {"answer_checked", cost.answer_checked},
             {"problem", cost.problem ? json(*cost.problem) : json()}};
  if (!cost.curve.empty()) value["curve"] = to_array(cost.curve);
  if (!cost.disturbances.empty()) value["disturbances"] = cost.disturbances;
  return value;
}

bench_cost to_cost(const json_fields& from) {
  bench_cost cost{.work = from.text("work"),
                  .competitor = from.text("competitor"),
                  .workers = from.small_integer("workers"),
                  .tasks = from.integer("tasks"),
                  .unit = from.text("unit"),
                  .values = from.numbers("values"),
                  .ratios = from.numbers("ratios"),
                  .answer_checked = from.boolean("answer_checked"),
                  .problem = {}};
  if (!from.is_null("problem")) cost.problem = from.text("problem");
  cost.curve = read_array(from, "curve", to_point);
  if (from.has("disturbances")) cost.disturbances = from.text_list("disturbances");
  return cost;
}

json to_value(const bench_target& target) {
  return {{"work", target.work},
          {"against", target.against.empty() ? json() : json(target.against)},
          {"workers", target.workers},
          {"unit", target.unit},
          {"bound", target.bound},
          {"measured", target.measured},
          {"low", target.low},
          {"high", target.high}};
}

bench_target to_target(const json_fields& from) {
  return {.work = from.text("work"),
          .against = from.text_or_empty("against"),
          .workers = from.small_integer("workers"),
          .unit = from.text("unit"),
          .bound = from.number("bound"),
          .measured = from.number("measured"),
          .low = from.number("low"),
          .high = from.number("high")};
}

json to_value(const bench_workload& workload) {
  json value{{"name", workload.name},
             {"stresses", workload.stresses},
             {"work_seconds", workload.work_seconds},
             {"span_seconds", workload.span_seconds}};
  if (workload.problem) value["problem"] = *workload.problem;
  return value;
}

bench_workload to_workload(const json_fields& from) {
  bench_workload workload{.name = from.text("name"),
                          .stresses = from.text_list("stresses"),
                          .work_seconds = from.number("work_seconds"),
                          .span_seconds = from.number("span_seconds")};
  if (from.has("problem") && !from.is_null("problem")) workload.problem = from.text("problem");
  return workload;
}

json to_value(const bench_ceiling& ceiling) {
  return {{"workers", ceiling.workers}, {"speedups", ceiling.speedups}};
}

bench_ceiling to_ceiling(const json_fields& from) {
  return {.workers = from.small_integer("workers"), .speedups = from.numbers("speedups")};
}

json to_value(const bench_leg& leg) {
  return {{"workload", leg.workload},
          {"backend", leg.backend.empty() ? json() : json(leg.backend)},
          {"workers", leg.workers},
          {"round", leg.round},
          {"purpose", leg.purpose},
          {"samples", leg.samples},
          {"disturbance", leg.disturbance}};
}

bench_leg to_leg(const json_fields& from) {
  return {.workload = from.text("workload"),
          .backend = from.text_or_empty("backend"),
          .workers = from.small_integer("workers"),
          .round = from.small_integer("round"),
          .purpose = from.text("purpose"),
          .samples = from.numbers("samples"),
          .disturbance = from.text("disturbance")};
}

template <class Entry>
json to_array(const std::vector<Entry>& entries) {
  auto array = json::array();
  for (const auto& each : entries) array.push_back(to_value(each));
  return array;
}

}  // namespace

bool counts(const bench_result& result, std::size_t repetition) {
  return repetition >= result.disturbances.size() || result.disturbances[repetition].empty();
}

bool counts(const bench_cost& cost, std::size_t round) {
  return round >= cost.disturbances.size() || cost.disturbances[round].empty();
}

bench_cost without_disturbed(bench_cost cost) {
  for (std::size_t round = 0; round < cost.disturbances.size(); ++round) {
    if (counts(cost, round)) continue;
    for (auto* numbers : {&cost.values, &cost.ratios})
      if (round < numbers->size()) (*numbers)[round] = std::nan("");
  }
  return cost;
}

std::optional<bool> is_met(const bench_target& target) {
  if (!std::isfinite(target.measured)) return {};
  return target.measured <= target.bound;
}

std::string to_json(const bench_record& record) {
  auto value = make_envelope(kind, bench_record::schema_version);
  value["environment"] = record.environment;
  value["results"] = to_array(record.results);
  value["costs"] = to_array(record.costs);
  value["targets"] = to_array(record.targets);
  value["workloads"] = to_array(record.workloads);
  value["ceilings"] = to_array(record.ceilings);
  if (!record.other_legs.empty()) value["other_legs"] = to_array(record.other_legs);
  return to_text(value);
}

bench_record bench_from_json(const std::string& text) {
  const auto value = object_from_text(text);
  const json_fields from(value);
  from.check_envelope(kind, bench_record::schema_version);
  bench_record record;
  record.environment = from.texts("environment");
  for (const auto& each : from.objects("results")) record.results.push_back(to_result(each));
  record.costs = read_array(from, "costs", to_cost);
  record.targets = read_array(from, "targets", to_target);
  record.workloads = read_array(from, "workloads", to_workload);
  record.ceilings = read_array(from, "ceilings", to_ceiling);
  record.other_legs = read_array(from, "other_legs", to_leg);
  return record;
}

}  // namespace reports
