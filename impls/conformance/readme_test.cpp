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

}  // namespace
