// SPDX-License-Identifier: MIT
// lab-report finds records, writes documents, and says what is wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "reports/format.hpp"
#include "reports/golden/samples.hpp"
#include "reports/program/load_records.hpp"
#include "reports/program/run.hpp"
#include "reports/test_files.hpp"

namespace reports {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class LabReport : public ::testing::Test {
 protected:
  fs::path at(const fs::path& name) const { return folder_.path() / name; }

  void write(const fs::path& name, const std::string& text) {
    fs::create_directories(at(name).parent_path());
    write_file_atomically(at(name), text);
  }
  void write_class() {
    for (const auto* name : {"zoe", "adam"}) {
      submission_record record;
      record.exercise = "expression";
      record.submission = name;
      write(fs::path("class") / name / "record.json", to_json(record));
    }
    write("class/summary.txt", "not a record");
    fs::create_directories(at("class/logs"));
  }

  /// What the program prints.
  std::string output(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "lab-report");
    std::vector<const char*> pointers;
    for (const auto& each : arguments) pointers.push_back(each.c_str());
    std::ostringstream out;
    code_ = run(parse_options(static_cast<int>(pointers.size()), pointers.data()), out);
    return out.str();
  }
  /// What the program complains about.
  std::string complaint(const std::vector<std::string>& arguments) {
    try {
      output(arguments);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "none";
  }

 protected:
  int code_ = -1;  ///< of the last run that was not refused

 private:
  temporary_folder folder_;
};

TEST_F(LabReport, ReadsAFolderSortedByName) {
  write_class();
  EXPECT_THAT(output({at("class"), "--to", "csv"}),
              StartsWith("submission,exercise,verdict,points,of\r\nadam,"));
}

TEST_F(LabReport, ReadsFilesAndTheFolderOfOneSubmission) {
  write_class();
  for (const auto* path : {"class/zoe", "class/zoe/record.json"}) {
    const auto lines = output({at(path), "--to", "csv"});
    EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 2) << lines;
  }
  const auto lines = output({at("class/zoe"), at("class/adam"), "--to", "csv"});
  EXPECT_LT(lines.find("\nadam,"), lines.find("\nzoe,"));
}

TEST_F(LabReport, ReadsABenchmark) {
  write("bench.json", to_json(sample_benchmark()));
  EXPECT_THAT(output({at("bench.json"), "--to", "md"}),
              StartsWith("# Benchmark of the backends\n"));
}

TEST_F(LabReport, ReadsRecordsWithAllTheirSamplesAndNothingThatIsTooLargeForOne) {
  constexpr std::size_t mib = 1024 * 1024;
  write("bench.json", to_json(sample_benchmark()) + std::string(100 * mib, ' '));
  EXPECT_THAT(output({at("bench.json"), "--to", "md"}), StartsWith("# Benchmark"));
  fs::resize_file(at("bench.json"), 512 * mib + 1);
  EXPECT_THAT(complaint({at("bench.json"), "--to", "md"}),
              HasSubstr("larger than 512 MiB, so it is no record"));
}

TEST_F(LabReport, WritesTheFileAskedForAndPrintsNothing) {
  write_class();  // which has no plots: with them, LaTeX needs a file
  for (const auto& each : all_formats()) {
    const auto printed = output({at("class"), "--to", each.name});
    EXPECT_EQ(output({at("class"), "--to", each.name, "--out", at("grades")}), "");
    EXPECT_EQ(read_text(at("grades")), printed);
  }
}

TEST_F(LabReport, WritesThePlotsOfLatexBesideIt) {
  write("bench.json", to_json(sample_pairs()));
  EXPECT_THAT(output({at("bench.json"), "--to", "tex"}),
              AllOf(HasSubstr("plots are left out"), HasSubstr("name it by -{}-{}out")));
  output({at("bench.json"), "--to", "tex", "--out", at("my {bench}_1.tex")});
  EXPECT_THAT(read_text(at("my {bench}_1.tex")),
              AllOf(HasSubstr("{my--bench--1-plots.pdf}"), Not(HasSubstr("left out"))));
  EXPECT_THAT(read_text(at("my--bench--1-plots.pdf")), StartsWith("%PDF"));
}

