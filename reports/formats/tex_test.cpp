// SPDX-License-Identifier: MIT
// LaTeX compiles as it stands, and shows text as text: nothing in a record is a command of TeX.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "reports/format.hpp"
#include "reports/golden/combined_sample.hpp"
#include "reports/golden/samples.hpp"
#include "reports/test_files.hpp"
#include "reports/views/bench_view.hpp"
#include "reports/views/compare_view.hpp"
#include "reports/views/conformance_view.hpp"
#include "reports/views/grades_view.hpp"

namespace reports {
namespace {

namespace fs = std::filesystem;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string tex(const document& from) { return find_format("tex").write(from, {}); }

document document_with(const std::string& text) {
  const table everywhere{.title = text,
                         .caption = text,
                         .columns = {{text, text, false}, {"number", text, true}},
                         .rows = {{text_cell{text, tone::bad}, number_cell{-1.5, 2}},
                                  {text_cell{text}, text_cell{text}},
                                  {unknown_cell{}, unknown_cell{}}}};
  return {.heading = text, .notes = {text}, .tables = {everywhere}, .flat = {}};
}

/// How a text is shown: the note of a document.
std::string shown(const std::string& text) {
  const auto lines = tex({.heading = "", .notes = {text}, .tables = {}, .flat = {}});
  const auto begin = lines.find("\\section*{}\n\n") + 13;
  return lines.substr(begin, lines.find("\n\n\\end{document}") - begin);
}

TEST(Tex, ShowsCharactersThatTexGivesAMeaning) {
  EXPECT_EQ(shown("plain text, 3 + 4 = 7. (yes)"), "plain text, 3 + 4 = 7. (yes)");
  EXPECT_EQ(shown("a\\b"), "a\\textbackslash{}b");
  EXPECT_EQ(shown("100% of {x} & $y$ #1"), "100\\% of \\{x\\} \\& \\$y\\$ \\#1");
  EXPECT_EQ(shown("a_b^c~d"), "a\\_\\allowbreak{}b\\textasciicircum{}c\\textasciitilde{}d");
  EXPECT_EQ(shown("<a|b>"), "\\textless{}a\\textbar{}b\\textgreater{}");
  EXPECT_EQ(shown("[*]"), "{[}{*}{]}");
  EXPECT_EQ(shown("--"), "-{}-{}");
}

TEST(Tex, NamesCharactersThatItsFontsLack) {
  EXPECT_EQ(shown("chloé"), "chloé");
  EXPECT_EQ(shown("µs"), "\\ensuremath{\\mu}s");
  EXPECT_EQ(shown("\u4E2D"), "\\allowbreak{}\\textless{}U+4E2D\\textgreater{}\\allowbreak{}");
  EXPECT_EQ(shown("\U0001F600"), "\\allowbreak{}\\textless{}U+1F600\\textgreater{}\\allowbreak{}");
}

TEST(Tex, LetsLongWordsBreak) {
  EXPECT_EQ(shown("12345678901234567"), "1234567890123456\\allowbreak{}7");
}

TEST(Tex, ShowsNumbersUnitsAndWhatIsUnknown) {
  const auto text = tex(document_with("x"));
  EXPECT_THAT(text, HasSubstr("\nx & $-$1.50 \\\\\n"));
  EXPECT_THAT(text, HasSubstr("\\textbf{number {[}x{]}}"));
  EXPECT_THAT(text, HasSubstr("\n--{} & --{} \\\\\n"));
}

/// Runs pdflatex in a folder of its own.
class PdfLatex : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::system("command -v pdflatex >/dev/null") != 0) GTEST_SKIP() << "no pdflatex here";
  }

  /// Compiles, and expects a page and that TeX read nothing but its own files.
  void expect_compiles(const std::string& text) {
    write_file_atomically(folder_.path() / "a.tex", text);
    const auto command =
        "cd '" + folder_.path().string() +
        "' && max_print_line=10000 timeout 60 pdflatex -recorder -interaction=nonstopmode "
        "-halt-on-error -no-shell-escape a.tex >a.out 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0) << read_text(folder_.path() / "a.out");
    EXPECT_THAT(read_text(folder_.path() / "a.pdf"), StartsWith("%PDF"));
    std::istringstream files(read_text(folder_.path() / "a.fls"));
    for (std::string line; std::getline(files, line);) {
      EXPECT_THAT(line, AnyOf(StartsWith("PWD "), HasSubstr("/tex"), HasSubstr("INPUT a."),
                              HasSubstr("INPUT ./a."), HasSubstr("INPUT a-plots.pdf"),
                              HasSubstr("INPUT ./a-plots.pdf"), HasSubstr("OUTPUT a.")));
    }
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), {}), 6 + beside_)
        << "a file of its own";
  }

  void write_beside(const std::string& name, const std::string& text) {
    write_file_atomically(folder_.path() / name, text);
    ++beside_;
  }
  /// No line of what was compiled reaches beyond the place it has.
  void expect_fits() {
    const std::string mark = "Overfull \\hbox (";
    const auto log = printed();
    constexpr double most_points = 2;  // which nobody sees
    for (auto at = log.find(mark); at != std::string::npos; at = log.find(mark, at + 1))
      EXPECT_LE(std::stod(log.substr(at + mark.size())), most_points) << log.substr(at, 200);
  }
  std::string printed() const { return read_text(folder_.path() / "a.out"); }

 private:
  temporary_folder folder_;
  int beside_ = 0;
};

