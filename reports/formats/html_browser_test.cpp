// SPDX-License-Identifier: MIT
// In a real browser, under the page's own policy, the tables sort and filter, by keyboard too.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/format.hpp"
#include "reports/test_browser.hpp"

namespace reports {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr auto driver = R"(<!DOCTYPE html><meta charset="utf-8">
<iframe id="f" src="report.html" style="width:100%;height:800px;border:0"></iframe><pre id="seen"></pre>
<script>
document.getElementById("f").onload = (event) => {
  const page = event.target.contentDocument, seen = [];
  const note = (what) => {
    const rows = [...page.querySelectorAll("tbody tr")].filter((row) => !row.hidden);
    const sort = [...page.querySelectorAll("th[aria-sort]")].map((th) => th.getAttribute("aria-sort"));
    seen.push(what + ": " + rows.map((row) => row.cells[0].textContent).join(" ") + "; " + sort);
  };
  const buttons = page.querySelectorAll("thead button"), input = page.querySelector("input");
  note("start");
  for (const order of ["up", "down", "off"]) { buttons[1].click(); note(order); }
  buttons[0].click(); note("names");
  input.value = "CRASH"; input.dispatchEvent(new Event("input")); note("filtered");
  seen.push("count: " + page.querySelector("output").textContent);
  buttons[0].focus(); seen.push("focus: " + (page.activeElement === buttons[0]));
  seen.push("hostile: " + (event.target.contentWindow.hostile === undefined));
  document.getElementById("seen").textContent = seen.join("\n");
};
</script>)";

document six_rows() {
  const table one{.title = "Times",
                  .caption = "Less is better.",
                  .columns = {{"name", "", false}, {"time", "µs", true}, {"verdict", "", false}},
                  .rows = {{text_cell{"d"}, number_cell{10, 1}, text_cell{"ok"}},
                           {text_cell{"a10"}, unknown_cell{}, text_cell{"crash"}},
                           {text_cell{"a9"}, number_cell{9.5, 1}, text_cell{"ok"}},
                           {text_cell{"c"}, number_cell{-1, 1}, text_cell{"ok"}},
                           {text_cell{"e"}, number_cell{100, 1}, text_cell{"crash"}},
                           {text_cell{"<script>hostile=1</script>"}, number_cell{2, 1},
                            text_cell{"<img src=x onerror='hostile=1'>"}}}};
  return {.heading = "Sorting", .notes = {}, .tables = {one}, .flat = {}};
}

class Chromium : public in_chromium {
 protected:
  void SetUp() override {
    in_chromium::SetUp();
    add("report.html", find_format("html").write(six_rows(), {}));
    add("driver.html", driver);
  }
};

TEST_F(Chromium, SortsAndFiltersTheTablesOfAPage) {
  const auto printed = dom_of("driver.html");
  const std::string script = "&lt;script&gt;hostile=1&lt;/script&gt;";
  EXPECT_THAT(printed, HasSubstr("start: d a10 a9 c e " + script + "; none,none,none\n"));
  EXPECT_THAT(printed, HasSubstr("up: c " + script + " a9 d e a10; none,ascending,none\n"));
  EXPECT_THAT(printed, HasSubstr("down: e d a9 " + script + " c a10; none,descending,none\n"));
  EXPECT_THAT(printed, HasSubstr("off: d a10 a9 c e " + script + "; none,none,none\n"));
  EXPECT_THAT(printed, HasSubstr("names: " + script + " a9 a10 c d e; ascending,none,none\n"));
  EXPECT_THAT(printed, HasSubstr("filtered: a10 e; ascending,none,none\n"));
  EXPECT_THAT(printed, HasSubstr("count: 2 of 6 rows\nfocus: true\nhostile: true"));
}

TEST_F(Chromium, SortsAndCountsInFrench) {
  auto made = six_rows();
  made.spoken = language::fr;
  add("report.html", find_format("html").write(made, {}));
  const auto printed = dom_of("driver.html");
  const std::string script = "&lt;script&gt;hostile=1&lt;/script&gt;";
  EXPECT_THAT(printed, HasSubstr("up: c " + script + " a9 d e a10; none,ascending,none\n"));
  EXPECT_THAT(printed, HasSubstr("count: 2 lignes sur 6\n"));
}

TEST_F(Chromium, PaintsThePage) {
  chromium("--window-size=390,844 --screenshot=page.png \"file://$PWD/report.html\"");
  const auto picture = read_text(at("page.png"));
  EXPECT_THAT(picture, StartsWith("\x89PNG"));
  constexpr std::size_t more_than_an_empty_page = 6000;
  EXPECT_GT(picture.size(), more_than_an_empty_page);
}

}  // namespace
}  // namespace reports
