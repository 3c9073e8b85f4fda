// SPDX-License-Identifier: MIT
// Measures a real speedup, with Google Benchmark as the keeper of the legs.
#include "grader/judge/speedup.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numeric>
#include <set>
#include <stdexcept>
#include <thread>

#include "reports/record/environment.hpp"

namespace judge {
namespace {

using seconds = std::chrono::duration<double>;

constexpr double alpha = 0.01;  // of a wrong pass, and of a wrong fail
constexpr int most_pairs = 30;
constexpr int enough_dropped = 8;    // dropped pairs that make the machine too busy to measure
constexpr double busy_share = 0.05;  // of a reference leg spent waiting for a processor
constexpr double operation_seconds = 0.0025;

struct registered_speedup {
  std::string name;
  speedup_rules rules;
};

std::vector<registered_speedup>& speedups() {
  static std::vector<registered_speedup> list;
  return list;
}

/// Whether no thread but this one wants a processor now. The fourth field of /proc/loadavg counts
/// the runnable ones of the whole machine; what the last leg left behind gets a moment to end.
bool machine_is_quiet() {
  for (int look = 0; look < 10; ++look) {
    double ignored = 0;
    int runnable = 0;
    std::ifstream loads("/proc/loadavg");
    if (loads >> ignored >> ignored >> ignored >> runnable && runnable <= 1) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return false;
}

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

/// One leg: what went wrong, or how long it took.
struct leg {
  std::optional<std::string> problem;
  bool disturbed = false;
  double wall_seconds = 0;
};

class measurement {
 public:
  measurement(const speedup_rules& rules, session& to)
      : rules_(rules),
        session_(to),
        workers_(std::min(rules.most_workers, reports::usable_cpus().value_or(1))),
        steps_(steps_per_operation()) {}

  std::size_t workers() const noexcept { return workers_; }

  leg run_leg(protocol::mode kind) {
    const auto operands = rules_.fresh_operands();
    const bool quiet = machine_is_quiet();
    const auto result = session_.run({.workers = static_cast<unsigned>(workers_),
                                      .pace = pace::prompt,
                                      .mode = kind,
                                      .burn_steps = steps_,
                                      .operands = operands});
    const double wall = seconds(result.wall).count();
    // The reference is one thread: only others can keep it waiting. A submission's threads may keep
    // each other waiting, and that is its own business.
    const double waited = seconds(result.run_queue_delay).count() / wall;
    const bool held_up = kind == protocol::mode::reference && waited > busy_share;
    return {.problem = problem_with(result, operands, kind),
            .disturbed = !quiet || held_up,
            .wall_seconds = wall};
  }

 private:
  std::optional<std::string> problem_with(const run_result& result,
                                          const std::vector<number>& operands,
                                          protocol::mode kind) const {
    if (result.ending != ending::returned) return describe(result);
    if (result.value != rules_.value_of(operands))
      return "A wrong value was returned while the time was taken.";
    if (kind == protocol::mode::burning && !work_was_done(result))
      return "The value was returned without the operations' work.";
    return {};
  }

  bool work_was_done(const run_result& result) const {
    std::set<std::tuple<std::uint32_t, number, number>> done;
    for (const auto& one : result.receipts) {
      if (one.chain_end != protocol::burn(one.which, one.x, one.y, steps_)) return false;
      done.emplace(one.which, one.x, one.y);
    }
    return done.size() >= rules_.operations;
  }

  const speedup_rules& rules_;
  session& session_;
  std::size_t workers_;
  number steps_;
};

/// The pairs so far and what they show.
class pairs_so_far {
 public:
  explicit pairs_so_far(double bar) : bar_(bar) {}

  void add(const leg& reference, const leg& submission) {
    result_.reference_seconds.push_back(reference.wall_seconds);
    result_.submission_seconds.push_back(submission.wall_seconds);
    if (reference.disturbed || submission.disturbed) {
      ++result_.dropped_pairs;
      return;
    }
    ratios_.push_back(reference.wall_seconds / submission.wall_seconds);
  }
  bool passed() const { return sign_evidence(count(), above()) >= 1 / alpha; }
  bool failed() const { return sign_evidence(count(), count() - above()) >= 1 / alpha; }
  bool too_busy() const { return result_.dropped_pairs >= std::max(enough_dropped, count()); }
  bool over() const {
    return passed() || failed() || too_busy() || count() + result_.dropped_pairs >= most_pairs;
  }
  reports::speedup_result result(int workers) const {
    auto result = result_;
    result.workers = workers;
    result.pairs = count();
    result.median = median();
    return result;
  }
  double median() const {
    if (ratios_.empty()) return 0;
    auto sorted = ratios_;
    std::ranges::sort(sorted);
    const auto middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
  int count() const { return static_cast<int>(ratios_.size()); }

 private:
  int above() const {
    return static_cast<int>(std::ranges::count_if(ratios_, [&](double r) { return r > bar_; }));
  }

  double bar_;
  std::vector<double> ratios_;
  reports::speedup_result result_;
};

/// Google Benchmark prints nothing here; the judge keeps the legs.
class silent_reporter final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const auto& run : runs) wall_seconds = run.real_accumulated_time;
  }
  double wall_seconds = 0;
};

/// Runs one leg as a Google Benchmark of one iteration, timed by the judge.
leg benchmark_leg(const std::string& name, measurement& with, protocol::mode kind) {
  leg result;
  benchmark::ClearRegisteredBenchmarks();
  benchmark::RegisterBenchmark(name.c_str(),
                               [&](benchmark::State& state) {
                                 for (auto _ : state) {
                                   result = with.run_leg(kind);
                                   state.SetIterationTime(result.wall_seconds);
                                 }
                               })
      ->Iterations(1)
      ->UseManualTime();
  silent_reporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter, ".");
  result.wall_seconds = reporter.wall_seconds;
  return result;
}

