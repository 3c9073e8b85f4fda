// SPDX-License-Identifier: MIT
// In a real browser: a telephone shows the page whole, paper cuts nothing off, the keyboard reaches
// all that scrolls, a screen reader is told what each picture is, and words in colour stand out.
#include <gmock/gmock.h>

#include "grader/feedback/feedback.hpp"
#include "grader/feedback/sample_records.hpp"
#include "reports/test_browser.hpp"

namespace grader {
namespace {

using ::testing::HasSubstr;

constexpr auto driver = R"(<!DOCTYPE html><meta charset="utf-8">
<iframe id="f" src="feedback.html" style="height:800px;border:0"></iframe><pre id="seen"></pre>
<script>
const frame = document.getElementById("f"), seen = [];
frame.onload = () => {
  const page = frame.contentDocument, all = (which) => [...page.querySelectorAll(which)];
  const isWider = (each) => each.scrollWidth > each.clientWidth;
  const sideways = () => isWider(page.documentElement);
  const cut = () => all(".scroll").filter(isWider).length;

  frame.style.width = "360px";
  seen.push("phone: " + sideways() + ", " + all(".scroll").filter(isWider).every((each) => {
    each.focus();
    return page.activeElement === each;
  }));
  seen.push("unnamed: " + all("[role]").filter((each) => {
    const ids = (each.getAttribute("aria-labelledby") ?? "").split(" ").filter((id) => id);
    return !each.hasAttribute("aria-label") &&
      (ids.length === 0 || ids.some((id) => !page.getElementById(id)?.textContent.trim()));
  }).length);
  const ids = all("[id]").map((each) => each.id);
  seen.push("ids: " + (ids.length === new Set(ids).size));
  const pictures = all("svg");
  seen.push("pictures: " + pictures.length + ", " + pictures.every((each) =>
    each.closest(".scroll").nextElementSibling.querySelector("table") !== null));

  frame.style.width = "1200px";
  seen.push("desktop: " + sideways() + ", " + cut());

  // A4 less two margins of 1 cm; the rules for paper, as if this were paper.
  for (const rule of page.styleSheets[0].cssRules)
    if (rule.media?.mediaText === "print") rule.media.mediaText = "screen";
  frame.style.width = "718px";
  seen.push("paper: " + sideways() + ", " + cut() + ", " + pictures.every((each) =>
    each.getBoundingClientRect().right <= page.documentElement.clientWidth));
  document.getElementById("seen").textContent = seen.join("\n");
};
</script>)";

/// How far each word in colour stands out from what is behind it, in light and with the rules for a
/// dark screen. Source: WCAG 2.2, contrast ratio.
constexpr auto contrast_driver = R"page(<!DOCTYPE html><meta charset="utf-8">
<iframe id="f" src="feedback.html"></iframe><pre id="seen"></pre>
<script>
const frame = document.getElementById("f"), seen = [];
frame.onload = () => {
  const page = frame.contentDocument, style = (each) => frame.contentWindow.getComputedStyle(each);
  const linear = (part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  const luminance = (colour) => {
    const [red, green, blue] = colour.match(/[\d.]+/g).map((each) => linear(each / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (each) => {
    while (each && style(each).backgroundColor === "rgba(0, 0, 0, 0)") each = each.parentElement;
    return style(each).backgroundColor;
  };
  const contrast = (each) => {
    const both = [style(each).color, behind(each)].map(luminance).sort((a, b) => b - a);
    return (both[0] + 0.05) / (both[1] + 0.05);
  };
  const classes = ["good", "mixed", "bad", "quiet"];
  page.querySelector("main").append(...classes.map((name) => {
    const word = page.createElement("span");
    word.className = name;
    return word;
  }));
  const note = (scheme) => seen.push(scheme + ": " + style(page.body).backgroundColor + ", " +
    classes.filter((name) =>
      [...page.querySelectorAll("." + name)].some((each) => contrast(each) < 4.5)).join(" ") + ".");
  note("light");
  for (const rule of page.styleSheets[0].cssRules)
    if (rule.media?.mediaText === "(prefers-color-scheme: dark)") rule.media.mediaText = "screen";
  note("dark");
  document.getElementById("seen").textContent = seen.join("\n");
};
</script>)page";

using Chromium = reports::in_chromium;

TEST_F(Chromium, ShowsAFeedbackToEveryone) {
  auto record = full_record();
  for (int step = 0; step < 40; ++step)
    record.structure->timeline.push_back({"mul(100, 5)", 11, 0, step, step + 1});
  const auto wide = "ada.cpp:3: warning: " + std::string(300, 'x') + "\n";
  add("feedback.html", feedback(record, wide, medium::html));
  add("driver.html", driver);
  const auto printed = dom_of("driver.html");
  EXPECT_THAT(printed, HasSubstr("phone: false, true\n"));
  EXPECT_THAT(printed, HasSubstr("unnamed: 0\nids: true\npictures: 2, true\n"));
  EXPECT_THAT(printed, HasSubstr("desktop: false, 1\n")) << "only the compiler's line is so long";
  EXPECT_THAT(printed, HasSubstr("paper: false, 0, true"));
}

TEST_F(Chromium, ShowsWordsInColourThatStandOutOnLightAndDarkScreens) {
  add("feedback.html", feedback(full_record(), "", medium::html));
  add("driver.html", contrast_driver);
  const auto printed = dom_of("driver.html");
  EXPECT_THAT(printed, HasSubstr("light: rgb(255, 255, 255), .\n")) << "classes below 4.5 to 1";
  EXPECT_THAT(printed, HasSubstr("dark: rgb(21, 24, 28), .")) << "classes below 4.5 to 1";
}

}  // namespace
}  // namespace grader
