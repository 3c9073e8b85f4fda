// SPDX-License-Identifier: MIT
// The legs of a speedup, with Google Benchmark as the keeper of their times.
#include "grader/judge/speedup_legs.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <tuple>

#include "reports/record/machine_gates.hpp"

namespace judge {
namespace {

using seconds = std::chrono::duration<double>;

constexpr double busy_share = 0.05;  // of a leg's wall time that its thread waited for a processor
constexpr double operation_seconds = 0.0025;

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
  return static_cast<number>(probe * operation_seconds / least);
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

/// Google Benchmark prints nothing here; the judge keeps the legs.
class silent_reporter final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const auto& run : runs) wall_seconds = run.real_accumulated_time;
  }
  double wall_seconds = 0;
};

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
  const bool quiet = reports::machine_is_quiet();
  const auto before = reports::machine_counters::now();
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
      ->UseManualTime();
  silent_reporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter, ".");
  const auto after = reports::machine_counters::now();
  leg done{.problem = problem_with(result, operands, kind),
           .disturbance = reports::disturbance_between(before, after),
           .wall_seconds = reporter.wall_seconds,
           .cpu_seconds = seconds(result.cpu).count(),
           .own_seconds = reporter.wall_seconds - seconds(result.run_queue_delay).count()};
  const auto taken = reports::most_seconds_taken(before, after);
  done.own_seconds = taken ? std::max(0.0, done.own_seconds - *taken) : 0;
  // The threads of these legs do not wait for each other: only others can keep them waiting. A
  // submission's threads may keep each other waiting, and that is its own business.
  const double threads = kind == protocol::mode::ceiling ? workers_ : 1;
  const double waited = seconds(result.run_queue_delay).count() / (done.wall_seconds * threads);
  if (kind != protocol::mode::burning && waited > busy_share)
    done.disturbance = "a thread had to wait for a processor";
  if (!quiet) done.disturbance = "other programs were running";
  return done;
}

std::optional<std::string> leg_runner::problem_with(const run_result& result,
                                                    const std::vector<number>& operands,
                                                    protocol::mode kind) const {
  if (result.ending != ending::returned) return describe(result);
  if (kind == protocol::mode::ceiling) return {};
  if (result.value != rules_.value_of(operands))
    return "A wrong value was returned while the time was taken.";
  if (kind == protocol::mode::burning && !work_was_done(result))
    return "The value was returned without the operations' work.";
  return {};
}

bool leg_runner::work_was_done(const run_result& result) const {
  std::set<std::tuple<std::uint32_t, number, number>> done;
  for (const auto& one : result.receipts) {
    if (one.chain_end != protocol::burn(one.which, one.x, one.y, steps_)) return false;
    done.emplace(one.which, one.x, one.y);
  }
  return done.size() >= rules_.operations;
}

}  // namespace judge
