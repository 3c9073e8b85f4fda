// SPDX-License-Identifier: MIT
// Every format writes every view as the golden file in this folder has it. After a change that is
// meant, UPDATE_GOLDEN=1 in the environment writes the files anew: read them before you commit.
#include <gtest/gtest.h>

#include <cstdlib>

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

/// The plots as gnuplot of Debian 12 draws them.
drawings drawn_for(const format& chosen, const document& made) {
  if (!chosen.pictures) return {};
  auto drawn = draw(all_plots(made), *chosen.pictures, made.spoken);
  EXPECT_EQ(drawn.problem, "");
  drawn.pdf_name = "golden-plots.pdf";
  return drawn;
}

void expect_golden(const std::string& view, const document& made) {
  for (const auto& each : all_formats()) {
    if (each.is_for_programs && made.spoken != language::en) continue;
    if (each.holds_one_table && made.flat.columns.empty()) continue;
    const auto file = std::filesystem::path(GOLDEN_FOLDER) / (view + "." + each.name);
    const auto text = each.write(made, drawn_for(each, made));
    if (std::getenv("UPDATE_GOLDEN") != nullptr) write_file_atomically(file, text);
    ASSERT_TRUE(std::filesystem::exists(file)) << "UPDATE_GOLDEN=1 makes " << file;
    EXPECT_EQ(text, read_text(file)) << file << ": if this is meant, UPDATE_GOLDEN=1 refreshes it";
  }
}

TEST(Golden, GradesLookAsTheyDidInEveryFormat) {
  expect_golden("grades", make_grades_view(sample_class()));
}

TEST(Golden, BenchmarksLookAsTheyDidInEveryFormat) {
  expect_golden("bench", make_bench_view(sample_benchmark()));
}

TEST(Golden, PairsLookAsTheyDidInEveryFormat) {
  expect_golden("pairs", make_bench_view(sample_pairs()));
}

TEST(Golden, OverheadsLookAsTheyDidInEveryFormat) {
  expect_golden("overheads", make_bench_view(sample_overheads()));
}

TEST(Golden, ComparisonsLookAsTheyDidInEveryFormat) {
  expect_golden("comparison", compare(sample_before(), sample_now(), 0.05).shown);
}

TEST(Golden, ConformanceLooksAsItDidInEveryFormat) {
  expect_golden("conformance", make_conformance_view(sample_conformance()));
}

TEST(Golden, CombinedReportsLookAsTheyDidInEveryFormatOfSeveralTables) {
  expect_golden("combined", sample_combined());
}

TEST(Golden, FrenchReportsLookAsTheyDidInEveryFormatForPeople) {
  expect_golden("grades_fr", make_grades_view(sample_class(), language::fr));
  expect_golden("pairs_fr", make_bench_view(sample_pairs(), language::fr));
  expect_golden("comparison_fr", compare(sample_before(), sample_now(), 0.05, language::fr).shown);
  expect_golden("overheads_fr", make_bench_view(sample_overheads(), language::fr));
  expect_golden("conformance_fr", make_conformance_view(sample_conformance(), language::fr));
  expect_golden("combined_fr", sample_combined(language::fr));
}

TEST(French, HasNoEnglishSentenceOfTheCatalogueInIt) {
  for (const auto& made : {make_grades_view(sample_class(), language::fr),
                           make_bench_view(sample_pairs(), language::fr),
                           make_bench_view(sample_overheads(), language::fr),
                           make_conformance_view(sample_conformance(), language::fr)}) {
    const auto page = find_format("html").write(made, drawn_for(find_format("html"), made));
    for (const auto& each : catalogue) {
      constexpr std::size_t too_long_to_be_french_too = 20;
      const auto begin = each.english.substr(0, each.english.find_first_of("{'"));
      if (begin.size() < too_long_to_be_french_too) continue;
      EXPECT_EQ(page.find(begin), std::string::npos) << each.english;
    }
  }
}

}  // namespace
}  // namespace reports
