// SPDX-License-Identifier: MIT
// `lab-bench run --suite overhead` from its command line to its record.
#include "bench/program.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "reports/record/bench_record.hpp"

namespace bench::overhead {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using words = std::vector<std::string>;

/// Runs lab-bench, and shows what it wrote.
class OverheadSuite : public testing::Test {
 protected:
  void SetUp() override { fs::create_directory(folder); }
  void TearDown() override { fs::remove_all(folder); }

  int run(words more) {
    words all{"run", "--suite", "overhead", "--tiny"};
    all.insert(all.end(), more.begin(), more.end());
    return run_program(all, {out, err, false});
  }
  reports::bench_record record() const {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return reports::bench_from_json(text.str());
  }

  fs::path folder = fs::path(testing::TempDir()) / ("overhead_" + std::to_string(getpid()));
  fs::path file = folder / "overhead.json";
  std::ostringstream out, err;
};

TEST_F(OverheadSuite, PrintsCostsAndTargets) {
  EXPECT_EQ(run({"--only", "fib", "--backend", "tbb"}), 0);
  EXPECT_THAT(out.str(), AllOf(HasSubstr("What a task costs"), HasSubstr("thread_pool"),
                               HasSubstr("fib / tbb"), Not(HasSubstr("flood"))));
  EXPECT_THAT(err.str(), HasSubstr("measuring 1 of "));
}

TEST_F(OverheadSuite, WritesARecordOfEveryRound) {
  EXPECT_EQ(run({"--only", "flood", "--backend", "asio", "--workers", "2", "--out", file.string()}),
            0);
  const auto written = record();
  ASSERT_THAT(written.costs, SizeIs(2));
  EXPECT_EQ(written.costs[0].competitor, "asio");
  EXPECT_EQ(written.costs[1].competitor, "thread_pool");
  for (const auto& each : written.costs) {
    EXPECT_EQ(each.workers, 2);
    EXPECT_THAT(each.values, SizeIs(2));
    EXPECT_THAT(each.disturbances, SizeIs(2));
    if (reports::counts(written.costs[1], 0))  // this machine may have been busy
      EXPECT_DOUBLE_EQ(each.ratios[0], written.costs[1].values[0] / each.values[0]);
    else
      EXPECT_THAT(each.ratios[0], testing::IsNan());
    EXPECT_TRUE(each.answer_checked);
  }
  EXPECT_THAT(written.targets, SizeIs(2));
  for (const auto* key : {"seed", "python", "boost", "onetbb", "omp_wait_policy", "cpu"})
    EXPECT_NE(written.environment.at(key), "") << key;
}

TEST_F(OverheadSuite, GoesOnWithARecordThatIsNotFinished) {
  const words options{"--only",    "flood", "round_trip", "--backend",  "asio",
                      "--workers", "1",     "--out",      file.string()};
  ASSERT_EQ(run(options), 0);
  auto half = record();
  const auto whole = half.costs.size();
  std::erase_if(half.costs, [](const auto& each) { return each.work != "flood"; });
  ASSERT_LT(half.costs.size(), whole);
  half.costs[0].values = {42};  // what is there stays
  half.targets.clear();
  std::ofstream(file) << to_json(half);
  auto again = options;
  again.push_back("--resume");
  EXPECT_EQ(run(again), 0);
  EXPECT_THAT(record().costs, SizeIs(whole));
  EXPECT_THAT(record().costs[0].values, testing::ElementsAre(42));
  EXPECT_EQ(record().environment.at("seed"), half.environment.at("seed"));
  EXPECT_THAT(record().targets, Not(testing::IsEmpty()));
}

TEST_F(OverheadSuite, GoesOnWithNoRecordOfAnotherRun) {
  const words options{"--workers", "1", "--out", file.string(), "--resume"};
  const auto complaint_about = [&](words chosen) {
    chosen.insert(chosen.end(), options.begin(), options.end());
    try {
      run(chosen);
    } catch (const std::exception& problem) {
      return std::string(problem.what());
    }
    return std::string("accepted");
  };
  ASSERT_EQ(complaint_about({"--only", "flood", "--backend", "asio"}), "accepted");
  EXPECT_THAT(complaint_about({"--only", "flood", "--backend", "tbb"}), HasSubstr("its chosen is"));
  EXPECT_THAT(complaint_about({"--only", "fib", "--backend", "asio"}), HasSubstr("its chosen is"));
  auto other = record();
  other.environment.erase("chosen");
  std::ofstream(file) << to_json(other);
  EXPECT_THAT(complaint_about({"--only", "flood", "--backend", "asio"}),
              HasSubstr("'another suite'"));
}

TEST_F(OverheadSuite, ListsWorksAndCompetitors) {
  EXPECT_EQ(run({"--list"}), 0);
  EXPECT_THAT(out.str(), AllOf(HasSubstr("round_trip"), HasSubstr("python_threads")));
}

}  // namespace
}  // namespace bench::overhead
