// SPDX-License-Identifier: MIT
// Cells show numbers as asked for, and never one that is not there.
#include "reports/table.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace reports {
namespace {

TEST(Table, ShowsNumbersWithTheirDecimals) {
  EXPECT_EQ(to_string({12.5, 2}), "12.50");
  EXPECT_EQ(to_string({1e6, 0}), "1000000");
  EXPECT_EQ(to_string({-0.001, 1}), "0.0");
  EXPECT_EQ(to_string({-0.06, 1}), "-0.1");
}

TEST(Table, WritesNumbersInFullForPrograms) {
  EXPECT_EQ(to_exact_string({12.5, 0}), "12.5");
  EXPECT_EQ(to_exact_string({20, 2}), "20");
  EXPECT_EQ(std::stod(to_exact_string({1.0 / 3, 1})), 1.0 / 3);
}

TEST(Table, TakesNumbersThatAreNoneAndEmptyTextsForUnknown) {
  for (const double value : {std::nan(""), std::numeric_limits<double>::infinity()}) {
    EXPECT_TRUE(std::holds_alternative<unknown_cell>(make_number(value, 1)));
  }
  EXPECT_TRUE(std::holds_alternative<unknown_cell>(make_text("")));
  EXPECT_TRUE(std::holds_alternative<number_cell>(make_number(0, 1)));
  EXPECT_TRUE(std::holds_alternative<text_cell>(make_text(" ")));
}

TEST(Table, NamesTheUnitInTheHeader) {
  EXPECT_EQ(header({"time", "µs", true}), "time [µs]");
  EXPECT_EQ(header({"name", "", false}), "name");
}

TEST(Plots, HaveTheirNumbersAsATable) {
  const plot lines{.title = "T",
                   .caption = "C",
                   .kind = plot_kind::lines,
                   .x = {.title = "workers", .unit = ""},
                   .y = {.title = "time", .unit = "s"},
                   .series = {{.name = "a", .points = {{1, 2.5, 2, 3}, {2, 1}}},
                              {.name = "b", .points = {{1, 4}}}}};
  const auto made = to_table(lines);
  ASSERT_EQ(made.columns.size(), 5U);
  ASSERT_EQ(made.rows.size(), 3U);
  EXPECT_EQ(made.columns[0].title, "series");
  EXPECT_EQ(std::get<text_cell>(made.rows[2][0]).value, "b");
  EXPECT_EQ(std::get<number_cell>(made.rows[0][4]).value, 3);
  EXPECT_TRUE(std::holds_alternative<unknown_cell>(made.rows[1][3]));
  for (const auto& row : made.rows) EXPECT_EQ(row.size(), made.columns.size());
}

}  // namespace
}  // namespace reports
