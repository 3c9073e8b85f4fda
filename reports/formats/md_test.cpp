// SPDX-License-Identifier: MIT
// Markdown shows text as text, in tables that keep their shape.
#include <gtest/gtest.h>

#include "reports/format.hpp"

namespace reports {
namespace {

std::string markdown(const document& from) { return find_format("md").write(from, {}); }

/// How Markdown shows a text: the heading of a document.
std::string shown(const std::string& text) {
  const auto lines = markdown({.heading = text, .notes = {}, .tables = {}, .flat = {}});
  return lines.substr(2, lines.size() - 3);  // between "# " and "\n"
}

TEST(Markdown, WritesHeadingNotesAndTables) {
  const table one{.title = "Times",
                  .caption = "Less is better.",
                  .columns = {{"name", "", false}, {"time", "µs", true}},
                  .rows = {{text_cell{"a", tone::good}, number_cell{0.5, 2}},
                           {text_cell{"b"}, unknown_cell{}}}};
  EXPECT_EQ(markdown({.heading = "H", .notes = {"One.", "Two."}, .tables = {one}, .flat = {}}),
            "# H\n\nOne.\n\nTwo.\n\n## Times\n\nLess is better.\n\n"
            "| name | time \\[µs\\] |\n|---|---:|\n| a | 0.50 |\n| b | – |\n");
}

TEST(Markdown, EscapesItsOwnCharacters) {
  EXPECT_EQ(shown("plain text, 3 + 4 = 7. (yes!)"), "plain text, 3 + 4 = 7. (yes!)");
  EXPECT_EQ(shown("a|b"), "a\\|b");
  EXPECT_EQ(shown("a\\|b"), "a\\\\\\|b");
  EXPECT_EQ(shown("wrong_value *now* `x`"), "wrong\\_value \\*now\\* \\`x\\`");
  EXPECT_EQ(shown("<script>&lt;"), "\\<script\\>\\&lt;");
  EXPECT_EQ(shown("![x](y) # $z$ ~w~"), "!\\[x\\](y) \\# \\$z\\$ \\~w\\~");
}

TEST(Markdown, MakesNoLinksOfAddresses) {
  EXPECT_EQ(shown("http://evil.example"), "http\\://evil.example");
  EXPECT_EQ(shown("www.evil.example"), "www\\.evil.example");
  EXPECT_EQ(shown("evaluate.cpp:14: x"), "evaluate.cpp:14: x");
}

TEST(Markdown, LinksAPlotThatIsAFile) {
  const table one{.title = "Times",
                  .caption = "",
                  .columns = {{"name", "", false}},
                  .rows = {},
                  .plots = {{.title = "a](b", .caption = "Less.", .x = {}, .y = {}, .series = {}}}};
  const auto text =
      find_format("md").write({.heading = "H", .notes = {}, .tables = {one}, .flat = {}},
                              {.pictures = {"..."}, .file_names = {"plots (1)/01-\u00e9.svg"}});
  EXPECT_NE(text.find("\n![a\\](b](plots%20%281%29/01-%C3%A9.svg)\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("```"), std::string::npos);
}

TEST(Markdown, ShowsAPlotInABlockThatNothingInItEnds) {
  table one{.title = "T", .caption = "C", .columns = {{"x", "", false}}, .rows = {}};
  one.plots = {
      {.title = "P*",
       .caption = "Q.",
       .x = {.title = "x", .unit = ""},
       .y = {.title = "y", .unit = ""},
       .series = {{.name = "a_b", .points = {{1, 1}}}, {.name = "c", .points = {{1, 1}}}}}};
  const drawings drawn{.pictures = {"A\n```\n# B\n"}};
  EXPECT_EQ(find_format("md").write({.heading = "H", .notes = {}, .tables = {one, one}, .flat = {}},
                                    drawn),
            "# H\n\n## T\n\n**P\\*.** Q.\n\n```text\nA\n'''\n# B\n```\n\nA = a\\_b · B = c\n"
            "\nC\n\n| x |\n|---|\n\n## T\n\nC\n\n| x |\n|---|\n");
}

}  // namespace
}  // namespace reports
