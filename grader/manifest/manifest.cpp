// SPDX-License-Identifier: MIT
// Reads exercise.toml, and refuses whatever it does not understand.
#include "grader/manifest/manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "grader/manifest/strict_table.hpp"

namespace grader {
namespace {

limits read_limits(strict_table table) {
  limits result{.source_kib = table.limit("source_kib"),
                .compile_seconds = table.limit("compile_seconds"),
                .compile_memory_mib = table.limit("compile_memory_mib"),
                .run_seconds = table.limit("run_seconds"),
                .run_memory_mib = table.limit("run_memory_mib"),
                .run_threads = table.limit("run_threads"),
                .output_kib = table.limit("output_kib"),
                .operations = table.limit("operations")};
  table.refuse_other_keys();
  return result;
}

check read_check(strict_table table, const std::vector<check>& before) {
  check result{.id = table.required<std::string>("id"),
               .title = table.required<std::string>("title"),
               .test = table.optional<std::string>("test", {}),
               .benchmark = table.optional<std::string>("benchmark", {}),
               .points = table.points("points"),
               .needs = table.texts("needs"),
               .hint = table.required<std::string>("hint")};
  table.refuse_other_keys();
  const auto known = [&](const std::string& id) {
    return std::ranges::find(before, id, &check::id) != before.end();
  };
  if (known(result.id))
    table.fail(table.line_of("id"), fmt::format("the id '{}' is used twice", result.id));
  if (result.test.empty() == result.benchmark.empty())
    table.fail(table.line_of("id"), "give either 'test' or 'benchmark'");
  for (const auto& need : result.needs)
    if (!known(need))
      table.fail(table.line_of("needs"), fmt::format("no check '{}' stands before this one", need));
  return result;
}

void require_sum(const strict_table& root, const manifest& read) {
  double sum = 0;
  for (const auto& each : read.checks) sum += each.points;
  constexpr double rounding = 1e-9;
  if (std::abs(sum - read.points) > rounding)
    root.fail(root.line_of("points"),
              fmt::format("points is {}, but the checks add up to {}", read.points, sum));
}

}  // namespace

manifest read_manifest(const std::filesystem::path& file) {
  toml::table parsed;
  try {
    parsed = toml::parse_file(file.string());
  } catch (const toml::parse_error& problem) {
    throw std::runtime_error(fmt::format("{}:{}: {}", file.string(), problem.source().begin.line,
                                         problem.description()));
  }
  strict_table root(parsed, file.string(), "the manifest");
  manifest result{.title = root.required<std::string>("title"), .points = root.points("points")};
  result.limits = read_limits({root.table("limits"), file.string(), "[limits]"});
  for (const auto* each : root.tables("check"))
    result.checks.push_back(read_check({*each, file.string(), "[[check]]"}, result.checks));
  if (root.has("graph")) result.graph = read_graph({root.table("graph"), file.string(), "[graph]"});
  root.refuse_other_keys();
  require_sum(root, result);
  return result;
}

}  // namespace grader