reports::check_result decide(const grader::check& check, const pairs_so_far& pairs, double bar) {
  using reports::check_status;
  reports::check_result result{.id = check.id, .title = check.title, .max_points = check.points};
  const auto measured = fmt::format(
      "{:.2f} times as fast as one operation after the other "
      "(median of {} pairs)",
      pairs.median(), pairs.count());
  if (pairs.failed()) {
    result.status = check_status::failed;
    result.message = fmt::format("Only {}; {} is asked for.", measured, bar);
    result.hint = check.hint;
    return result;
  }
  result.points = check.points;  // noise never costs a point
  if (pairs.passed()) {
    result.status = check_status::passed;
    result.message = fmt::format("Your solution is {}.", measured);
  } else if (pairs.too_busy()) {
    result.status = check_status::refused;
    result.message = "The machine was too busy to measure a speedup; that costs no point.";
  } else {
    result.status = check_status::inconclusive;
    result.message =
        fmt::format("{}: the pairs differ too much to say that it reaches {}; that costs no point.",
                    measured, bar);
  }
  return result;
}

const speedup_rules& find_rules(const std::string& name) {
  const auto found = std::ranges::find(speedups(), name, &registered_speedup::name);
  if (found == speedups().end()) throw std::runtime_error("no speedup is named " + name);
  return found->rules;
}

reports::check_result without_points(const grader::check& check, std::string message) {
  return {.id = check.id,
          .title = check.title,
          .status = reports::check_status::failed,
          .max_points = check.points,
          .message = std::move(message),
          .hint = check.hint};
}

}  // namespace

speedup_registration::speedup_registration(std::string name, speedup_rules rules) {
  speedups().push_back({std::move(name), rules});
}

std::vector<std::string> registered_speedups() {
  std::vector<std::string> names;
  for (const auto& each : speedups()) names.push_back(each.name);
  return names;
}

void measure_speedup(const std::string& name, const grader::check& check, session& to) {
  const auto& rules = find_rules(name);
  if (reports::usable_cpus().value_or(1) < 2) {
    to.add({.id = check.id,
            .title = check.title,
            .status = reports::check_status::refused,
            .points = check.points,
            .max_points = check.points,
            .message = "One processor cannot show a speedup; that costs no point."});
    return;
  }
  measurement with(rules, to);
  pairs_so_far pairs(rules.least_ratio);
  for (int pair = 0; !pairs.over(); ++pair) {
    leg reference, submission;
    const auto run_reference = [&] {
      reference = benchmark_leg(name + "/reference", with, protocol::mode::reference);
    };
    if (pair % 2 == 0) run_reference();
    submission = benchmark_leg(name + "/submission", with, protocol::mode::burning);
    if (pair % 2 == 1) run_reference();
    if (reference.problem) throw fault("the reference failed: " + *reference.problem);
    if (submission.problem) return to.add(without_points(check, *submission.problem));
    pairs.add(reference, submission);
  }
  to.set_speedup(pairs.result(static_cast<int>(with.workers())));
  to.add(decide(check, pairs, rules.least_ratio));
}

double sign_evidence(int pairs, int above) {
  // 2^(n+1) P(Bin(n+1, 1/2) <= b) / ((n+1) C(n, b)), by the logarithm of the binomials.
  const auto log_choose = [](int n, int k) {
    return std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0);
  };
  double sum = 0;  // of C(n+1, k) / C(n, b) for k <= b
  for (int k = 0; k <= above; ++k)
    sum += std::exp(log_choose(pairs + 1, k) - log_choose(pairs, above));
  return sum / (pairs + 1);
}

}  // namespace judge
