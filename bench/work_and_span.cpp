// SPDX-License-Identifier: MIT
// What is known of workloads, whatever runs them: what they stress, their work and their span.
#include "bench/work_and_span.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <sstream>
#include <string>

#include "bench/process_apart.hpp"

namespace bench {
namespace {

using reports::bench_workload;

bench_workload describe(const cell& of, const std::filesystem::path& program) {
  bench_workload made{.name = std::string(of.what.name),
                      .stresses = {},
                      .work_seconds = std::nan(""),
                      .span_seconds = std::nan("")};
  for (const auto label : of.what.labels) made.stresses.emplace_back(name_of(label));
  if (of.what.serial == nullptr) return made;
  constexpr std::chrono::seconds limit(10);
  const auto found = run_apart(
      program, {made.name, std::to_string(of.size), std::to_string(of.what.answer(of.size))},
      limit);
  double work = 0, span = 0;
  std::istringstream numbers(found.text);
  if (!found.problem && numbers >> work >> span && work > 0 && span > 0) {
    made.work_seconds = work;
    made.span_seconds = span;
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

std::vector<bench_workload> describe_workloads(
    const std::vector<cell>& cells, std::vector<bench_workload> known,
    const std::filesystem::path& program,
    const std::function<void(std::string_view workload)>& tell, const std::atomic<bool>& stop) {
  for (const auto& each : cells) {
    if (stop) break;
    if (has(known, each.what.name)) continue;
    tell(each.what.name);
    known.push_back(describe(each, program));
  }
  return known;
}

}  // namespace bench
