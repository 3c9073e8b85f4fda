// SPDX-License-Identifier: MIT
// The legs of a speedup, with Google Benchmark as the keeper of their times.
#include "grader/judge/speedup_legs.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <set>
#include <tuple>

#include "grader/judge/operation_time.hpp"
#include "grader/judge/speedup_gates.hpp"

namespace judge {
namespace {

using seconds = std::chrono::duration<double>;

/// How many steps make one operation long enough for the clock.
number steps_per_operation() {
  using clock = std::chrono::steady_clock;
  constexpr number probe = 200'000;
  double least = 1;
  for (int repeat = 0; repeat < 3; ++repeat) {
    const auto start = clock::now();
    benchmark::DoNotOptimize(protocol::burn(0, repeat, 1, probe));
    least = std::min(least, seconds(clock::now() - start).count());
  }
  return static_cast<number>(probe * seconds(real_operation_time).count() / least);
}

const char* name_of(protocol::mode kind) {
  switch (kind) {
    case protocol::mode::reference:
      return "reference";
    case protocol::mode::ceiling:
      return "ceiling";
    default:
      return "submission";
  }
}

/// Google Benchmark prints nothing here; the record keeps the legs.
class silent_reporter final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const auto& run : runs) {
      wall_seconds = run.real_accumulated_time;
      reported = {.name = run.benchmark_name(),
                  .iterations = run.iterations,
                  .real_time = run.GetAdjustedRealTime(),
                  .time_unit = benchmark::GetTimeUnitString(run.time_unit)};
    }
  }
  double wall_seconds = 0;
  reports::speedup_leg reported;
};

/// Whether so many operations, all different, left the receipts of so many steps.
bool work_was_done(const run_result& result, std::size_t operations, number steps) {
  std::set<std::tuple<std::uint32_t, number, number>> done;
  for (const auto& one : result.receipts) {
    if (one.chain_end != protocol::burn(one.which, one.x, one.y, steps)) return false;
    done.emplace(one.which, one.x, one.y);
  }
  return done.size() >= operations;
}

}  // namespace

leg_runner::leg_runner(const leg_rules& rules, unsigned workers, session& to)
    : rules_(rules), workers_(workers), session_(to), steps_(steps_per_operation()) {}

leg leg_runner::run(protocol::mode kind) {
  const auto operands = rules_.fresh_operands();
  const auto all_steps = steps_ * static_cast<number>(rules_.operations);
  const run_request request{
      .workers = workers_,
      .pace = pace::prompt,
      .mode = kind,
      .burn_steps = kind == protocol::mode::ceiling ? all_steps / workers_ : steps_,
      .operands = operands};
  leg_surroundings seen{.was_quiet = reports::machine_is_quiet(),
                        .before = reports::machine_counters::now(),
                        .independent_threads = independent_threads(kind)};
  const auto start = std::chrono::steady_clock::now();
  run_result result;
  benchmark::ClearRegisteredBenchmarks();
  benchmark::RegisterBenchmark(name_of(kind),
                               [&](benchmark::State& state) {
                                 for (auto _ : state) {
                                   result = session_.run(request);
                                   state.SetIterationTime(seconds(result.wall).count());
                                 }
                               })
      ->Iterations(1)
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
  silent_reporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter, ".");
  seen.after = reports::machine_counters::now();
  seen.watched = seconds(std::chrono::steady_clock::now() - start).count();
  seen.wall = reporter.wall_seconds;
  seen.waited = seconds(result.run_queue_delay).count();
  leg done{.problem = problem_with(result, rules_, operands, kind, steps_),
           .disturbance = disturbance_of(seen),
           .wall_seconds = seen.wall,
           .cpu_seconds = seconds(result.cpu).count(),
           .reported = reporter.reported};
  done.reported.cpu_time =
      result.cpu.count() > 0 ? 1e3 * done.cpu_seconds : std::numeric_limits<double>::quiet_NaN();
  if (const auto taken = reports::most_seconds_taken(seen.before, seen.after))
    done.own_seconds = std::max(0.0, seen.wall - seen.waited - *taken);
  return done;
}

unsigned leg_runner::independent_threads(protocol::mode kind) const {
  switch (kind) {
    case protocol::mode::reference:
      return 1;
    case protocol::mode::ceiling:
      return workers_;
    default:
      return 0;
  }
}

std::optional<leg_problem> problem_with(const run_result& result, const leg_rules& rules,
                                        const std::vector<number>& operands, protocol::mode kind,
                                        number steps) {
  if (result.ending != ending::returned)
    return leg_problem{to_string(verdict_of(result.ending)), describe(result)};
  if (kind == protocol::mode::ceiling) return {};
  if (result.value != rules.value_of(operands))
    return leg_problem{"wrong_value", "A wrong value was returned while the time was taken."};
  if (kind == protocol::mode::burning && !work_was_done(result, rules.operations, steps))
    return leg_problem{"no_work", "The value was returned without the operations' work."};
  return {};
}

}  // namespace judge
