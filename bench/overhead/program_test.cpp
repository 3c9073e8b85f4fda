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
    EXPECT_DOUBLE_EQ(each.ratios[0], written.costs[1].values[0] / each.values[0]);
    EXPECT_TRUE(each.answer_checked);
  }
  EXPECT_THAT(written.targets, SizeIs(2));
  for (const auto* key : {"seed", "python", "boost", "onetbb", "omp_wait_policy", "cpu"})
    EXPECT_NE(written.environment.at(key), "") << key;
}

TEST_F(OverheadSuite, ListsWorksAndCompetitors) {
  EXPECT_EQ(run({"--list"}), 0);
  EXPECT_THAT(out.str(), AllOf(HasSubstr("round_trip"), HasSubstr("python_threads")));
}

}  // namespace
}  // namespace bench::overhead
