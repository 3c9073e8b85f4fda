// SPDX-License-Identifier: MIT
// gnuplot draws what a view makes, obeys nothing that a record says, and may be missing or broken.
#include "reports/plots/drawings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "reports/plots/child.hpp"
#include "reports/record/submission_record.hpp"
#include "reports/test_files.hpp"

namespace reports {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;
using namespace std::chrono_literals;

/// Every kind of plot, with the text wherever one can stand.
std::vector<plot> plots_named(const std::string& text) {
  const plot_axis axis{.title = text, .unit = text};
  const plot lines{.title = text,
                   .caption = text,
                   .kind = plot_kind::lines,
                   .x = axis,
                   .y = axis,
                   .series = {{.name = text, .points = {{1, 1, 0.5, 1.5}, {2, 1}}},
                              {.name = text, .points = {{1, 3}}}},
                   .references = {{.name = text, .from = {1, 1}, .to = {2, 2}}}};
  auto strips = lines;
  strips.kind = plot_kind::strips;
  strips.x.is_logarithmic = true;
  for (auto& each : strips.series) each.points.resize(1), each.samples = {0.5, 2};
  auto bars = lines;
  bars.kind = plot_kind::bars;
  bars.series.resize(1);
  return {lines, strips, bars};
}

drawings drawn(const std::vector<plot>& plots, picture kind, const std::string& by = "gnuplot") {
  std::vector<const plot*> all;
  for (const auto& each : plots) all.push_back(&each);
  return draw(all, kind, language::en, by);
}

class Gnuplot : public ::testing::Test {
 protected:
  std::filesystem::path at(const std::string& name) const { return folder_.path() / name; }
  /// A program of that name in a folder of its own.
  std::string program(const std::string& script) const {
    write_file_atomically(at("program"), "#!/bin/sh\n" + script + "\n");
    chmod(at("program").c_str(), 0700);
    return at("program");
  }

