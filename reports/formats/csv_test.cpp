// SPDX-License-Identifier: MIT
// CSV is one rectangular table that a spreadsheet neither misreads nor runs.
#include <gtest/gtest.h>

#include "reports/format.hpp"

namespace reports {
namespace {

/// How CSV shows a text: the only cell of a table.
std::string shown(const std::string& text) {
  const table one{
      .title = "", .caption = "", .columns = {{"x", "", false}}, .rows = {{text_cell{text}}}};
  const auto lines =
      find_format("csv").write({.heading = "", .notes = {}, .tables = {}, .flat = one}, {});
  return lines.substr(3, lines.size() - 5);  // between "x\r\n" and "\r\n"
}

TEST(Csv, WritesTheFlatTableWithUnitsInItsHeader) {
  const table flat{
      .title = "T",
      .caption = "C",
      .columns = {{"name", "", false}, {"time", "µs", true}},
      .rows = {{text_cell{"a"}, number_cell{1.0 / 8, 1}}, {text_cell{"b"}, unknown_cell{}}}};
  EXPECT_EQ(
      find_format("csv").write({.heading = "H", .notes = {"N"}, .tables = {}, .flat = flat}, {}),
      "name,time [µs]\r\na,0.125\r\nb,\r\n");
}

TEST(Csv, QuotesWhatSeparates) {
  EXPECT_EQ(shown("plain text"), "plain text");
  EXPECT_EQ(shown("a,b"), "\"a,b\"");
  EXPECT_EQ(shown("a;b"), "\"a;b\"");
  EXPECT_EQ(shown("say \"a\""), "\"say \"\"a\"\"\"");
  EXPECT_EQ(shown("a\r\nb"), "a  b");
}

TEST(Csv, TakesTheForceFromFormulas) {
  EXPECT_EQ(shown("=1+1"), "'=1+1");
  EXPECT_EQ(shown("+1"), "'+1");
  EXPECT_EQ(shown("-1"), "'-1");
  EXPECT_EQ(shown("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(shown("\t=1"), "' =1");
  EXPECT_EQ(shown("\r=1"), "' =1");
  EXPECT_EQ(shown("  =1"), "'  =1");
  EXPECT_EQ(shown("\uFF1D1"), "'\uFF1D1");
  EXPECT_EQ(shown("=a,\"b\""), "\"'=a,\"\"b\"\"\"");
  EXPECT_EQ(shown("a=1"), "a=1");
}

TEST(Csv, LeavesNegativeNumbersAlone) {
  const table one{
      .title = "", .caption = "", .columns = {{"x", "", true}}, .rows = {{number_cell{-1.5, 0}}}};
  EXPECT_EQ(find_format("csv").write({.heading = "", .notes = {}, .tables = {}, .flat = one}, {}),
            "x\r\n-1.5\r\n");
}

}  // namespace
}  // namespace reports
