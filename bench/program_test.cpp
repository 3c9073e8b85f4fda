// SPDX-License-Identifier: MIT
// lab-bench from its command line to its record and its exit code.
#include "bench/program.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "reports/record/bench_record.hpp"

namespace bench {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using words = std::vector<std::string>;

/// Runs lab-bench, and shows what it wrote.
class LabBench : public testing::Test {
 protected:
  void SetUp() override { fs::create_directory(folder); }
  void TearDown() override { fs::remove_all(folder); }

  int run(words arguments) {
    arguments.insert(arguments.begin(), "run");
    return run_program(arguments, {out, err, false});
  }
  int run_tiny(const std::string& workload, words more = {}) {
    more.insert(more.begin(),
                {"--tiny", "--backend", "thread_pool", "inline", "--workload", workload});
    return run(more);
  }
  std::string complaint_about(const words& arguments) {
    try {
      run(arguments);
    } catch (const std::exception& problem) {
      return problem.what();
    }
    return "accepted";
  }
  reports::bench_record record() const {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return reports::bench_from_json(text.str());
  }

  fs::path folder = fs::path(testing::TempDir()) / ("lab_bench_" + std::to_string(getpid()));
  fs::path file = folder / "bench.json";
  std::ostringstream out, err;
};

TEST_F(LabBench, PrintsATableAndExitsWithZero) {
  EXPECT_EQ(run_tiny("fib"), 0);
  EXPECT_THAT(out.str(), HasSubstr("Wall time per task"));
  EXPECT_THAT(out.str(), HasSubstr("thread_pool"));
  EXPECT_THAT(err.str(), HasSubstr("measuring 1 of "));
}

TEST_F(LabBench, WritesARecordWithTheRawRepetitionsAndWhereTheyComeFrom) {
  EXPECT_EQ(run_tiny("fib", {"--workers", "2", "--out", file.string()}), 0);
  const auto written = record();
  ASSERT_EQ(written.results.size(), 2U);
  EXPECT_EQ(written.results[0].backend, "thread_pool");
  EXPECT_EQ(written.results[0].wall_seconds.size(), 2U);
  EXPECT_EQ(written.results[0].cpu_seconds.size(), 2U);
  EXPECT_TRUE(written.results[0].answer_checked);
  for (const auto* key : {"cpu", "kernel", "compiler", "google_benchmark", "onetbb", "openmp",
                          "libstdcxx", "glibc", "repetitions", "cpu_scaling"})
    EXPECT_NE(written.environment.at(key), "") << key;
  EXPECT_THAT(written.environment.at("command"), HasSubstr("lab-bench run --tiny"));
  EXPECT_GE(std::stod(written.environment.at("elapsed_seconds")), 0);
  EXPECT_THAT(err.str(), HasSubstr("wrote " + file.string()));
}

TEST_F(LabBench, SaysInTheRecordThatABackendWasSlowed) {
  EXPECT_EQ(run_tiny("right", {"--out", file}), 0);
  EXPECT_EQ(record().environment.at("injected_slowdown"), "none");
  EXPECT_EQ(run_tiny("napping", {"--inject-slowdown", "inline=400", "--out", file}), 0);
  EXPECT_EQ(record().environment.at("injected_slowdown"), "inline by 400 %");
  for (const auto& each : record().results) {
    const auto least = each.backend == "inline" ? 0.01 : 0.002;
    for (const auto seconds : each.wall_seconds) EXPECT_GT(seconds, least) << each.backend;
  }
  EXPECT_THAT(complaint_about({"--inject-slowdown", "nobody=5"}), HasSubstr("nobody"));
}

TEST_F(LabBench, ExitsWithOneForAWrongAnswerAndWritesTheRecordAllTheSame) {
  EXPECT_EQ(run_tiny("wrong", {"--out", file.string()}), 1);
  EXPECT_THAT(out.str(), HasSubstr("failed: the answer is 41 and not 1"));
  EXPECT_EQ(record().results.at(0).problem, "failed: the answer is 41 and not 1");
}

TEST_F(LabBench, ExitsWithZeroForARefusal) {
  EXPECT_EQ(run_tiny("refused"), 0);
  EXPECT_THAT(out.str(), HasSubstr("refused: it would abort"));
}

TEST_F(LabBench, LosesOneCellByACrashAndNoOther) {
  EXPECT_EQ(run_tiny("crashing", {"exiting", "right", "--workers", "1", "--out", file.string()}),
            1);
  const auto written = record();
  ASSERT_EQ(written.results.size(), 6U);
  EXPECT_EQ(written.results[0].problem, "failed: it crashed by SIGSEGV");
  EXPECT_THAT(*written.results[2].problem, HasSubstr("no result of a leg"));
  EXPECT_EQ(written.results[4].problem, std::nullopt);
  EXPECT_EQ(written.results[4].wall_seconds.size(), 2U);
}

TEST_F(LabBench, GoesOnWithARecordThatIsNotFinished) {
  const words options{"--workers", "2", "--out", file.string()};
  ASSERT_EQ(run_tiny("fib", options), 0);
  auto whole = record();
  auto half = whole;
  half.results[1].wall_seconds.clear();
  half.results[1].problem = "not measured yet";
  half.results[0].wall_seconds.front() = 42;  // what is there stays
  std::ofstream(file) << to_json(half);
  auto again = options;
  again.push_back("--resume");
  EXPECT_EQ(run_tiny("fib", again), 0);
  EXPECT_EQ(record().results[0].wall_seconds.front(), 42);
  EXPECT_EQ(record().results[1].wall_seconds.size(), 2U);
  EXPECT_EQ(record().results[1].problem, std::nullopt);
}

TEST_F(LabBench, GoesOnWithNoRecordOfAnotherRun) {
  ASSERT_EQ(run_tiny("fib", {"--out", file.string()}), 0);
  EXPECT_THAT(complaint_about({"--quick", "--out", file.string(), "--resume"}),
              HasSubstr("its size is 'tiny', this run's 'quick'"));
  EXPECT_THAT(
      complaint_about({"--tiny", "--workload", "chain", "--out", file.string(), "--resume"}),
      HasSubstr("other cells"));
  std::ofstream(file) << "no record";
  EXPECT_NE(complaint_about({"--tiny", "--out", file.string(), "--resume"}), "accepted");
}

TEST_F(LabBench, NamesTheKnownOnesWhenANameIsUnknown) {
  EXPECT_THAT(complaint_about({"--workload", "fibb"}),
              AllOf(HasSubstr("'fibb'"), HasSubstr("fib,")));
  EXPECT_THAT(complaint_about({"--backend", "pool"}),
              AllOf(HasSubstr("'pool'"), HasSubstr("thread_pool")));
}

TEST_F(LabBench, RefusesAPlaceItCannotWriteToBeforeItMeasures) {
  EXPECT_THAT(complaint_about({"--out", (folder / "none" / "b.json").string()}),
              HasSubstr("no writable folder"));
  EXPECT_THAT(complaint_about({"--out", folder.string()}), HasSubstr("it is a folder"));
  EXPECT_EQ(err.str(), "");
}

TEST_F(LabBench, ListsBackendsAndWorkloads) {
  EXPECT_EQ(run_program({"backends"}, {out, err, false}), 0);
  EXPECT_EQ(run_program({"workloads"}, {out, err, false}), 0);
  EXPECT_THAT(out.str(), AllOf(HasSubstr("thread_pool"), HasSubstr("round_trip")));
}

}  // namespace
}  // namespace bench
