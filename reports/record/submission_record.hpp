// SPDX-License-Identifier: MIT
// What is known about one graded submission: the one thing that grader and reports share.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace reports {

/// What became of a submission, or of a single run of it.
enum class verdict {
  ok,             ///< full points
  partial,        ///< right values, but not all points
  wrong_value,    ///< a run returned a wrong value
  compile_error,  ///< it does not compile, or is no source file
  exception,      ///< an exception left the submission that nobody asked for
  crash,          ///< a signal or an early exit ended it
  deadlock,       ///< every thread waits and nothing can wake them
  timeout,        ///< over the limit of time
  memory,         ///< over the limit of memory
  output,         ///< over the limit of printed text
  forbidden,      ///< it did what the sandbox or the protocol forbids
  internal,       ///< a fault of ours: never counts against anybody
};

/// How a check ended. `inconclusive` and `refused` never cost a point.
enum class check_status { passed, failed, skipped, inconclusive, refused };

struct check_result {
  std::string id;  ///< as in the exercise's manifest
  std::string title;
  check_status status = check_status::skipped;
  double points = 0;
  double max_points = 0;
  std::string message;  ///< one sentence: what happened
  std::string hint;     ///< one sentence: what to try next; empty when passed
};

/// One run in virtual time. Units: steps, the time that one operation takes where all take the
/// same.
struct virtual_time_row {
  int workers = 0;                       ///< 0: more than it could use
  std::optional<std::int64_t> makespan;  ///< empty when the run did not end well
  std::int64_t optimum = 0;              ///< of the task graph on that many workers
  std::int64_t serial = 0;               ///< one operation at a time
};

/// An operation on a line of time. Units: steps, as above.
struct timeline_bar {
  std::string label;          ///< "add(3, 7)"
  std::optional<int> line{};  ///< of the student's file; empty when it is not known
  int lane = 0;               ///< bars of one lane do not overlap; fewer than most_bars
  std::int64_t start = 0;     ///< from 0
  std::int64_t finish = 0;    ///< after the start
  friend bool operator==(const timeline_bar&, const timeline_bar&) = default;
};
inline constexpr std::size_t most_bars = 200;             ///< of one timeline
inline constexpr std::int64_t longest_timeline = 10'000;  ///< in steps

/// What the exercise's task graph allows, and what is missing. Units: steps, as above.
struct structure_summary {
  std::int64_t work = 0;  ///< T1: all operations, one after the other
  std::int64_t span = 0;  ///< Tinf: the longest chain of operations that need each other
  std::string delay;      ///< one sentence: what began later than it could; empty when nothing did
  std::string next_step;  ///< one sentence: what a step less is worth; empty when no points miss
  std::vector<timeline_bar> timeline{};  ///< of the run on any number of workers, if it returned
  std::vector<timeline_bar> ideal{};     ///< of the best schedule on any number of workers
};

/// Runs in virtual time that earn no points: operations take unequal time.
struct cost_experiment {
  std::string title;  ///< "mul takes three steps, the others one"
  std::string delay;  ///< one sentence: what began later than it could; empty when nothing did
  std::vector<virtual_time_row> runs;
};

/// Paired legs of the submission and of the sequential reference, in the order they ran.
struct speedup_result {
  int workers = 0;
  double median = 0;      ///< of the paired ratios reference / submission
  double ideal = 0;       ///< of the best schedule on so many workers
  double ceiling = 0;     ///< median of reference / ceiling: what so many bare threads gain here
  double share = 0;       ///< median of what was reached of what the machine allowed
  int pairs = 0;          ///< pairs that count
  int dropped_pairs = 0;  ///< pairs during which the machine was disturbed
  std::vector<double> reference_seconds;  ///< raw wall time, all pairs
  std::vector<double> submission_seconds;
  std::vector<double> ceiling_seconds;
  std::vector<std::string> disturbances;  ///< why a pair does not count; empty when it does
};

/// A mistake that was recognised. `line` counts from 1; empty when it has none.
struct diagnosis {
  std::string rule;
  std::string file;
  std::optional<int> line;
  std::string message;
};

struct submission_record {
  static constexpr int schema_version = 1;

  std::string exercise;
  std::string submission;     ///< its name, safe as a folder name
  std::string source_sha256;  ///< lower-case hexadecimal; empty when it could not be read
  reports::verdict verdict = verdict::internal;
  double points = 0;
  double max_points = 0;
  std::string message;  ///< one sentence that explains the verdict
  std::vector<check_result> checks;
  std::vector<virtual_time_row> virtual_time;
  std::optional<structure_summary> structure;  ///< empty when it was not measured
  std::vector<cost_experiment> cost_experiments;
  std::optional<speedup_result> speedup;
  std::vector<diagnosis> diagnoses;
  std::map<std::string, std::string> environment;  ///< machine, compiler, sandbox, versions
};

const char* to_string(verdict value);
const char* to_string(check_status value);

/// JSON text of the record, indented, with `"kind": "submission"`; bytes that are not UTF-8 are
/// replaced by U+FFFD.
std::string to_json(const submission_record& record);
/// Throws: std::runtime_error that names the missing or wrong field.
submission_record submission_from_json(const std::string& text);

/// Writes the text under a temporary name beside `path` and renames it, so that nobody ever sees
/// half a file. Throws: std::runtime_error with path and reason.
void write_file_atomically(const std::filesystem::path& path, const std::string& text);

}  // namespace reports
