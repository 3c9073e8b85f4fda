// SPDX-License-Identifier: MIT
// Laws of programs that end without a word to their executors: what was submitted is done first.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <tuple>

#include "impls/conformance/backend_test.hpp"

namespace conformance {
namespace {

/// Each test runs in a program of its own.
class ExitDeathTest : public backend_test {
 protected:
  void SetUp() override { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};
INSTANTIATE_TEST_SUITE_P(Every, ExitDeathTest, every_backend(), by_backend);

void say(const char* text) { std::fputs(text, stderr); }

TEST_P(ExitDeathTest, ByTheEndOfAScopeDoesWhatWasSubmitted) {
  const auto program = [this] {
    {
      const auto pool = make_pool(1);
      for (int i = 0; i < 3; ++i) std::ignore = pool->submit(say, "done ");
    }
    std::_Exit(0);
  };
  EXPECT_EXIT(program(), testing::ExitedWithCode(0), "^done done done $");
}

TEST_P(ExitDeathTest, WithAStaticExecutorDoesWhatWasSubmitted) {
  const auto program = [this] {
    static const auto pool = make_pool(1);
    for (int i = 0; i < 3; ++i) std::ignore = pool->submit(say, "done ");
    std::exit(0);
  };
  EXPECT_EXIT(program(), testing::ExitedWithCode(0), "^done done done $");
}

TEST_P(ExitDeathTest, DoesWhatAHandlerOfTheEndSubmits) {
  const auto program = [this] {
    static const auto pool = make_pool(1);
    std::atexit([] { std::fprintf(stderr, "%d ", pool->submit([] { return 42; }).result()); });
    std::exit(0);
  };
  EXPECT_EXIT(program(), testing::ExitedWithCode(0), "^42 $");
}

TEST_P(ExitDeathTest, OfAProcessThatATaskForkedIsTheTasksToSee) {
  const auto program = [this] {
    const auto pool = make_pool(1);
    const auto code_of_child = pool->submit([] {
      const auto child = fork();
      if (child == 0) _exit(7);
      int status = 0;
      waitpid(child, &status, 0);
      return WEXITSTATUS(status);
    });
    std::_Exit(code_of_child.result());
  };
  EXPECT_EXIT(program(), testing::ExitedWithCode(7), "^$");
}

TEST_P(ExitDeathTest, WithFuturesThatOutliveTheirExecutorIsClean) {
  const auto program = [this] {
    static std::vector<futures::future<int>> kept;
    {
      const auto pool = make_pool(2);
      for (int i = 0; i < 3; ++i) kept.push_back(pool->submit([i] { return i; }));
    }
    std::exit(0);
  };
  EXPECT_EXIT(program(), testing::ExitedWithCode(0), "^$");
}

}  // namespace
}  // namespace conformance
