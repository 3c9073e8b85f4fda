// SPDX-License-Identifier: MIT
// Measures cells by Google Benchmark, every answer checked.
//
// How it works. First a pilot: each cell runs untimed once, then for a few milliseconds, which
// tells how many runs fill a repetition. All repetitions of a cell then do that many, unless they
// turn out to be much slower: then they stop early, so that the whole keeps within its time. Then
// Google Benchmark does all repetitions of all cells in random order: a machine that is slow for a
// while is slow to everybody. Each repetition makes its own executor, warms it up by an untimed
// run, and times the runs only: manual time from a steady clock around run(), the answer checked
// after the clock is read. So neither the making of threads nor the check counts as time. The
// processor time beside it is the whole process's, over the loop of runs.
//
// What goes wrong in a cell is kept as its problem; its later repetitions are skipped.
#include "bench/measure.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>

#include "futures/errors.hpp"

namespace bench {
namespace {

using clock = std::chrono::steady_clock;

constexpr auto runs_counter = "runs";  // what Google Benchmark hands to the reporter

/// Runs one after the other, and the seconds they took.
struct batch {
  std::int64_t runs = 0;
  double seconds = 0;

  void add(double run_seconds) {
    ++runs;
    seconds += run_seconds;
  }
  double mean() const { return seconds / static_cast<double>(runs); }
};

clock::duration repetition_time(const effort& each) {
  return std::chrono::duration_cast<clock::duration>(
      std::chrono::duration<double>(each.repetition_seconds));
}

/// A cell while it is measured.
class cell_under_way {
 public:
  explicit cell_under_way(const cell& measured)
      : cell_(measured), expected_(measured.what.answer(measured.size)) {
    result_.workload = cell_.what.name;
    result_.backend = cell_.where.name;
    result_.workers = static_cast<int>(cell_.workers.value_or(0));
    result_.tasks = cell_.what.tasks(cell_.size);
    if (cell_.what.refusal == nullptr) return;
    if (const auto reason = cell_.what.refusal(cell_.where, cell_.size)) refuse(*reason);
  }

  /// Runs it for a moment, to find out how many runs fill a repetition.
  void pilot(const effort& each) {
    guarded([&] {
      const auto pool = make_pool();
      result_.workers = static_cast<int>(pool->max_workers());
      timed_run(*pool);  // the first run is slower, and does not count
      const std::chrono::milliseconds moment(10);
      const auto end = clock::now() + std::min<clock::duration>(moment, repetition_time(each));
      batch tried;
      do tried.add(timed_run(*pool));
      while (clock::now() < end);
      choose_counts(each, std::max(tried.mean(), 1e-9));  // the clock's tick, if it did not move
    });
  }

  /// One repetition, called by Google Benchmark.
  void repeat(benchmark::State& state) {
    if (!has_problem())
      guarded([&] {
        const auto pool = make_pool();
        if (warms_up_) timed_run(*pool);
        batch done;
        for (auto _ : state) {  // once: Google Benchmark's iteration is our batch of runs
          while (done.runs < runs_ && done.seconds <= most_seconds_) done.add(timed_run(*pool));
          state.SetIterationTime(done.mean());
        }
        state.counters[runs_counter] = static_cast<double>(done.runs);
      });
    if (has_problem()) state.SkipWithError(result_.problem->c_str());
  }

  /// Takes the mean of a repetition's runs.
  void keep(const benchmark::BenchmarkReporter::Run& repetition) {
    const auto runs = repetition.counters.find(runs_counter);
    if (runs == repetition.counters.end()) return;  // it ended by its problem
    result_.wall_seconds.push_back(repetition.real_accumulated_time);
    result_.cpu_seconds.push_back(repetition.cpu_accumulated_time / runs->second);
  }

  /// The result as it is to be recorded: times, or the problem.
  reports::bench_result finish() {
    if (!has_problem() && result_.wall_seconds.empty()) fail("it was not measured");
    if (has_problem()) {
      result_.wall_seconds.clear();
      result_.cpu_seconds.clear();
    }
    result_.answer_checked = !has_problem();
    return result_;
  }

  bool has_problem() const { return result_.problem.has_value(); }
  bool failed() const { return failed_; }
  int repetitions() const { return repetitions_; }
  std::string name() const { return fmt::format("{} on {}", result_.workload, result_.backend); }

 private:
  std::unique_ptr<futures::executor> make_pool() const {
    return cell_.where.make({.max_workers = cell_.workers});
  }

