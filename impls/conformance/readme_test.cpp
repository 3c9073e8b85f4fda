// SPDX-License-Identifier: MIT
// The READMEs' example: compiled, run, and the same text as in the project's README and this
// folder's.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

// README example
#include "futures/futures.hpp"

long add(long x, long y) { return x + y; }
long sub(long x, long y) { return x - y; }
long mul(long x, long y) { return x * y; }

/// (3+7) * (2+8) * ((2*3)-1), on three threads.
long lecture_example() {
  futures::thread_pool_executor pool(3);
  auto left = pool.submit(add, 3, 7);
  auto middle = pool.submit(add, 2, 8);
  auto right = pool.submit([&] { return sub(pool.submit(mul, 2, 3).result(), 1); });
  return mul(mul(left.result(), middle.result()), right.result());
}  // leaving the scope waits for the tasks and ends the threads
// end of the README example

// README example of several
#include "futures/futures.hpp"

long sum_of_squares(futures::executor& pool, const std::vector<long>& numbers) {
  long sum = 0;
  for (const long square : pool.map([](long x) { return x * x; }, numbers)) sum += square;
  return sum;
}

/// The answer that is there first; the other questions are withdrawn.
std::string first_answer(const std::vector<futures::future<std::string>>& asked) {
  auto [done, not_done] = futures::wait(asked, {.until = futures::return_when::first_completed});
  for (auto& each : not_done) each.cancel();
  return done.front().result();
}
// end of the README example of several

namespace {

std::string read(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::string between(const std::string& text, const std::string& first, const std::string& last) {
  const auto begin = text.find(first) + first.size();
  return text.substr(begin, text.find(last) - begin);
}

TEST(Readme, ExampleComputesTheLecturesExpression) { EXPECT_EQ(lecture_example(), 500); }

TEST(Readme, ShowsTheExampleThatIsCompiledHere) {
  const auto example = between(read(IMPLS_FOLDER "/conformance/readme_test.cpp"),
                               "// README example\n", "// end of the README example");
  ASSERT_NE(example.find("lecture_example"), std::string::npos);
  for (const std::string readme : {IMPLS_FOLDER "/README.md", IMPLS_FOLDER "/../README.md"})
    EXPECT_NE(read(readme).find("```cpp\n" + example + "```"), std::string::npos)
        << readme << " does not contain:\n"
        << example;
}

TEST(Readme, ExampleOfSeveralSumsSquaresAndTakesTheFirstAnswer) {
  futures::thread_pool_executor pool(2);
  EXPECT_EQ(sum_of_squares(pool, {1, 2, 3}), 14);
  futures::promise<std::string> never;
  const auto answer = pool.submit([] { return std::string("first"); });
  EXPECT_EQ(first_answer({never.get_future(), answer}), "first");
  EXPECT_TRUE(never.get_future().cancelled());
}

TEST(Readme, ShowsTheExampleOfSeveralThatIsCompiledHere) {
  const auto example = between(read(IMPLS_FOLDER "/conformance/readme_test.cpp"),
                               "// README example of several\n", "// end of the README example of");
  ASSERT_NE(example.find("sum_of_squares"), std::string::npos);
  EXPECT_NE(read(IMPLS_FOLDER "/README.md").find("```cpp\n" + example + "```"), std::string::npos);
}

TEST(Readme, ShowsTheProgramWithProcessesThatIsCompiledAndRun) {
  const auto example = between(read(IMPLS_FOLDER "/conformance/readme_process_example.cpp"),
                               "// README example of processes\n", "// end of the README example");
  ASSERT_NE(example.find("count_words"), std::string::npos);
  EXPECT_NE(read(IMPLS_FOLDER "/README.md").find("```cpp\n" + example + "```"), std::string::npos);
}

}  // namespace
