// SPDX-License-Identifier: MIT
// Records as the golden files show them: a small class, one hostile, small benchmarks, and what the
// conformance suite found.
#include "reports/golden/samples.hpp"

#include <array>
#include <limits>

namespace reports {
namespace {

using enum check_status;

submission_record with_verdict(const std::string& name, verdict given, const std::string& message) {
  submission_record record;
  record.exercise = "expression";
  record.submission = name;
  record.verdict = given;
  record.max_points = 20;
  record.message = message;
  return record;
}

struct outcome {
  check_status status;
  double points;
};

void add_checks(submission_record& record, const std::array<outcome, 4>& outcomes) {
  record.checks = {
      {.id = "random_operands", .title = "The right value for any operands", .max_points = 8},
      {.id = "critical_path", .title = "The critical path", .max_points = 8},
      {.id = "one_worker", .title = "No deadlock with one worker", .max_points = 3},
      {.id = "speedup", .title = "A real speedup", .max_points = 1}};
  for (std::size_t at = 0; at < outcomes.size(); ++at) {
    record.checks[at].status = outcomes[at].status;
    record.checks[at].points = outcomes[at].points;
    record.points += outcomes[at].points;
  }
}

submission_record alice() {
  auto record = with_verdict("alice", verdict::ok, "Everything is right.");
  add_checks(record, {{{passed, 8}, {passed, 8}, {passed, 3}, {passed, 1}}});
  record.virtual_time = {{1, 6, 6, 6}, {2, 4, 4, 6}, {3, 3, 3, 6}};
  return record;
}

submission_record ben() {
  auto record =
      with_verdict("ben", verdict::partial, "The values are right; 4 steps where 3 are possible.");
  add_checks(record, {{{passed, 8}, {failed, 4.5}, {passed, 3}, {inconclusive, 1}}});
  record.virtual_time = {{1, 6, 6, 6}, {2, 5, 4, 6}, {3, 4, 3, 6}};
  record.diagnoses = {{"early_wait", "evaluate.cpp", 14,
                       "It waits for add(3, 7) before line 15 submits mul(2, 3).",
                       "It takes 5 steps where 3 are possible."}};
  return record;
}

submission_record chloe() {
  auto record = with_verdict("chloé", verdict::deadlock,
                             "With one worker, every thread waits and nothing can wake them.");
  add_checks(record, {{{passed, 8}, {passed, 8}, {failed, 0}, {skipped, 0}}});
  record.virtual_time = {{1, std::nullopt, 6, 6}, {2, 4, 4, 6}, {3, 3, 3, 6}};
  return record;
}

submission_record dan() {
  return with_verdict("dan", verdict::compile_error,
                      "evaluate.cpp:9: 'ad' was not declared in this scope; did you mean 'add'?");
}

submission_record eve() {
  auto record = with_verdict("=HYPERLINK(\"http://evil.example\",\"eve\")", verdict::crash,
                             "</td><script>alert(1)</script> | **20/20** [x](http://evil.example) "
                             "`a`\n# top \x1b[31mred \u202E02/02\u2069 \xff\x7f & \\");
  add_checks(record, {{{failed, 0}, {skipped, 0}, {skipped, 0}, {skipped, 0}}});
  record.diagnoses = {{"rule", "<b>\".cpp", std::nullopt, "'><img src=x onerror=alert(1)>",
                       "</td><script>alert(2)</script>"}};
  return record;
}

submission_record finn() {
  return with_verdict("finn", verdict::internal, "The sandbox did not start: no space left.");
}

}  // namespace

std::vector<submission_record> sample_class() {
  return {eve(), alice(), ben(), chloe(), dan(), finn()};
}

bench_record sample_benchmark() {
  return {
      .environment = {{"commit", "1a2b3c4"},
                      {"compiler", "GCC 12.2.0"},
                      {"cores", "2"},
                      {"cpu", "unknown"},
                      {"flags", "-O2 -g"},
                      {"hostile", "<script>|=1+1\u202E"}},
      .results = {{"fib", "thread_pool", 1, 20000, {0.0100, 0.0102, 0.0101}, {0.0101}, true, {}},
                  {"fib", "thread_pool", 2, 20000, {0.0060, 0.0052, 0.0055}, {0.0110}, true, {}},
                  {"fib", "tbb", 1, 20000, {0.0020, 0.0021, 0.0022}, {}, true, {}},
                  {"fib", "tbb", 2, 20000, {0.0011, 0.0012}, {}, false, {}},
                  {"fib", "std_async", 0, 20000, {}, {}, false, "refused: 20000 threads"},
                  {"map", "thread_pool", 2, 64, {0.5, 0.25}, {1, 0.5}, true, {}},
                  {"map", "std_async", 0, 64, {0.25}, {0.5}, true, {}},
                  {"map", "tbb", 2, 64, {0.1}, {0.1}, true, "wrong answer: 41, not 42"}}};
}

bench_record sample_pairs() {
  constexpr auto unknown = std::numeric_limits<double>::quiet_NaN();
  bench_result ours{"fib", "thread_pool", 1, 1000, {4, 4, 4, 4, 4, 4}, {}, true, {}};
  ours.serial_seconds = {3, 3, 3, 3.5, 3, 2.5};
  ours.control_ratios = {1.01, 0.98, 1.02, unknown, 0.97, 1, 1.03};
  auto ours_on_two = ours;
  ours_on_two.workers = 2;
  ours_on_two.wall_seconds = {2, 2, 2.5, 2, 2, 2};
  bench_result other{"fib", "a'b%s`c`<&>", 2, 1000, {8, 16, 8, 10, 9, 8}, {}, true, {}};
  other.serial_seconds = ours.serial_seconds;
  other.reference_ratios = {0.25, 0.125, unknown, 0.2, 0.222, 0.25};
  return {.environment = {}, .results = {ours, ours_on_two, other}};
}

namespace {

/// Rounds that differ by some per cent, in an order of its own.
std::vector<double> rounds_around(double middle, int order) {
  std::vector<double> rounds;
  for (int round = 0; round < 7; ++round)
    rounds.push_back(middle * (1 + 0.01 * ((round * order) % 7 - 3)));
  return rounds;
}

std::vector<double> ratios(const std::vector<double>& reference, const std::vector<double>& own) {
  std::vector<double> made;
  for (std::size_t round = 0; round < own.size(); ++round)
    made.push_back(reference[round] / own[round]);
  return made;
}

/// Tasks of 10 ns to 10 us, each with that overhead, and what is behind their METG.
bench_cost grain_cost(const std::string& competitor, double overhead, int order) {
  const auto reference = rounds_around(8e-7, 1);
  const auto own = rounds_around(2 * overhead, order);
  bench_cost made{"metg_trivial", competitor, 2, 2048, "s", own, ratios(reference, own), true, {}};
  for (const double work : {1e-8, 1e-7, 1e-6, 1e-5}) made.curve.push_back({work, work + overhead});
  return made;
}

/// A percentile of trips, with the others as its curve.
bench_cost trip_cost(const std::string& percentile, const std::string& competitor, double seconds,
                     int order) {
  const auto reference = rounds_around(percentile.empty() ? 2e-6 : 4e-6, 1);
  const auto own = rounds_around(seconds, order);
  bench_cost made{"round_trip" + percentile, competitor, 1, 3000, "s", own,
                  ratios(reference, own),    true,       {}};
  if (percentile.empty())
    made.curve = {{0.1, 0.75 * seconds}, {0.5, seconds}, {0.9, 2 * seconds}, {0.99, 5 * seconds}};
  return made;
}

/// Beside the reference somebody who is as good, somebody who is behind, and somebody hostile.
std::vector<bench_cost> costs_with_curves() {
  const auto* hostile = "=a'b%s`c`|<&>";
  const bench_cost pair{"fib", "via_tbb/tbb", 2, 1000, "ratio", rounds_around(2, 3), {}, true, {}};
  return {grain_cost("thread_pool", 4e-7, 1),
          grain_cost("tbb", 4e-7, 3),
          grain_cost(hostile, 3e-6, 2),
          trip_cost("", "thread_pool", 2e-6, 1),
          trip_cost("", "asio", 2e-5, 2),
          trip_cost("", hostile, 2e-6, 5),
          trip_cost("_p90", "asio", 4e-5, 2),
          trip_cost("_p90", "thread_pool", 4e-6, 1),
          pair};
}

}  // namespace

bench_record sample_overheads() {
  constexpr auto unknown = std::numeric_limits<double>::quiet_NaN();
  bench_record made{
      .environment = {{"compiler", "GCC 12.2.0"}},
      .results = {},
      .costs = {{"fib", "tbb", 2, 1000, "s", {7e-8, 8e-8, 9e-8}, {0.25, 0.2, 0.3}, true, {}},
                {"memory", "asio", 1, 100000, "bytes", {192}, {0.4}, false, {}},
                {"fib", "asio", 1, 0, "s", {}, {}, false, "refused: it would starve"}},
      .targets = {{"fib", "tbb", 2, "ratio", 0.20, 0.25, 0.20, 0.30},
                  {"fib", "", 2, "s", 1e-7, 1.5e-8, unknown, unknown},
                  {"idle", "", 4, "s", 2e-3, unknown, unknown, unknown}}};
  for (auto& each : costs_with_curves()) made.costs.push_back(std::move(each));
  return made;
}

conformance_record sample_conformance() {
  using enum conformance_result;
  const std::string hostile = "<b>=1+1|_*";
  return {.backends = {"thread_pool", "inline", hostile},
          .behaviours = {{"submit",
                          "runs each of the 100 tasks",
                          {{"thread_pool", pass}, {"inline", pass}, {hostile, pass}}},
                         {"cancel pending",
                          "ends the future at once",
                          {{"thread_pool", pass}, {"inline", conformance_result::refused}}},
                         {"wait",
                          "</td> returns what is done",
                          {{"thread_pool", pass}, {"inline", fail}, {hostile, pass}}},
                         {"promise", "starts pending", {{the_library, pass}}},
                         {"trace", "tells who waits", {{the_library, fail}}}},
          .failures = {{"Wait.ReturnsWhatIsDone", "inline",
                        "wait_test.cpp:14\nExpected: <b>\\x & $y$</b>\n\x1b[31m  Actual: 1"},
                       {"Trace.TellsWhoWaits", the_library, ""}}};
}

namespace {

/// A row whose legs differ by up to two per cent, in a fixed order.
bench_result steady(const std::string& workload, double seconds, int legs) {
  bench_result made{.workload = workload,
                    .backend = "thread_pool",
                    .workers = 2,
                    .tasks = 100,
                    .wall_seconds = {},
                    .cpu_seconds = {},
                    .answer_checked = true,
                    .problem = {}};
  for (int leg = 0; leg < legs; ++leg) {
    made.wall_seconds.push_back(seconds * (1 + 0.002 * (leg * 7 % 10)));
    made.serial_seconds.push_back(1);
  }
  return made;
}

/// One with rows enough to say something of it as a whole.
void add_another_backend(bench_record& to, double slower_by_row) {
  constexpr int rows = 8;
  for (int workers = 1; workers <= rows; ++workers) {
    to.results.push_back(steady("equal", (1 + slower_by_row * (4 + workers)) / workers, 9));
    to.results.back().backend = "=b|<i>";
    to.results.back().workers = workers;
  }
}

}  // namespace

bench_record sample_before() {
  bench_record made{
      .environment = {{"cpu", "a cpu"}},
      .results = {steady("better", 0.5, 9), steady("broken", 0.5, 9), steady("equal", 0.25, 9),
                  steady("few", 0.25, 5), steady("gone <b>", 1, 9), steady("worse", 0.125, 9)}};
  add_another_backend(made, 0);
  return made;
}

bench_record sample_now() {
  auto broken = steady("broken", 0, 0);
  broken.problem = "failed: it crashed by SIGSEGV";
  bench_record made{
      .environment = {{"cpu", "another cpu"}},
      .results = {steady("better", 0.25, 9), broken, steady("equal", 0.251, 9),
                  steady("few", 0.5, 5), steady("worse", 0.1875, 9), steady("=new()", 1, 9)}};
  add_another_backend(made, 0.02);
  return made;
}

}  // namespace reports