  /// How much to do, given how long a run takes. One that is longer than a repetition's time counts
  /// alone, needs no warming up, and is repeated less often if it would take far too much time.
  void choose_counts(const effort& each, double run_seconds) {
    constexpr double bearable_excess = 4;  // some backends are now fast, now 20 times slower
    most_seconds_ = bearable_excess * each.repetition_seconds;
    runs_ = std::max<std::int64_t>(1, std::lround(each.repetition_seconds / run_seconds));
    warms_up_ = run_seconds < each.repetition_seconds;
    repetitions_ = each.repetitions;
    if (run_seconds <= most_seconds_ || most_seconds_ == 0) return;
    const auto affordable = static_cast<int>(each.repetitions * most_seconds_ / run_seconds);
    repetitions_ =
        std::clamp(affordable, std::min(fewest_repetitions, each.repetitions), each.repetitions);
  }

  /// Returns: the seconds of one run. Throws: for a wrong answer, and what the run throws.
  double timed_run(futures::executor& pool) const {
    const auto begin = clock::now();
    const auto answer = cell_.what.run(pool, cell_.size);
    const auto end = clock::now();
    if (answer != expected_)
      throw std::runtime_error(fmt::format("the answer is {} and not {}", answer, expected_));
    return std::chrono::duration<double>(end - begin).count();
  }

  template <class Step>
  void guarded(Step step) {
    try {
      step();
    } catch (const futures::unsupported_operation& refused) {
      refuse(refused.what());
    } catch (const std::exception& problem) {
      fail(problem.what());
    } catch (...) {
      fail("it threw something that is no std::exception");
    }
  }
  void refuse(const std::string& reason) { result_.problem = "refused: " + reason; }
  void fail(const std::string& reason) {
    failed_ = true;
    result_.problem = "failed: " + reason;
  }

  cell cell_;
  std::int64_t expected_;
  std::int64_t runs_ = 1;  ///< in one repetition, unless they last longer than most_seconds_
  double most_seconds_ = 0;
  int repetitions_ = 0;
  bool warms_up_ = true;
  bool failed_ = false;
  reports::bench_result result_;
};

/// Hands each repetition to its cell, which Google Benchmark knows by its place in the list.
class collector final : public benchmark::BenchmarkReporter {
 public:
  explicit collector(std::vector<cell_under_way>& cells) : cells_(cells) {}
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const auto& run : runs)
      if (run.run_type == Run::RT_Iteration)  // not a mean of several
        cells_.at(std::stoul(run.run_name.function_name)).keep(run);
  }

 private:
  std::vector<cell_under_way>& cells_;
};

void use_random_order() {
  static std::string program = "lab-bench";  // Google Benchmark keeps a pointer to it
  std::string order = "--benchmark_enable_random_interleaving=true";
  char* arguments[] = {program.data(), order.data(), nullptr};
  int count = 2;
  benchmark::Initialize(&count, arguments);
}

/// Tries every cell once.
void pilot(std::vector<cell_under_way>& cells, const effort& each, const progress& tell) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    tell("trying", i, cells.size(), cells[i].name());
    if (!cells[i].has_problem()) cells[i].pilot(each);
  }
}

/// Does the repetitions of the cells that have no problem so far.
void repeat(std::vector<cell_under_way>& cells, const progress& tell) {
  std::size_t done = 0, total = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].has_problem()) continue;
    total += static_cast<std::size_t>(cells[i].repetitions());
    const auto repetition = [&, i](benchmark::State& state) {
      tell("measuring", done++, total, cells[i].name());
      cells[i].repeat(state);
    };
    benchmark::RegisterBenchmark(std::to_string(i).c_str(), repetition)
        ->UseManualTime()
        ->MeasureProcessCPUTime()
        ->Iterations(1)
        ->Repetitions(cells[i].repetitions());
  }
  if (total == 0) return;
  use_random_order();
  collector results(cells);
  benchmark::RunSpecifiedBenchmarks(&results, "all");
  benchmark::ClearRegisteredBenchmarks();
}

}  // namespace

measurement measure(const std::vector<cell>& chosen, const effort& each, const progress& tell) {
  std::vector<cell_under_way> cells(chosen.begin(), chosen.end());
  pilot(cells, each, tell);
  repeat(cells, tell);
  measurement found;
  for (auto& measured : cells) {
    found.results.push_back(measured.finish());
    found.all_right = found.all_right && !measured.failed();
  }
  return found;
}

}  // namespace bench
