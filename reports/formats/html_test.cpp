// SPDX-License-Identifier: MIT
// HTML is one page that needs nothing else, says what it shows, and runs its own script only.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/format.hpp"

namespace reports {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string page_with(const std::string& text) {
  const table one{.title = text,
                  .caption = text,
                  .columns = {{text, "", false}, {"time", "µs", true}, {"verdict", "", false}},
                  .rows = {{text_cell{text}, number_cell{0.5, 2}, text_cell{"crash", tone::bad}},
                           {text_cell{"b"}, unknown_cell{}, unknown_cell{}}}};
  return find_format("html").write({.heading = text, .notes = {text}, .tables = {one}, .flat = {}},
                                   {});
}

TEST(Html, EscapesWhatMeansSomethingToABrowser) {
  const auto page = page_with("<i>\"'&</i>{{heading}}");
  EXPECT_THAT(page, AllOf(Not(HasSubstr("<i>")), Not(HasSubstr("\"'&<")),
                          HasSubstr("&lt;i&gt;&quot;&apos;&amp;&lt;/i&gt;{{heading}}")));
}

TEST(Html, NeedsNoOtherFileAndRunsOnlyItsOwnScript) {
  const auto page = page_with("<script>text</script>");
  EXPECT_THAT(page, AllOf(HasSubstr("default-src 'none'"), HasSubstr("script-src 'sha256-"),
                          Not(HasSubstr("script-src 'unsafe")), Not(HasSubstr("<script>text")),
                          Not(HasSubstr("src=")), Not(HasSubstr("href=")), Not(HasSubstr("url("))));
  EXPECT_EQ(page.find("<script"), page.rfind("<script"));
}

TEST(Html, TellsAssistiveSoftwareWhatThingsAre) {
  EXPECT_THAT(page_with("text"),
              AllOf(HasSubstr("<html lang=\"en\">"), HasSubstr("name=\"viewport\""),
                    HasSubstr("<caption><span>text</span></caption>"),
                    HasSubstr("<th scope=\"col\">text<wbr></th>"),
                    HasSubstr("<th scope=\"row\">text<wbr></th>"),
                    HasSubstr("role=\"region\" aria-labelledby=\"table-1\"")));
}

TEST(Html, ShowsNumbersUnitsVerdictsAndWhatIsUnknown) {
  EXPECT_THAT(page_with("text"), AllOf(HasSubstr("<td class=\"number\">0.50</td>"),
                                       HasSubstr("[µs]"), HasSubstr("<td class=\"bad\">crash</td>"),
                                       HasSubstr("<td class=\"number\">–</td>"),
                                       HasSubstr("<td>–</td>"), Not(HasSubstr("{{"))));
}

TEST(Html, ShowsWhatIsSaidOfANumberOnLinesOfItsOwn) {
  const number_cell best{1.5, 2, "1.4–1.6", {"<best>", tone::good}};
  const table one{
      .title = "T",
      .caption = "",
      .columns = {{"name", "", false}, {"time", "", true}},
      .rows = {{text_cell{"a"}, best}, {text_cell{"b"}, text_cell{"crash", tone::bad}}}};
  EXPECT_THAT(
      find_format("html").write({.heading = "", .notes = {}, .tables = {one}, .flat = {}}, {}),
      AllOf(HasSubstr("<td class=\"number\">1.50 <span class=\"range\">(1.4–1.6)</span> "
                      "<span class=\"mark good\">&lt;best&gt;</span></td>"),
            HasSubstr("<td class=\"number bad\">crash</td>")));
}

TEST(Html, GivesRowsThatAStatementNamesMoreRoom) {
  EXPECT_THAT(page_with("cancel pending: ends the future at once, whoever waits"),
              AllOf(HasSubstr("<th scope=\"row\" class=\"statement\">cancel pending: ends"),
                    HasSubstr("<th scope=\"row\">b<wbr></th>")));
}

TEST(Html, ShowsAPlotAsAPictureWithANameAndItsNumbers) {
  table one{
      .title = "T", .caption = "C", .columns = {{"x", "", false}}, .rows = {{text_cell{"a"}}}};
  one.plots = {{.title = "<Plot>",
                .caption = "It \"rises\".",
                .x = {.title = "workers", .unit = ""},
                .y = {.title = "speedup", .unit = ""},
                .series = {{.name = "a", .points = {{1, 1.5}}}}}};
  const document made{.heading = "H", .notes = {}, .tables = {one}, .flat = {}};
  const drawings drawn{.pictures = {"<svg viewBox=\"0 0 1 1\"><path d=\"M1\"/></svg>"}};
  const auto page = find_format("html").write(made, drawn);
  EXPECT_THAT(
      page,
      AllOf(HasSubstr("<svg viewBox=\"0 0 1 1\" role=\"img\" "
                      "aria-labelledby=\"plot-1-title plot-1-desc\"><title id=\"plot-1-title\">"
                      "&lt;Plot&gt;</title><desc id=\"plot-1-desc\">It &quot;rises&quot;.</desc>\n"
                      "<path d=\"M1\"/></svg>"),
            HasSubstr("<details>"), HasSubstr("<td class=\"number\">1.50</td>")));
  EXPECT_THAT(find_format("html").write(made, {}), Not(HasSubstr("<figure>")));
}

TEST(Html, KnowsDarkScreensNarrowOnesAndPaper) {
  EXPECT_THAT(page_with("text"), AllOf(HasSubstr("prefers-color-scheme: dark"),
                                       HasSubstr("overflow-x: auto"), HasSubstr("@media print")));
}

}  // namespace
}  // namespace reports
