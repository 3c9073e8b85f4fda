// SPDX-License-Identifier: MIT
// Nothing in a text is a command, a variable or a format of gnuplot.
#include "reports/plots/gnuplot_script.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace reports {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

plot two_lines() {
  return {.title = "Speed",
          .caption = "",
          .kind = plot_kind::lines,
          .x = {.title = "workers", .unit = "", .ticks = {1, 2}},
          .y = {.title = "time", .unit = "µs"},
          .series = {{.name = "a", .points = {{1, 1}, {2, 1.5, 1.25, 1.75}}},
                     {.name = "b", .points = {{1, 2}}}},
          .references = {{.name = "ideal", .from = {1, 1}, .to = {2, 2}}}};
}

TEST(GnuplotText, StandsBetweenQuotesThatItDoesNotHold) {
  EXPECT_EQ(gnuplot_quoted("plain", 20), "'plain'");
  EXPECT_EQ(gnuplot_quoted("'; system('x') #", 20), "'’; system(’x’) #'");
  EXPECT_EQ(gnuplot_quoted("a\nb\\", 20), "'a b\\'");
  EXPECT_EQ(gnuplot_quoted("", 20), "''");
  EXPECT_EQ(gnuplot_quoted("\xff", 20), "'\uFFFD'");
}

TEST(GnuplotText, IsCutInTheMiddleByCharacters) {
  EXPECT_EQ(gnuplot_quoted("éééééééééé", 7), "'éééé…éé'");
  EXPECT_EQ(gnuplot_quoted("'''''''''''", 7), "'’’’’…’’'");
}

TEST(GnuplotText, IsNoFormatOfNumbers) { EXPECT_EQ(gnuplot_tick("100%s'", 9), "'100%%s’'"); }

TEST(GnuplotScript, TellsSeriesApartByMarkAndDashToo) {
  const auto drawn = two_lines();
  const auto script = gnuplot_script({&drawn}, picture::svg);
  EXPECT_THAT(script, HasSubstr("pt 7 dt 1"));
  EXPECT_THAT(script, HasSubstr("pt 5 dt 2"));
  EXPECT_THAT(script, HasSubstr("title 'ideal'"));
  EXPECT_THAT(script, HasSubstr("\n2 1.25\n2 1.75\n")) << "an interval, where one is known";
  EXPECT_THAT(script, Not(HasSubstr("nan")));
}

TEST(GnuplotScript, DrawsNoLineThroughPointsThatAreNotJoined) {
  auto drawn = two_lines();
  drawn.series[1].is_joined = false;
  const auto script = gnuplot_script({&drawn}, picture::svg);
  EXPECT_THAT(script, HasSubstr("$data2 with linespoints"));
  EXPECT_THAT(script, HasSubstr("$data3 with points lc rgb '#1c2126'"));
}

plot logarithmic() {
  auto made = two_lines();
  made.x = {.title = "work", .unit = "", .is_logarithmic = true, .ticks = {1, 10}};
  made.y = made.x;
  made.series = {{.name = "a", .points = {{1, 1}, {100, 100}}}};
  made.references = {{.name = "half", .from = {1, 1}, .to = {100, 100}}};
  return made;
}

TEST(GnuplotScript, KeepsLogarithmicAxesToTheDataWhereTicksAreGiven) {
  auto drawn = logarithmic();
  const auto script = gnuplot_script({&drawn}, picture::svg);
  EXPECT_THAT(script, HasSubstr("set xrange [0.758"));  // 100^-0.06
  EXPECT_THAT(script, HasSubstr("set yrange [0.758"));
  drawn.x.ticks = drawn.y.ticks = {};
  const auto other = gnuplot_script({&drawn}, picture::svg);
  EXPECT_THAT(other, HasSubstr("set autoscale x"));
  EXPECT_THAT(other, Not(HasSubstr("yrange")));
}

TEST(GnuplotScript, SpreadsTheCharactersOfALineAlongLogarithmicAxes) {
  const auto drawn = logarithmic();
  EXPECT_THAT(gnuplot_script({&drawn}, picture::characters), HasSubstr("\n10 10\n"))
      << "half way from 1 to 100";
}

TEST(GnuplotScript, IsTheSameForTheSamePlot) {
  const auto drawn = two_lines();
  for (const auto kind : {picture::svg, picture::pdf, picture::characters})
    EXPECT_EQ(gnuplot_script({&drawn}, kind), gnuplot_script({&drawn}, kind));
}

TEST(GnuplotScript, MakesPagesOfOneHeightAndTellsWhatIsBlank) {
  auto low = two_lines();
  auto high = two_lines();
  high.kind = plot_kind::strips;
  high.series.assign(30, {.name = "a", .points = {{.x = 1}}});
  const auto blank = blank_points_below({&low, &high});
  EXPECT_GT(blank.at(0), 0);
  EXPECT_EQ(blank.at(1), 0);
}

}  // namespace
}  // namespace reports
