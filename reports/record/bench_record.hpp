// SPDX-License-Identifier: MIT
// What one benchmark measured: raw times, and where they come from.
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
  int workers = 0;                   ///< 0 where the backend's users cannot choose them
  std::int64_t tasks = 0;            ///< tasks in one repetition
  std::vector<double> wall_seconds;  ///< of each repetition, in the order they ran
  std::vector<double> cpu_seconds;   ///< of all threads, by repetition; empty when not measured
  bool answer_checked = false;       ///< every repetition's answer was compared with the known one
  std::optional<std::string> problem;  ///< one sentence: why there are no numbers

  // Of a run in pairs of processes; else empty. One entry for each of wall_seconds.
  std::vector<double> reference_ratios{};  ///< the reference backend's wall / this; NaN if unknown
  /// A/A control: the reference's wall / that of one more leg of it, NaN if unknown; only of the
  /// reference, and empty where there was none.
  std::vector<double> control_ratios{};
  std::vector<double> serial_seconds{};  ///< wall time of the serial code, measured beside it
  std::vector<double> peak_bytes{};      ///< most memory that the process had resident
  /// Wall seconds of the runs, of which the least counts.
  std::vector<std::vector<double>> samples{};
  std::vector<std::string> disturbances{};  ///< why a repetition does not count; empty: it does
};

/// A leg that is no repetition of a result, kept so that nothing measured is lost.
struct bench_leg {
  std::string workload;
  std::string backend;  ///< empty for the serial code
  int workers = 0;      ///< as in bench_result
  int round = 0;        ///< counted from 0
  /// "serial" or "reference": the other leg of pairs; "control": of the reference with itself;
  /// "repeated": disturbed, and measured again.
  std::string purpose;
  std::vector<double> samples{};  ///< wall seconds of its runs, or what a cost's leg found; or none
  std::string disturbance{};      ///< why it does not count; empty when it does
};

/// Whether the repetition was measured while others left the machine alone, as far as is known.
bool counts(const bench_result& result, std::size_t repetition);

/// What is known of a workload, whatever runs it.
struct bench_workload {
  std::string name;
  std::vector<std::string> stresses;  ///< such as "spawn overhead", the most important first
  // Of the tasks with what submitting and waiting costs, on one worker; NaN if unknown.
  double work_seconds;  ///< T1: all of them
  double span_seconds;  ///< T-infinity: the longest chain of those that need one another
  std::optional<std::string>
      problem{};  ///< one sentence: why these two are unknown, if it is known
};

/// What the machine itself gives: as many bare threads as there are workers, each with the same
/// computation, beside one alone.
struct bench_ceiling {
  int workers = 0;
  std::vector<double> speedups;  ///< by round: workers * seconds of one alone / seconds of all
};

/// A point of what is behind a cost. For a METG, `x` is the seconds of useful work in a task, at
/// the best rate that any competitor reached with as many workers, and `y` the seconds that a
/// worker is there for one. For the time of a trip, `x` is a part of the trips, such as 0.9, and
/// `y` the seconds that so many of them did not exceed.
struct curve_point {
  double x = 0;
  double y = 0;
};

/// What the tasks of one competitor cost at one work, leg by leg, beside those of the reference.
struct bench_cost {
  std::string work;
  std::string competitor;
  int workers = 0;
  std::int64_t tasks = 0;       ///< in one leg
  std::string unit;             ///< of the values: "s" or "bytes"; "ratio" for ADAPTER/NATIVE
  std::vector<double> values;   ///< by round; each is the cost of one task
  std::vector<double> ratios;   ///< by round, the reference's value / this one; NaN if unknown
  bool answer_checked = false;  ///< every leg's answer was compared with the known one
  std::optional<std::string> problem;  ///< one sentence: why there are no numbers
  /// By x, the medians of the legs that count; empty where there is none.
  std::vector<curve_point> curve{};
  std::vector<std::string> disturbances{};  ///< by round: why it does not count; empty: it does
};

/// Whether the round was measured while others left the machine alone, as far as is known.
bool counts(const bench_cost& cost, std::size_t round);
/// The same, with NaN for the numbers of rounds that do not count.
bench_cost without_disturbed(bench_cost cost);

/// A bound on what the reference may cost.
struct bench_target {
  std::string work;
  std::string against;  ///< the competitor it is compared with; empty for a bound by itself
  int workers = 0;
  std::string unit;  ///< of the numbers below: "ratio" (reference / competitor), "s" or "bytes"
  double bound = 0;
  double measured = 0;  ///< the median; NaN when it was not measured
  double low = 0;       ///< the median's 95% interval, NaN when the rounds are too few for one
  double high = 0;
};

/// Whether the measured value is within the bound; empty when it was not measured.
std::optional<bool> is_met(const bench_target& target);

struct bench_record {
  static constexpr int schema_version = 1;

  std::map<std::string, std::string> environment;  ///< machine, compiler, flags, versions, commit
  std::vector<bench_result> results;               ///< in the order in which they were measured
  std::vector<bench_cost> costs{};                 ///< of the suite of overheads; else empty
  std::vector<bench_target> targets{};             ///< the same
  std::vector<bench_workload> workloads{};         ///< of the results; may lack some
  std::vector<bench_ceiling> ceilings{};           ///< by workers
  std::vector<bench_leg> other_legs{};             ///< in the order in which they were measured
};

/// JSON text of the record, indented, with `"kind": "bench"`; bytes that are not UTF-8 are replaced
/// by U+FFFD.
std::string to_json(const bench_record& record);
/// Throws: std::runtime_error that names the missing or wrong field.
bench_record bench_from_json(const std::string& text);

}  // namespace reports
