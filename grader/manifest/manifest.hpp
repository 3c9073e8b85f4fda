// SPDX-License-Identifier: MIT
// An exercise's manifest: how a submission to it is judged.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "grader/manifest/operation_graph.hpp"

namespace grader {

/// One thing that is judged; see exercise.toml.
struct check {
  std::string id;
  std::string title;
  std::string test;       ///< "Suite.Name" of a GoogleTest test; empty for a benchmark
  std::string benchmark;  ///< name of a Google Benchmark; empty for a test
  double points = 0;
  std::vector<std::string> needs;  ///< ids of checks that must have earned something
  std::string hint;                ///< what to try when it failed
};

/// Limits, with their units in the names; each is greater than 0.
struct limits {
  std::int64_t source_kib = 0;
  std::int64_t compile_seconds = 0;
  std::int64_t compile_memory_mib = 0;
  std::int64_t run_seconds = 0;
  std::int64_t run_memory_mib = 0;
  std::int64_t run_threads = 0;
  std::int64_t output_kib = 0;
  std::int64_t operations = 0;
};

struct manifest {
  std::string title;
  double points = 0;  ///< the sum over the checks
  grader::limits limits;
  std::vector<check> checks;  ///< every check stands behind those it needs
  operation_graph graph;      ///< empty when the exercise has none
};

/// Throws: std::runtime_error with file, line and remedy for a key that is unknown, missing or of
/// the wrong type, a limit or points below zero, points that do not add up, a need that is unknown
/// or stands behind, an id used twice, or a graph that makes no sense.
manifest read_manifest(const std::filesystem::path& file);

}  // namespace grader
