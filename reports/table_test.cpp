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

}  // namespace
}  // namespace reports
