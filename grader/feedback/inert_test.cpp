// SPDX-License-Identifier: MIT
// Nothing that a stranger wrote steers a terminal, reorders a page or becomes Markdown.
#include "grader/feedback/inert.hpp"

#include <gtest/gtest.h>

namespace grader {
namespace {

const std::string replaced = "\uFFFD";
const std::string ellipsis = "\u2026";

TEST(InertLine, LeavesPlainTextInAnyScript) {
  for (const std::string text : {"", "add(3, 7)", "Größe ≥ 3", "日本語", "😀", "a\\b`c`"})
    EXPECT_EQ(inert_line(text), text);
}

TEST(InertLine, TakesTheEscapesOfATerminalAway) {
  EXPECT_EQ(inert_line("\x1b[2J\x1b]0;title\x07"),
            replaced + "[2J" + replaced + "]0;title" + replaced);
  EXPECT_EQ(inert_line("a\rb\bc\x7f"), "a" + replaced + "b" + replaced + "c" + replaced);
  EXPECT_EQ(inert_line("\u009b31m"), replaced + "31m") << "the C1 form of ESC [";
  EXPECT_EQ(inert_line(std::string("a\0b", 3)), "a" + replaced + "b");
}

TEST(InertLine, LetsNoControlByteThrough) {
  std::string every;
  for (int byte = 0; byte < 256; ++byte) every += static_cast<char>(byte);
  for (const auto& text : {inert_line(every, 4000), inert_markdown(every, 4000)})
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      EXPECT_TRUE(byte >= 0x20 && byte != 0x7f) << int{byte};
    }
}

TEST(InertLine, IsOneLine) { EXPECT_EQ(inert_line("one\ntwo\tthree"), "one two three"); }

TEST(InertLine, TakesControlsOfDirectionAway) {
  for (const std::string control : {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066",
                                    "\u2067", "\u2068", "\u2069", "\u200e", "\u200f", "\u061c"})
    EXPECT_EQ(inert_line("a" + control + "b"), "a" + replaced + "b");
}

TEST(InertLine, TakesSeparatorsOfLinesAway) {
  EXPECT_EQ(inert_line("a\u2028b\u2029c\u0085d"),
            "a" + replaced + "b" + replaced + "c" + replaced + "d");
}

TEST(InertLine, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(inert_line("a\xff"
                       "b"),
            "a" + replaced + "b");
  EXPECT_EQ(inert_line("\xc3"), replaced) << "cut short";
  EXPECT_EQ(inert_line("\xc0\xaf"), replaced + replaced) << "an overlong slash";
  EXPECT_EQ(inert_line("\xe0\x80\xaf"), replaced + replaced + replaced) << "an overlong slash";
  EXPECT_EQ(inert_line("\xed\xa0\x80"), replaced + replaced + replaced) << "half a surrogate pair";
  EXPECT_EQ(inert_line("\xf4\x90\x80\x80"), replaced + replaced + replaced + replaced) << "too far";
  EXPECT_EQ(inert_line("\x80"), replaced) << "a continuation of nothing";
}

TEST(InertLine, CutsWithAnEllipsisAndOnlyWhatIsTooLong) {
  EXPECT_EQ(inert_line("abcdef", 6), "abcdef");
  EXPECT_EQ(inert_line("abcdefg", 6), "abcdef" + ellipsis);
}

TEST(InertLine, NeverCutsThroughACharacter) {
  for (std::size_t longest = 0; longest < 12; ++longest) {
    const auto cut = inert_line("äößü€😀", longest);
    EXPECT_LE(cut.size(), longest + ellipsis.size());
    EXPECT_EQ(inert_line(cut), cut) << "still whole characters";
    EXPECT_TRUE(cut.ends_with(ellipsis));
  }
}

TEST(InertLine, StaysWithinItsLengthWhenEveryByteGrows) {
  EXPECT_LE(inert_line(std::string(1000, '\x01'), 100).size(), 100 + ellipsis.size());
}

TEST(InertLines, KeepTheirLinesAndNothingElse) {
  EXPECT_EQ(inert_lines("one\ntwo\x1b\r\n"), "one\ntwo" + replaced + replaced + "\n");
  EXPECT_EQ(inert_lines("a\nb\nc", 4), "a\nb\n" + ellipsis);
}

TEST(InertMarkdown, EscapesEverySpecialCharacter) {
  EXPECT_EQ(inert_markdown("# *a* _b_ `c` [d](e) <b> {x} ~f~ \\ ! & $"),
            "\\# \\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<b\\> \\{x\\} \\~f\\~ \\\\ \\! \\& \\$");
}

TEST(InertMarkdown, CannotEndACellOfATable) {
  EXPECT_EQ(inert_markdown("a | b\n| c |"), "a \\| b \\| c \\|");
}

}  // namespace
}  // namespace grader
