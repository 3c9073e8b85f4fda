// SPDX-License-Identifier: MIT
// Exercise manifests, their task graph included: grader/manifest.
#include "grader/manifest/manifest.hpp"

#include <cmath>
#include <set>
#include <stdexcept>

#include "fuzz/input.hpp"
#include "fuzz/input_file.hpp"
#include "fuzz/line_mutator.hpp"
#include "fuzz/require.hpp"

using fuzz::require;

namespace {

void look_at_limits(const grader::limits& of) {
  for (const auto limit : {of.source_kib, of.compile_seconds, of.compile_memory_mib, of.run_seconds,
                           of.run_memory_mib, of.output_kib, of.operations})
    require(limit > 0, "a limit is above 0");
}

void look_at_checks(const grader::manifest& read) {
  std::set<std::string> before;
  double points = 0;
  for (const auto& each : read.checks) {
    require(each.points >= 0 && std::isfinite(each.points), "points are a number, 0 or more");
    require(each.test.empty() != each.benchmark.empty(), "a check is a test or a benchmark");
    for (const auto& need : each.needs)
      require(before.contains(need), "a check stands behind those it needs");
    require(before.insert(each.id).second, "no id is used twice");
    points += each.points;
  }
  require(std::abs(points - read.points) < 1e-6, "the points add up");
}

void look_at_graph(const grader::operation_graph& graph) {
  require(graph.example.size() == graph.operands.size(), "every operand has an example");
  std::set<std::string> known(graph.operands.begin(), graph.operands.end());
  for (const auto& each : graph.operations) {
    require(each.from.size() == 2, "an operation has two arguments");
    for (const auto& from : each.from)
      require(known.contains(from), "an operation stands behind those it needs");
    require(known.insert(each.id).second, "no name is used twice");
    for (const auto& cost : graph.costs)
      require(cost.steps.contains(each.function) && cost.steps.at(each.function) > 0,
              "every function has a cost above 0");
  }
  for (const auto workers : graph.workers)
    require(workers >= 0 && workers <= 64, "a number of workers is within its limits");
  for (std::size_t i = 0; i < graph.costs.size(); ++i)
    require(graph.costs[i].marked == (i == 0), "the first setting of costs alone is marked");
}

}  // namespace

const std::string& fuzz::original() {
  static const auto text = grader::read_text(CORPUS_FOLDER "/manifest/small");
  return text;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto& file = fuzz::input_file(fuzz::text_of(data, size));
  grader::manifest read;
  if (fuzz::refuses<std::runtime_error>([&] { read = grader::read_manifest(file); })) return 0;
  look_at_limits(read.limits);
  look_at_checks(read);
  if (!read.graph.empty()) look_at_graph(read.graph);
  return 0;
}
