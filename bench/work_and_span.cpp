// SPDX-License-Identifier: MIT
// What is known of workloads, whatever runs them: what they stress, their work and their span.
#include "bench/work_and_span.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>
#include <sstream>
#include <string>

#include "bench/process_apart.hpp"

namespace bench {
namespace {

using reports::bench_workload;

bench_workload describe(const cell& of, const std::filesystem::path& program,
                        std::chrono::milliseconds limit) {
  bench_workload made{.name = std::string(of.what.name),
                      .stresses = {},
                      .work_seconds = std::nan(""),
                      .span_seconds = std::nan(""),
                      .problem = {}};
  for (const auto label : of.what.labels) made.stresses.emplace_back(name_of(label));
  if (of.what.serial == nullptr) return made;
  const auto found = run_apart(
      program, {made.name, std::to_string(of.size), std::to_string(of.what.answer(of.size))},
      limit);
  double work = 0, span = 0;
  std::istringstream numbers(found.text);
  if (!found.problem && numbers >> work >> span && work > 0 && span > 0) {
    made.work_seconds = work;
    made.span_seconds = span;
  } else {
    made.problem = found.problem.value_or("no work and span came from " + program.string());
  }
  return made;
}

bool has(const std::vector<bench_workload>& all, std::string_view name) {
  return std::ranges::find(all, name, &bench_workload::name) != all.end();
}

}  // namespace

std::filesystem::path span_program() {
  return std::filesystem::read_symlink(own_program).parent_path() / "lab-span";
}

std::vector<bench_workload> describe_workloads(const std::vector<cell>& cells,
                                               std::vector<bench_workload> known,
                                               const std::filesystem::path& program,
                                               const progress& tell, const std::atomic<bool>& stop,
                                               std::chrono::milliseconds limit) {
  std::set<std::string_view> missing;
  for (const auto& each : cells)
    if (!has(known, each.what.name)) missing.insert(each.what.name);
  std::size_t done = 0;
  for (const auto& each : cells) {
    if (stop) break;
    if (has(known, each.what.name)) continue;
    tell("describing", done++, missing.size(), std::string(each.what.name));
    known.push_back(describe(each, program, limit));
  }
  return known;
}

}  // namespace bench