 private:
  temporary_folder folder_;
};

TEST_F(Gnuplot, DrawsEveryKindInEveryWay) {
  const auto plots = plots_named("name");
  const auto svg = drawn(plots, picture::svg);
  EXPECT_EQ(svg.problem, "");
  ASSERT_THAT(svg.pictures, SizeIs(3));
  EXPECT_THAT(svg.pictures, Each(StartsWith("<svg viewBox=\"0 0 440 ")));
  EXPECT_THAT(svg.pictures, Each(HasSubstr("class=\"series-1\"")));
  const auto files = drawn(plots, picture::svg_file);
  EXPECT_EQ(files.problem, "");
  ASSERT_THAT(files.pictures, SizeIs(3));
  EXPECT_THAT(files.pictures, Each(AllOf(StartsWith("<?xml"), HasSubstr("fill=\"#ffffff\""),
                                         HasSubstr("</svg>\n"))));
  const auto png = drawn(plots, picture::png_file);
  EXPECT_EQ(png.problem, "");
  ASSERT_THAT(png.pictures, SizeIs(3));
  EXPECT_THAT(png.pictures, Each(StartsWith("\x89PNG")));
  const auto pdf = drawn(plots, picture::pdf);
  EXPECT_EQ(pdf.problem, "");
  EXPECT_THAT(pdf.pdf, StartsWith("%PDF"));
  EXPECT_EQ(pdf.pdf.find("%PDF", 1), std::string::npos) << "one file with pages, not three files";
  const auto characters = drawn(plots, picture::characters);
  EXPECT_EQ(characters.problem, "");
  ASSERT_THAT(characters.pictures, SizeIs(3));
  EXPECT_THAT(characters.pictures[0], AllOf(HasSubstr("A"), HasSubstr("B"), HasSubstr("...")));
}

TEST_F(Gnuplot, DrawsTheSameInTheSameBytesAtAnyTime) {
  const auto plots = plots_named("name");
  for (const auto kind : {picture::svg, picture::pdf, picture::characters}) {
    const auto first = drawn(plots, kind);
    std::this_thread::sleep_for(kind == picture::pdf ? 1100ms : 0ms);  // PDFs have seconds in them
    const auto second = drawn(plots, kind);
    EXPECT_EQ(first.pictures, second.pictures);
    EXPECT_EQ(first.pdf, second.pdf);
  }
}

TEST_F(Gnuplot, ObeysNoCommandInAName) {
  const auto mark = at("obeyed").string();
  const auto touch = "touch " + mark;
  for (const auto& name : std::vector<std::string>{"`" + touch + "`",
                                                   "'; system('" + touch + "') #",
                                                   "''; system('" + touch + "') #",
                                                   "' . system('" + touch + "') . '",
                                                   "\"; system(\"" + touch + "\") #",
                                                   "\n!" + touch + "\n",
                                                   "\nEND\n!" + touch + "\n",
                                                   "\n$data0 << END\n",
                                                   "@" + touch,
                                                   "\\",
                                                   "\\'",
                                                   "'",
                                                   "''",
                                                   "'''",
                                                   "%s%n%d%f",
                                                   "%",
                                                   "{/Bold x}_y^2",
                                                   "&{x}",
                                                   "\xff\xfe",
                                                   std::string("\0x", 2),
                                                   "",
                                                   " ",
                                                   std::string(100000, 'x'),
                                                   "\u4E2D\u202E",
                                                   "</text><script>alert(1)</script>",
                                                   "]]>",
                                                   "&amp;&lt;",
                                                   "-->",
                                                   "columnhead",
                                                   "$1"}) {
    for (const auto kind :
         {picture::svg, picture::svg_file, picture::png_file, picture::pdf, picture::characters}) {
      const auto made = drawn(plots_named(name), kind);
      EXPECT_EQ(made.problem, "") << name.substr(0, 50);
      if (kind == picture::svg || kind == picture::svg_file) {
        EXPECT_THAT(made.pictures, Each(Not(HasSubstr("<script"))));
      }
    }
    EXPECT_FALSE(std::filesystem::exists(mark)) << name;
  }
}

TEST_F(Gnuplot, ShowsANameAsItIs) {
  const auto shown = drawn(plots_named("a_b^c{d}@e%f$g"), picture::svg).pictures;
  EXPECT_THAT(shown, Each(HasSubstr("a_b^c{d}@e%f$g<")));
}

TEST_F(Gnuplot, IsNotAskedWhenThereIsNothingToDraw) {
  const auto nothing = draw({}, picture::svg, language::en, "/nonexistent/gnuplot");
  EXPECT_EQ(nothing.problem, "");
  EXPECT_THAT(nothing.pictures, IsEmpty());
}

TEST_F(Gnuplot, IsMissedInOneSentence) {
  const auto made = drawn(plots_named("a"), picture::svg, "/nonexistent/gnuplot");
  EXPECT_EQ(made.problem, "The plots are left out: there is no gnuplot here; install gnuplot-nox.");
  EXPECT_THAT(made.pictures, IsEmpty());
}

TEST_F(Gnuplot, IsNotBelievedWhenItFails) {
  const auto problem = [&](const std::string& script, picture kind = picture::svg) {
    const auto made = drawn(plots_named("a"), kind, program(script));
    EXPECT_THAT(made.pictures, IsEmpty());
    EXPECT_EQ(made.pdf, "");
    return made.problem;
  };
  EXPECT_EQ(problem("echo first >&2; printf 'line 3: \\033[1mbad\\n\\n' >&2; exit 1"),
            "The plots are left out: gnuplot failed: line 3: \uFFFD[1mbad.");
  EXPECT_THAT(problem("kill -9 $$"), HasSubstr("gnuplot failed"));
  EXPECT_THAT(problem("exit 0"), HasSubstr("did not draw all"));
  EXPECT_THAT(problem("exit 0", picture::pdf), HasSubstr("no PDF"));
  for (const auto kind : {picture::svg, picture::svg_file})
    EXPECT_THAT(problem("echo '<svg><script/></svg>'", kind),
                HasSubstr("no page may hold: script"));
}

TEST(Child, IsKilledWhenItsTimeIsOver) {
  const auto ran = run_child({"sleep", "100"}, "", 50ms);
  ASSERT_TRUE(ran);
  EXPECT_TRUE(ran->was_too_slow);
  EXPECT_FALSE(ran->exit_code);
}

TEST(Child, GetsItsInputAndNothingOfOurEnvironment) {
  const std::string text(1 << 20, 'x');
  EXPECT_EQ(run_child({"cat"}, text, 10s)->output, text);
  setenv("LAB_SECRET", "secret", 1);
  EXPECT_THAT(run_child({"env"}, "", 10s)->output, Not(HasSubstr("secret")));
  unsetenv("LAB_SECRET");
  EXPECT_EQ(run_child({"sh", "-c", "echo no >&2; exit 3"}, "", 10s)->complaint, "no\n");
  EXPECT_EQ(run_child({"sh", "-c", "exit 3"}, "", 10s)->exit_code, 3);
  EXPECT_FALSE(run_child({"/nonexistent/program"}, "", 10s));
}

}  // namespace
}  // namespace reports
