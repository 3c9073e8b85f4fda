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
  /// Workers * makespan - work: steps in which a worker had no operation. Empty when that means
  /// nothing, and in old records.
  std::optional<std::int64_t> idle{};
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

/// What one run was made of. Units: steps, as above.
struct measured_structure {
  int workers = 0;                        ///< of that run; 0: more than it could use
  std::int64_t work = 0;                  ///< T1 as it really ran
  std::optional<std::int64_t> span{};     ///< Tinf, likewise; empty when the trace does not tell
  std::optional<double> burdened_span{};  ///< with `burden` for each hand-over on the way
  double burden = 0;                      ///< of handing work to another thread
  /// Who ran the timeline's bars, by their lanes; empty when the trace does not tell.
  std::vector<std::string> lanes{};
};

/// What the exercise's task graph allows, and what is missing. Units: steps, as above.
struct structure_summary {
  std::int64_t work = 0;  ///< T1: all operations, one after the other
  std::int64_t span = 0;  ///< Tinf: the longest chain of operations that need each other
  std::string delay;      ///< one sentence: what began later than it could; empty when nothing did
  std::string next_step;  ///< one sentence: what a step less is worth; empty when no points miss
  std::vector<timeline_bar> timeline{};          ///< of the run that is measured, if there is one
  std::vector<timeline_bar> ideal{};             ///< of the best schedule on any number of workers
  std::optional<measured_structure> measured{};  ///< empty: no run returned, or an old record
};

/// A mistake that was recognised. `line` counts from 1; empty when it has none.
struct diagnosis {
  std::string rule;
  std::string file;
  std::optional<int> line;
  std::string message;   ///< one sentence: what happened
  std::string cost{};    ///< one sentence: what was lost by it; empty when that is not known
  std::string advice{};  ///< what to do about it; likewise
};

/// Runs in virtual time that earn no points: operations take unequal time.
struct cost_experiment {
  std::string title;  ///< "mul takes three steps, the others one"
  std::string delay;  ///< one sentence: what began later than it could; empty when nothing did
  std::vector<virtual_time_row> runs;
  std::vector<diagnosis> mistakes{};  ///< what made it so, the dearest first
};

/// A leg as Google Benchmark reports it, with the name and the unit that it gives. The time of the
/// processors is that of the leg's own process, all threads together.
struct speedup_leg {
  std::string name;  ///< "submission/iterations:1/manual_time"
  int pair = 0;      ///< from 1
  std::int64_t iterations = 0;
  double real_time = 0;
  double cpu_time = 0;
  std::string time_unit;  ///< of both: "ns", "us", "ms" or "s"
  friend bool operator==(const speedup_leg&, const speedup_leg&) = default;
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
  /// All of them, in the order they ran; none in a record of before they were kept.
  std::vector<speedup_leg> legs{};
  /// What was asked for of what the machine allows; empty in a record of before it was kept.
  std::optional<double> least_share{};
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
