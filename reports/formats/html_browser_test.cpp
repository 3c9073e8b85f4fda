// SPDX-License-Identifier: MIT
// In a real browser, under the page's own policy, the tables sort and filter, by keyboard too.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

#include "reports/format.hpp"
#include "reports/golden/combined_sample.hpp"
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

TEST_F(Chromium, SortsMarkedNumbersByTheirValueAndWordsLast) {
  auto made = six_rows();
  auto& rows = made.tables.front().rows;
  rows[0][1] = number_cell{10, 1, "1.0–20.0", {"best", tone::good}};
  rows[2][1] = text_cell{"timeout", tone::bad};
  rows[3][1] = text_cell{"refused"};
  rows[5][1] = number_cell{2, 1, "1.5–2.5"};
  const std::string script = "&lt;script&gt;hostile=1&lt;/script&gt;";
  for (const auto spoken : {language::en, language::fr}) {
    made.spoken = spoken;
    add("report.html", find_format("html").write(made, {}));
    const auto printed = dom_of("driver.html");
    EXPECT_THAT(printed, HasSubstr("up: " + script + " d e c a9 a10; none,ascending,none\n"));
    EXPECT_THAT(printed, HasSubstr("down: e d " + script + " a9 c a10; none,descending,none\n"));
  }
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

/// Shows the report in a frame of a width, sorts the first table that is worth it, the greatest
/// time per task first, and tells what it sees in its title. Asked by its address: width, sorted,
/// dark.
constexpr auto photographer = R"page(<!DOCTYPE html><meta charset="utf-8">
<style>body { margin: 0 } iframe { display: block; height: 100vh; border: 0 }</style>
<iframe id="f" src="report.html"></iframe>
<script>
const asked = new URLSearchParams(location.search);
document.getElementById("f").onload = (event) => {
  event.target.style.width = asked.get("width") + "px";
  const page = event.target.contentDocument, root = page.documentElement;
  for (const rule of page.styleSheets[0].cssRules)
    if (asked.has("dark") && rule.media?.mediaText.includes("dark")) rule.media.mediaText = "screen";
  const table = [...page.querySelectorAll("section > .scroll table")]
    .find((each) => each.querySelector("thead button"));
  const time = table.querySelectorAll("th.number button")[1];
  if (asked.has("sorted")) time.click(), time.click();
  table.scrollIntoView();
  const names = [...table.tBodies[0].rows].map((row) => row.cells[0].textContent);
  const wide = root.scrollWidth > root.clientWidth ? "too wide" : "fits";
  document.title = `${root.clientWidth} ${wide}: ${names.join()}`;
};
</script>)page";

TEST_F(Chromium, PaintsTheSortedPageForPhonesAndDesktopsInLightAndDark) {
  add("report.html", find_format("html").write(sample_combined(), {}));
  add("photographer.html", photographer);
  const auto look = [this](int width, const std::string& asked) {
    const std::string window = "--hide-scrollbars --window-size=1280,844 ";
    const auto page =
        "\"file://$PWD/photographer.html?width=" + std::to_string(width) + asked + "\"";
    const auto title = chromium(window + "--dump-dom " + page);
    chromium(window + "--screenshot=page.png " + page);
    return std::pair(title, read_text(at("page.png")));
  };
  for (const int width : {390, 1280}) {
    const auto [title, picture] = look(width, "");
    const auto [sorted_title, sorted_picture] = look(width, "&sorted");
    const auto [dark_title, dark_picture] = look(width, "&sorted&dark");
    const auto fits = "<title>" + std::to_string(width) + " fits: ";
    EXPECT_THAT(title, HasSubstr(fits + "thread_pool,thread_pool,a'b%s`c`&lt;&amp;&gt;</title>"));
    const auto sorted = fits + "a'b%s`c`&lt;&amp;&gt;,thread_pool,thread_pool</title>";
    EXPECT_THAT(sorted_title, HasSubstr(sorted));
    EXPECT_THAT(dark_title, HasSubstr(sorted));
    EXPECT_THAT(picture, StartsWith("\x89PNG"));
    EXPECT_NE(picture, sorted_picture) << "the rows have another order";
    EXPECT_NE(sorted_picture, dark_picture);
    constexpr std::size_t more_than_an_empty_page = 12000;
    EXPECT_GT(sorted_picture.size(), more_than_an_empty_page);
    EXPECT_GT(dark_picture.size(), more_than_an_empty_page);
  }
}

}  // namespace
}  // namespace reports
