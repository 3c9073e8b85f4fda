// SPDX-License-Identifier: MIT
// A page holds shapes and text of gnuplot's pictures, in colours of its own, and nothing else.
#include "reports/plots/svg.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace reports {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

std::string page(const std::string& inside) {
  return to_page_svg(
      "<?xml version='1.0'?><!-- a --><svg width='9' viewBox='0 0 9 9'>" + inside + "</svg>\n",
      "p-");
}
std::string with(const std::string& inside) {
  return "<svg viewBox=\"0 0 9 9\">" + inside + "</svg>\n";
}

TEST(PageSvg, KeepsShapesAndTextWithoutSizeAndTitle) {
  EXPECT_EQ(page("<title>Gnuplot</title><desc>Produced by 5.4</desc>\n"
                 "<g id='gnuplot_canvas'><path d='M1,2\n\t3,4 '/><text>a &lt; b ></text></g>"),
            with("<g><path d=\"M1,2 3,4\"/><text>a &lt; b ></text></g>\n"));
}

TEST(PageSvg, ReplacesColoursByClasses) {
  EXPECT_EQ(page("<path stroke='rgb( 11,  87, 208)' d='M1'/>"),
            with("<path class=\"series-1\" stroke=\"currentColor\" d=\"M1\"/>"));
  EXPECT_EQ(page("<path stroke='rgb(213, 218, 224)' d='M1'/>"),
            with("<path class=\"grid\" stroke=\"currentColor\" d=\"M1\"/>"));
  EXPECT_EQ(page("<g fill='none' color='black'><text fill='black'>a</text></g>"),
            with("<g fill=\"none\"><text fill=\"currentColor\">a</text></g>\n"));
}

TEST(PageSvg, NamesMarksSoThatPicturesOfOnePageDiffer) {
  EXPECT_EQ(page("<defs><circle id='gpPt1' r='1'/></defs><use xlink:href='#gpPt1'/>"),
            with("<defs><circle id=\"p-gpPt1\" r=\"1\"/></defs>\n<use href=\"#p-gpPt1\"/>"));
}

TEST(PageSvg, LeavesOutGroupsInWhichNothingIsDrawn) {
  EXPECT_EQ(page("<g color='white' stroke='rgb(11,87,208)'>\n<g></g></g>"), with(""));
}

TEST(PageSvg, RefusesWhatNoPlotNeeds) {
  for (const std::string bad :
       {"<script>x</script>", "<a xlink:href='x'/>", "<path onclick='x'/>", "<image/>",
        "<use xlink:href='http://evil.example'/>", "<path style='x'/>", "<path ='x'/>",
        "<path d='x'e/>", "<path =/>", "<path d=x/>", "<path d='half/>", "<path stroke='url(#x)'/>",
        "</g></g></svg></g>", "<foreignObject/>", "<!-- x -->"}) {
    EXPECT_THAT([&] { page(bad); }, ThrowsMessage<std::runtime_error>(HasSubstr("no page may")))
        << bad;
  }
  EXPECT_THROW(to_page_svg("", "p-"), std::runtime_error);
  EXPECT_THROW(to_page_svg("<svg viewBox='0 0 1 1'", "p-"), std::runtime_error);
}

}  // namespace
}  // namespace reports
