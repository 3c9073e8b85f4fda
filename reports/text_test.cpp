// SPDX-License-Identifier: MIT
// Text stays as it is where it is harmless, and shows what it hides where it is not.
#include "reports/text.hpp"

#include <gtest/gtest.h>

namespace reports {
namespace {

TEST(VisibleText, KeepsWhatIsHarmless) {
  for (const auto* text : {"", "plain", "Zoë, 日本語, µs, 🎓", "\uFFFD", "<b>&amp;</b>"}) {
    EXPECT_EQ(visible(text), text);
  }
}

TEST(VisibleText, StaysOnOneLine) {
  EXPECT_EQ(visible("a\nb\r\nc\td"), "a b  c d");
  EXPECT_EQ(visible("a\u2028b\u2029c"), "a\uFFFDb\uFFFDc");
}

TEST(VisibleText, ShowsControlCharacters) {
  EXPECT_EQ(visible(std::string_view("a\0b\x1b[31m\x7f", 9)), "a\uFFFDb\uFFFD[31m\uFFFD");
  EXPECT_EQ(visible("\u0080\u009b\u009f\u00a0"), "\uFFFD\uFFFD\uFFFD\u00a0");
}

TEST(VisibleText, ShowsMarksOfWritingDirection) {
  for (const auto* mark : {"\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067",
                           "\u2068", "\u2069", "\u200E", "\u200F", "\u061C"}) {
    EXPECT_EQ(visible(mark), "\uFFFD");
  }
  EXPECT_EQ(visible("\u2029"), "\uFFFD");
  EXPECT_EQ(visible("\u2065\u206A"), "\u2065\u206A");
}

TEST(VisibleText, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(visible("a\xff"
                    "b"),
            "a\uFFFDb");
  EXPECT_EQ(visible("\xc3"), "\uFFFD");
  EXPECT_EQ(visible("\xc0\xaf"), "\uFFFD\uFFFD") << "too long a form of a slash";
  EXPECT_EQ(visible("\xe0\x80\xaf"), "\uFFFD\uFFFD\uFFFD") << "too long a form of a slash";
  EXPECT_EQ(visible("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD") << "half a surrogate pair";
  EXPECT_EQ(visible("\xf4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD") << "above U+10FFFF";
}

TEST(Shortened, LeavesOutTheMiddleByCharacters) {
  EXPECT_EQ(shortened("abc", 3), "abc");
  EXPECT_EQ(shortened("abcdefgh", 7), "abcd…gh");
  EXPECT_EQ(shortened("éééé", 2), "é…");
  EXPECT_EQ(shortened("éé", 1), "…");
  EXPECT_EQ(shortened("", 1), "");
}

}  // namespace
}  // namespace reports
