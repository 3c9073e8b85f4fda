// SPDX-License-Identifier: MIT
// The progress line disturbs nobody.
#include "bench/progress_line.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

namespace bench {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(ProgressLine, IsGoneAtTheEndOnATerminal) {
  std::ostringstream screen;
  {
    progress_line line(screen, true);
    line.step("measuring", 0, 9, "fib on tbb");
    EXPECT_THAT(screen.str(), HasSubstr("\rmeasuring 1 of 9: fib on tbb"));
  }
  const auto text = screen.str();
  EXPECT_EQ(text.find('\n'), std::string::npos);
  EXPECT_EQ(text.substr(text.rfind("tbb") + 3), "\r" + std::string(28, ' ') + "\r");
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