TEST_F(LabReport, WritesPlotsAsFilesThatMarkdownLinks) {
  auto record = sample_pairs();
  for (auto& each : record.results) each.workload = "../Fib (<n>)";
  write("bench.json", to_json(record));
  output({at("bench.json"), "--to", "md", "--plots", at("out/plots"), "--out", at("report.md")});
  const auto text = read_text(at("report.md"));
  EXPECT_THAT(text, HasSubstr("](out/plots/01-fib-n-speedup.svg)\n"));
  EXPECT_THAT(text, HasSubstr("](out/plots/02-fib-n-compared-pair-by-pair.svg)\n"));
  EXPECT_THAT(text, Not(HasSubstr("```")));
  EXPECT_THAT(read_text(at("out/plots/01-fib-n-speedup.svg")), StartsWith("<?xml"));
  const auto page =
      output({at("bench.json"), "--to", "html", "--plots", at("png"), "--plot-type", "png"});
  EXPECT_THAT(page, HasSubstr("<svg")) << "a page has them inside all the same";
  EXPECT_THAT(read_text(at("png/01-fib-n-speedup.png")), StartsWith("\x89PNG"));
  write("a-file", "");
  EXPECT_THAT(complaint({at("bench.json"), "--to", "md", "--plots", at("a-file")}),
              HasSubstr("a-file: cannot make this folder"));
  EXPECT_THAT(complaint({at("bench.json"), "--to", "md", "--plot-type", "png"}),
              HasSubstr("--plots"));
}

TEST_F(LabReport, DoesWithoutPlotsWhereThereIsNoGnuplot) {
  write("bench.json", to_json(sample_pairs()));
  const std::string path = std::getenv("PATH");
  setenv("PATH", at("empty").c_str(), 1);
  const auto page = output({at("bench.json"), "--to", "html"});
  setenv("PATH", path.c_str(), 1);
  EXPECT_THAT(page, AllOf(HasSubstr("<p>The plots are left out: there is no gnuplot here; install "
                                    "gnuplot-nox.</p>"),
                          Not(HasSubstr("<figure>")), HasSubstr("<h2 id=\"table-4\">fib</h2>")));
}

TEST_F(LabReport, SpeaksFrenchToPeopleAndEnglishToPrograms) {
  write("bench.json", to_json(sample_pairs()));
  const auto french = output({at("bench.json"), "--to", "md", "--lang", "fr"});
  EXPECT_THAT(french, AllOf(StartsWith("# Comparaison des backends\n"), HasSubstr("| 4,50 |"),
                            HasSubstr("travailleurs"), Not(HasSubstr("worker"))));
  for (const auto* programs : {"csv", "json"})
    EXPECT_EQ(output({at("bench.json"), "--to", programs, "--lang", "fr"}),
              output({at("bench.json"), "--to", programs}));
  EXPECT_THAT(output({at("bench.json"), "--to", "tex", "--lang", "fr"}),
              HasSubstr("Les tracés manquent~: "));
  EXPECT_THAT(complaint({at("bench.json"), "--to", "md", "--lang", "de"}), HasSubstr("--lang"));
}

TEST_F(LabReport, NamesTheDamagedRecordAndWritesNothing) {
  write_class();
  write("class/bob/record.json", "{\"kind\": \"submission\", ");
  EXPECT_EQ(complaint({at("class"), "--to", "md", "--out", at("grades.md")}),
            at("class/bob/record.json").string() + ": not JSON: damaged at byte 24");
  EXPECT_FALSE(fs::exists(at("grades.md")));
}

TEST_F(LabReport, NamesTheFieldThatIsWrong) {
  write("record.json", R"({"kind": "submission", "schema_version": 9})");
  EXPECT_THAT(complaint({at("record.json"), "--to", "md"}), HasSubstr("update futures-lab"));
  write("record.json", R"({"kind": "song", "schema_version": 1})");
  EXPECT_THAT(complaint({at("record.json"), "--to", "md"}), HasSubstr("kind \"song\""));
}

TEST_F(LabReport, ReadsAConformanceRecord) {
  write("conformance.json", to_json(sample_conformance()));
  EXPECT_THAT(output({at("conformance.json"), "--to", "csv"}),
              StartsWith("subject,behaviour,backend,result\r\nsubmit,"));
}

