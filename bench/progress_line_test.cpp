// SPDX-License-Identifier: MIT
// The progress line disturbs nobody.
#include "bench/progress_line.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

namespace bench {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;

/// A terminal with a clock of its own.
class Terminal : public testing::Test {
 protected:
  std::string shown_at(std::chrono::seconds time, std::size_t done, std::size_t total,
                       const char* doing = "measuring") {
    now_ = progress_line::clock::time_point(1h + time);
    line_.step(doing, done, total, "fib on tbb");
    const auto text = screen_.str();
    return text.substr(text.rfind('\r') + 1);
  }

  std::ostringstream screen_;
  progress_line::clock::time_point now_{};
  progress_line line_{screen_, true, [this] { return now_; }};
};

TEST_F(Terminal, ShowsABarAndTheTimeThatIsLeft) {
  EXPECT_EQ(shown_at(0s, 0, 100), "[....................] measuring 1 of 100: fib on tbb");
  EXPECT_EQ(shown_at(1s, 10, 100), "[##..................] measuring 11 of 100: fib on tbb")
      << "too early to tell";
  EXPECT_EQ(shown_at(10s, 25, 100),
            "[#####...............] measuring 26 of 100, 30 s left: fib on tbb");
  EXPECT_EQ(shown_at(50s, 10, 100),
            "[##..................] measuring 11 of 100, 8 min left: fib on tbb");
  EXPECT_EQ(shown_at(99s, 99, 100),
            "[###################.] measuring 100 of 100, 1 s left: fib on tbb");
}

TEST_F(Terminal, CountsOnlyTheStepsThatItSaw) {
  shown_at(0s, 50, 100);
  EXPECT_THAT(shown_at(10s, 60, 100), HasSubstr(", 40 s left"));
}

TEST_F(Terminal, BeginsAnewWithAnotherKindOfSteps) {
  shown_at(0s, 0, 100, "describing");
  shown_at(100s, 0, 100);
  EXPECT_THAT(shown_at(110s, 10, 100), HasSubstr(", 2 min left"));
}

TEST_F(Terminal, RewritesItsLineFiveTimesASecondAtMost) {
  const auto first = shown_at(0s, 0, 100);
  EXPECT_EQ(shown_at(0s, 1, 100), first);
  EXPECT_NE(shown_at(1s, 2, 100), first);
}

TEST_F(Terminal, NeverBreaksItsLine) {
  line_.step("measuring", 0, 9, std::string(200, 'x'));
  EXPECT_EQ(screen_.str().size(), 2 + 79U);
}

TEST(ProgressLine, IsGoneAtTheEndOnATerminal) {
  std::ostringstream screen;
  {
    progress_line line(screen, true);
    line.step("measuring", 0, 9, "fib on tbb");
    EXPECT_THAT(screen.str(), HasSubstr("measuring 1 of 9: fib on tbb"));
  }
  const auto text = screen.str();
  EXPECT_EQ(text.find('\n'), std::string::npos);
  EXPECT_EQ(text.substr(text.rfind("tbb") + 3), "\r" + std::string(51, ' ') + "\r");
}

TEST(ProgressLine, WritesTenPlainLinesElsewhere) {
  std::ostringstream file;
  {
    progress_line line(file, false);
    for (std::size_t done = 0; done < 1'000; ++done) line.step("measuring", done, 1'000, "fib");
  }
  const auto text = file.str();
  EXPECT_EQ(std::ranges::count(text, '\n'), 10);
  EXPECT_THAT(text, StartsWith("measuring 1 of 1000\nmeasuring 101 of 1000\n"));
  EXPECT_EQ(text.find('\r'), std::string::npos);
}

TEST(ProgressLine, HasNoEscapeSequences) {
  std::ostringstream screen;
  { progress_line(screen, true).step("trying", 0, 2, "fib"); }
  EXPECT_EQ(screen.str().find('\033'), std::string::npos);
}

}  // namespace
}  // namespace bench
