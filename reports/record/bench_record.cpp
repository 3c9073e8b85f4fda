// SPDX-License-Identifier: MIT
// A benchmark's record as JSON, and back.
#include "reports/record/bench_record.hpp"

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

}  // namespace

std::string to_json(const bench_record& record) {
  auto value = make_envelope(kind, bench_record::schema_version);
  value["environment"] = record.environment;
  auto results = json::array();
  for (const auto& result : record.results) results.push_back(to_value(result));
  value["results"] = std::move(results);
  return to_text(value);
}

bench_record bench_from_json(const std::string& text) {
  const auto value = object_from_text(text);
  const json_fields from(value);
  from.check_envelope(kind, bench_record::schema_version);
  bench_record record;
  record.environment = from.texts("environment");
  for (const auto& each : from.objects("results")) record.results.push_back(to_result(each));
  return record;
}

}  // namespace reports