TEST_F(LabReport, MakesOneDocumentOfSeveralKindsInItsOwnOrder) {
  write_class();
  write("bench.json", to_json(sample_benchmark()));
  write("costs.json", to_json(sample_overheads()));
  write("conformance.json", to_json(sample_conformance()));
  const auto page = output(
      {at("conformance.json"), at("class"), at("costs.json"), at("bench.json"), "--to", "md"});
  EXPECT_THAT(page, StartsWith("# Results\n\n**Benchmark of the backends**\n"));
  std::size_t before = 0;
  for (const auto* each :
       {"**Benchmark of the backends**", "**Benchmark of what a task costs**",
        "**Conformance of the backends**", "**Grades: expression**", "\n## fib\n",
        "\n## What a task costs\n", "\n## Behaviours by backends\n", "\n## Grades\n"}) {
    const auto found = page.find(each);
    ASSERT_NE(found, std::string::npos) << each;
    EXPECT_GT(found + 1, before) << each;
    before = found + 1;
  }
}

TEST_F(LabReport, RefusesOneTableOfSeveralKinds) {
  write_class();
  write("conformance.json", to_json(sample_conformance()));
  EXPECT_EQ(complaint({at("class"), at("conformance.json"), "--to", "csv", "--out", at("a.csv")}),
            "csv holds one table, and these records need several: report one kind at a time");
  EXPECT_FALSE(fs::exists(at("a.csv")));
}

TEST_F(LabReport, RefusesASecondRecordOfWhatItShowsOneOf) {
  const std::vector<std::pair<std::string, std::string>> kinds{
      {to_json(sample_benchmark()), "benchmark of the backends"},
      {to_json(sample_overheads()), "benchmark of overheads"},
      {to_json(sample_conformance()), "conformance record"}};
  for (const auto& [record, name] : kinds) {
    write("one.json", record);
    write("two.json", record);
    EXPECT_EQ(complaint({at("one.json"), at("two.json"), "--to", "md"}),
              at("two.json").string() + ": a second " + name + "; report one at a time");
  }
}

TEST_F(LabReport, SaysWhatToDoWhenThereIsNothingToRead) {
  fs::create_directories(at("empty"));
  EXPECT_THAT(complaint({at("empty"), "--to", "md"}), HasSubstr("./lab grade --out"));
  EXPECT_THAT(complaint({at("missing"), "--to", "md"}), HasSubstr("no such file or folder"));
  EXPECT_THAT(complaint({"/dev/null", "--to", "md"}), HasSubstr("/dev/null: not a file"));
}

TEST_F(LabReport, RefusesCommandLinesThatItDoesNotUnderstand) {
  EXPECT_THAT(complaint({}), HasSubstr("PATH is required"));
  EXPECT_THAT(complaint({"x", "--to", "doc"}), HasSubstr("csv,html,json,md"));
  EXPECT_THAT(complaint({"x"}), HasSubstr("--to is required"));
}

TEST_F(LabReport, ExplainsItselfOnOneScreen) {
  std::istringstream help(output({"--help"}));
  int lines = 0;
  std::string last;
  for (std::string line; std::getline(help, line); ++lines) {
    EXPECT_LE(line.size(), 80U) << line;
    if (!line.empty()) last = line;
  }
  EXPECT_LE(lines, 24);
  EXPECT_THAT(last, StartsWith("  ./lab report "));
}

TEST_F(LabReport, ComparesTwoBenchmarksAndEndsWithOneForALoss) {
  write("old.json", to_json(sample_before()));
  write("new.json", to_json(sample_now()));
  EXPECT_THAT(output({"--compare", at("old.json"), at("new.json"), "--to", "md"}),
              HasSubstr("Slower by more than 5.0 %: 9; faster: 1;"));
  EXPECT_EQ(code_, 1);
  EXPECT_THAT(
      output({"--compare", at("old.json"), at("new.json"), "--to", "csv", "--threshold", "0.7"}),
      HasSubstr("worse,thread_pool,2,same"));
  EXPECT_EQ(code_, 0);
}

TEST_F(LabReport, ComparesNothingElse) {
  write_class();
  write("old.json", to_json(sample_before()));
  EXPECT_THAT(complaint({"--compare", at("old.json"), "--to", "md"}), HasSubstr("two benchmarks"));
  EXPECT_THAT(complaint({"--compare", at("old.json"), at("class"), "--to", "md"}),
              HasSubstr("no benchmark"));
  EXPECT_NE(complaint({at("old.json"), "--threshold", "0.1", "--to", "md"}), "none");
}

}  // namespace
}  // namespace reports
