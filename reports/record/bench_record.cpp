// SPDX-License-Identifier: MIT
// A benchmark's record as JSON, and back.
#include "reports/record/bench_record.hpp"

#include <cmath>

#include "reports/record/json_fields.hpp"

namespace reports {
namespace {

constexpr auto kind = "bench";

json to_value(const bench_result& result) {
  return {{"workload", result.workload},
          {"backend", result.backend},
          {"workers", result.workers},
          {"tasks", result.tasks},
          {"wall_seconds", result.wall_seconds},
          {"cpu_seconds", result.cpu_seconds},
          {"answer_checked", result.answer_checked},
          {"problem", result.problem ? json(*result.problem) : json()}};
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
  return result;
}

json to_value(const bench_cost& cost) {
  return {{"work", cost.work},
          {"competitor", cost.competitor},
          {"workers", cost.workers},
          {"tasks", cost.tasks},
          {"unit", cost.unit},
          {"values", cost.values},
          {"ratios", cost.ratios},
          {"answer_checked", cost.answer_checked},
          {"problem", cost.problem ? json(*cost.problem) : json()}};
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

template <class Entry>
json to_array(const std::vector<Entry>& entries) {
  auto array = json::array();
  for (const auto& each : entries) array.push_back(to_value(each));
  return array;
}

}  // namespace

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
  return to_text(value);
}

bench_record bench_from_json(const std::string& text) {
  const auto value = object_from_text(text);
  const json_fields from(value);
  from.check_envelope(kind, bench_record::schema_version);
  bench_record record;
  record.environment = from.texts("environment");
  for (const auto& each : from.objects("results")) record.results.push_back(to_result(each));
  // Records that were written before there was a suite of overheads lack these two.
  if (from.has("costs"))
    for (const auto& each : from.objects("costs")) record.costs.push_back(to_cost(each));
  if (from.has("targets"))
    for (const auto& each : from.objects("targets")) record.targets.push_back(to_target(each));
  return record;
}

}  // namespace reports
