// SPDX-License-Identifier: MIT
// What one benchmark of the backends measured: raw times, and where they come from.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace reports {

/// One workload on one backend with one number of workers.
struct bench_result {
  std::string workload;
  std::string backend;
  int workers = 0;                   ///< 0 when the backend does not bound them
  std::int64_t tasks = 0;            ///< tasks in one repetition
  std::vector<double> wall_seconds;  ///< of each repetition, in the order they ran
  std::vector<double> cpu_seconds;   ///< of all threads, by repetition; empty when not measured
  bool answer_checked = false;       ///< every repetition's answer was compared with the known one
  std::optional<std::string> problem;  ///< one sentence: why there are no numbers
};

struct bench_record {
  static constexpr int schema_version = 1;

  std::map<std::string, std::string> environment;  ///< machine, compiler, flags, versions, commit
  std::vector<bench_result> results;               ///< in the order in which they were measured
};

/// JSON text of the record, indented, with `"kind": "bench"`; bytes that are not UTF-8 are replaced
/// by U+FFFD.
std::string to_json(const bench_record& record);
/// Throws: std::runtime_error that names the missing or wrong field.
bench_record bench_from_json(const std::string& text);

}  // namespace reports
