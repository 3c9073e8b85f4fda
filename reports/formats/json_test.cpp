// SPDX-License-Identifier: MIT
// JSON holds all tables, with numbers in full and null for what is unknown.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reports/format.hpp"

namespace reports {
namespace {

TEST(Json, HoldsTheWholeDocument) {
  const table one{.title = "Times",
                  .caption = "Less is better.",
                  .columns = {{"name", "", false}, {"time", "µs", true}},
                  .rows = {{text_cell{"a\u202E\x7f"}, number_cell{1.0 / 3, 1}},
                           {text_cell{"b"}, unknown_cell{}}}};
  const auto text =
      find_format("json").write({.heading = "H", .notes = {"N"}, .tables = {one}, .flat = {}}, {});
  const auto value = nlohmann::json::parse(text);
  EXPECT_EQ(value, nlohmann::json::parse(R"({
    "schema_version": 1, "kind": "report", "heading": "H", "notes": ["N"],
    "tables": [{"title": "Times", "caption": "Less is better.",
                "columns": [{"title": "name", "unit": null}, {"title": "time", "unit": "µs"}],
                "rows": [["a\u202e\u007f", 0.3333333333333333], ["b", null]]}]})"));
}

TEST(Json, WritesCountsAsIntegers) {
  const table one{.title = "",
                  .caption = "",
                  .columns = {{"x", "", true}, {"y", "", true}, {"z", "", true}},
                  .rows = {{number_cell{3, 0}, number_cell{3, 1}, number_cell{1e300, 0}}}};
  const auto text =
      find_format("json").write({.heading = "", .notes = {}, .tables = {one}, .flat = {}}, {});
  const auto row = nlohmann::json::parse(text)["tables"][0]["rows"][0];
  EXPECT_TRUE(row[0].is_number_integer());
  EXPECT_TRUE(row[1].is_number_float());
  EXPECT_TRUE(row[2].is_number_float());
}

}  // namespace
}  // namespace reports
