// SPDX-License-Identifier: MIT
// A work: one question about what tasks cost, put to every competitor.
#pragma once

#include "bench/overhead/competitor.hpp"
#include "bench/plan.hpp"
#include "reports/record/bench_record.hpp"

namespace bench::overhead {

/// What a leg found.
struct leg {
  std::vector<double> values;  ///< one for each metric of the work
  std::int64_t answer;
  std::int64_t tasks;
  /// What is behind the first value, as a record has it once the work has settled; mostly empty.
  std::vector<reports::curve_point> curve{};
  std::string disturbance{};  ///< why the leg does not count; empty: it does
};

/// One number that a leg finds.
struct metric {
  std::string_view name;  ///< the name of its rows
  std::string_view unit;  ///< "s" or "bytes"
};

/// The sizes of a leg, in the work's own unit.
struct work_sizes {
  std::int64_t trial;  ///< runs before each leg, untimed; and once at first, to see how slow it is
  std::int64_t tiny;   ///< for tests: checks the answer in no time
  std::int64_t whole;  ///< what is asked for, quick or full: full has more rounds
  /// Whether a whole leg runs untimed in place of the trial: so much memory is new to a process
  /// that getting it from the kernel would be in the time.
  bool warms_up_whole = false;
};

/// What a file in works/ declares.
struct work {
  int place;                 ///< works run in the order of their places
  std::string_view name;     ///< the name of its source file
  std::string_view summary;  ///< one line for people
  pool_kind kind = pool_kind::threads;
  std::vector<metric> metrics;
  work_sizes sizes;
  std::vector<std::size_t> workers{1, 2};
  int most_rounds = 1'000;  ///< fewer than others where a leg is long, or may be there once only
  int times_rounds = 1;     ///< as many rounds as others, times this, where a difference is small
  /// Runs a leg on a fresh pool. Throws: refused.
  leg (*measure)(pool& on, std::int64_t size);
  /// The right answer, found without tasks.
  std::int64_t (*answer)(std::int64_t size);
  /// The biggest size that has no more than that many tasks, so that slow competitors can have
  /// smaller legs: then the first metric is the seconds of a task. Null where a size must be kept.
  std::int64_t (*size_of)(std::int64_t tasks) = nullptr;
  /// Makes the values of the metrics, and the curves, out of what the legs found, once all of them
  /// have run, where for that one must know all competitors with as many workers; null where legs
  /// find them.
  void (*settle)(const std::vector<std::vector<leg>*>& of_each, std::size_t workers) = nullptr;
};

/// Declared at namespace scope in a work's file. A place that is taken ends the program at start,
/// with a message.
struct work_registration {
  explicit work_registration(const work& added);
};

/// All registered works, in the order of their places.
const std::vector<work>& works();

/// What works have in common: the answer or the tasks of a size, and legs.
std::int64_t itself(std::int64_t size);
/// 0 + 1 + ... + (count - 1).
std::int64_t sum_below(std::int64_t count);
/// The seconds of a task. `tasks` is what the work says; the run may say otherwise.
leg cost_of_task(const timed_run& timed, std::int64_t tasks);
/// Those percentiles of the trips, such as 0.99, and the trips' curve: each percentile NaN that is
/// beyond the median and has fewer than ten trips above it, for then a few of them would decide it.
/// Requires: at least one trip.
leg percentiles(const timed_trips& timed, const std::vector<double>& wanted);

}  // namespace bench::overhead
