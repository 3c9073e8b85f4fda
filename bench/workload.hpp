// SPDX-License-Identifier: MIT
// A workload: futures put to a known use, so that backends can be compared on it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "futures/registry.hpp"

namespace bench {

/// How much of a workload one run does; the unit is the workload's own.
struct workload_sizes {
  std::int64_t tiny;   ///< for tests: checks the answer in no time
  std::int64_t quick;  ///< for three minutes of measuring in all
  std::int64_t full;   ///< for numbers to keep
};

/// What a workload is hard on.
enum class stress {
  spawn_overhead,    ///< what a task costs, for there is nothing else
  latency,           ///< how soon a result is where it is waited for
  computation,       ///< processors
  memory_bandwidth,  ///< caches and memory
  irregular,         ///< tasks of very different size, or a tree that nobody can foresee
  dependencies,      ///< tasks that may go on only when others are done
  blocking           ///< tasks that wait inside
};
/// As it is shown, such as "spawn overhead".
std::string_view name_of(stress label);

/// What a file in workloads/ declares.
struct workload {
  std::string_view name;     ///< the name of its source file
  std::string_view summary;  ///< one line for people
  workload_sizes sizes;
  std::vector<stress> labels{};  ///< what it stresses, the most important first
  /// Does the work once on the executor. Returns: the answer. What it throws is a fault.
  std::int64_t (*run)(futures::executor& pool, std::int64_t size);
  /// The right answer, found without futures.
  std::int64_t (*answer)(std::int64_t size);
  /// How many tasks one run submits.
  std::int64_t (*tasks)(std::int64_t size);
  /// Why that backend cannot run it, empty if it can; null when every backend can.
  std::optional<std::string> (*refusal)(const futures::backend& where, std::int64_t size) = nullptr;
  /// Finds the answer as one would without tasks: what speedups are counted from. Null where there
  /// is nothing to compute but overhead.
  std::int64_t (*serial)(std::int64_t size) = nullptr;
  /// Makes what runs of that size read, such as a text; called once before the first, by no clock.
  /// Null where there is nothing to make.
  void (*prepare)(std::int64_t size) = nullptr;
};

/// Declared at namespace scope in a workload's file. A name that is taken ends the program at
/// start, with a message: two workloads of one name are a fault of the build.
struct workload_registration {
  explicit workload_registration(const workload& added);
};

/// All registered workloads, ordered by name.
const std::vector<workload>& workloads();
/// Throws: std::invalid_argument that lists the known names.
const workload& find_workload(std::string_view name);

}  // namespace bench
