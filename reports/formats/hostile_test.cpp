// SPDX-License-Identifier: MIT
// No format passes on a character that hides or rearranges text, wherever it stands.
#include <gtest/gtest.h>

#include <algorithm>

#include "reports/format.hpp"
#include "reports/text.hpp"

namespace reports {
namespace {

document hostile_document(const std::string& text) {
  const table everywhere{.title = text,
                         .caption = text,
                         .columns = {{text, text, false}, {"number", text, true}},
                         .rows = {{text_cell{text, tone::bad}, number_cell{1, 0}},
                                  {text_cell{text}, text_cell{text}}}};
  return {.heading = text,
          .notes = {text},
          .parts = {{text, {text}}},
          .tables = {everywhere},
          .flat = everywhere};
}

/// The output without the line ends that a format writes itself.
std::string without_line_ends(std::string text) {
  std::erase(text, '\n');
  std::erase(text, '\r');
  return text;
}

TEST(EveryFormat, ShowsOrEscapesWhatHidesOrRearrangesText) {
  for (const std::string mark : {"\x01", "\x08", "\x1b[2J", "\x7f", "\u0085", "\u009b31m", "\u202A",
                                 "\u202E", "\u2066", "\u2069", "\u2028", "\xff", "\xc0\xaf"}) {
    for (const auto& each : all_formats()) {
      const auto text = without_line_ends(each.write(hostile_document("a" + mark + "b"), {}));
      EXPECT_EQ(text, visible(text)) << each.name;
    }
  }
}

TEST(EveryFormat, KeepsLineEndsOfTextFromBreakingItsLines) {
  for (const auto& each : all_formats()) {
    const auto lines = [&](const std::string& text) {
      const auto written = each.write(hostile_document(text), {});
      return std::count(written.begin(), written.end(), '\n');
    };
    EXPECT_EQ(lines("a\nb\rc\r\nd"), lines("a")) << each.name;
  }
}

TEST(EveryFormat, WritesDocumentsWithNothingInThem) {
  for (const auto& each : all_formats()) EXPECT_NE(each.write(document{}, {}), "") << each.name;
}

}  // namespace
}  // namespace reports