TEST_F(PdfLatex, CompilesEveryView) {
  expect_compiles(tex(make_grades_view(sample_class())));
  expect_compiles(tex(make_bench_view(sample_benchmark())));
  expect_compiles(tex(make_bench_view(sample_overheads())));
  expect_compiles(tex(make_conformance_view(sample_conformance())));
}

TEST_F(PdfLatex, CompilesSeveralDocumentsInOne) { expect_compiles(tex(sample_combined())); }

/// As large as a benchmark gets: numbers in all columns, long names, refusals and limits.
bench_record full_benchmark() {
  bench_record made{.environment = {{"cores", "2"}}, .results = {}};
  for (int workload = 0; workload < 25; ++workload) {
    const auto name = "task_bench_all_to_all_" + std::to_string(workload);
    made.workloads.push_back({name, {"spawn overhead", "latency"}, 0.01, 0.002});
    for (const std::string backend :
         {"thread_pool", "process_pool", "std_async", "tbb", "openmp", "asio"})
      for (const int workers : {1, 2}) {
        auto& each = made.results.emplace_back();
        each = {name, backend, workers, 20000, {}, {}, true, {}};
        if (backend == "std_async" && workload % 5 == 0) {
          each.problem = "refused: it would start 21891 threads";
          continue;
        }
        for (int leg = 0; leg < 9; ++leg) {
          const auto seconds = 0.012345 * (1 + workload * workload * workload) * (1 + 0.11 * leg);
          each.wall_seconds.push_back(seconds);
          each.cpu_seconds.push_back(seconds * workers);
          each.serial_seconds.push_back(seconds * 1.2345);
          each.peak_bytes.push_back(123456789);
          each.reference_ratios.push_back(backend == "thread_pool" ? 1 : 0.12345 * (1 + leg % 3));
        }
      }
  }
  return made;
}

TEST_F(PdfLatex, SetsTheTablesOfAFullBenchmarkWithinThePage) {
  for (const auto spoken : {language::en, language::fr}) {
    expect_compiles(tex(make_bench_view(full_benchmark(), spoken)));
    expect_fits();
  }
}

TEST_F(PdfLatex, SetsEveryViewWithinThePage) {
  for (const auto spoken : {language::en, language::fr}) {
    expect_compiles(tex(sample_combined(spoken)));
    expect_fits();
    expect_compiles(tex(compare(sample_before(), sample_now(), 0.05, spoken).shown));
    expect_fits();
  }
}

TEST_F(PdfLatex, CompilesFrenchCaptionsAsFrenchOnes) {
  const auto text = tex(make_bench_view(sample_overheads(), language::fr));
  expect_compiles(text);
  EXPECT_THAT(text, HasSubstr("\\tablename}{Tableau}"));
  EXPECT_THAT(text, HasSubstr("n'{}a pas été vérifiée"));
  EXPECT_THAT(text, HasSubstr("95\\,\\%"));
  EXPECT_THAT(text, HasSubstr("0,0800"));
  expect_compiles(tex(make_grades_view(sample_class(), language::fr)));
  expect_compiles(tex(make_bench_view(sample_pairs(), language::fr)));
}

TEST_F(PdfLatex, IncludesThePlotsOfTheFileBesideIt) {
  const auto made = make_bench_view(sample_pairs());
  auto drawn = draw(all_plots(made), picture::pdf);
  ASSERT_EQ(drawn.problem, "");
  drawn.pdf_name = "a-plots.pdf";
  write_beside("a-plots.pdf", drawn.pdf);
  expect_compiles(find_format("tex").write(made, drawn));
  EXPECT_THAT(printed(), HasSubstr("<./a-plots.pdf> <./a-plots.pdf>"));
}

TEST_F(PdfLatex, CompilesDocumentsWithNothingInThem) {
  expect_compiles(tex({}));
  expect_compiles(tex({.heading = "", .notes = {}, .tables = {{}}, .flat = {}}));
}

TEST_F(PdfLatex, CompilesEveryCharacterOfOneByteAndOfWesternEurope) {
  std::string all;
  for (int code = 1; code < 256; ++code) {
    all += code < 0x80 ? std::string(1, static_cast<char>(code))
                       : std::string{static_cast<char>(0xC0 | (code >> 6)),
                                     static_cast<char>(0x80 | (code & 0x3F))};
    all += " ";
  }
  expect_compiles(tex(document_with(all + "\u0152\u0153\u2013\u2014\u2018\u2019\u201C\u201D\u2026"
                                          "\u221E\u2264\u2265\u03BC\u4E2D\U0001F600")));
}

TEST_F(PdfLatex, ObeysNoCommandInATextOfARecord) {
  for (const std::string attack :
       {"\\input{/etc/passwd}", "\\immediate\\write18{touch x}", "\\newwrite\\f\\openout\\f=x.txt",
        "}\\end{document}\\undefined", "[9999pt]", "*[1pt]", "% the rest", "\\\\[9999pt]",
        "^^5cinput{/etc/passwd}", "$$", "&&&&", "\\end{longtable}", "\n\n\\par", "#1", "?`!`",
        "\\def\\x{\\x}\\x"}) {
    expect_compiles(tex(document_with(attack)));
  }
}

}  // namespace
}  // namespace reports
