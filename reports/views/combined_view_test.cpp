// SPDX-License-Identifier: MIT
// Several documents become one that loses nothing and whose tables can be told apart.
#include "reports/views/combined_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "reports/golden/combined_sample.hpp"

namespace reports {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

document about(const std::string& heading, const std::vector<std::string>& titles) {
  document made{.heading = heading, .notes = {heading + "'s note"}, .tables = {}, .flat = {}};
  for (const auto& each : titles)
    made.tables.push_back({.title = each, .caption = heading, .columns = {}, .rows = {}});
  made.flat.columns = {{"x", "", false}};
  return made;
}

std::vector<std::string> titles(const document& of) {
  std::vector<std::string> all;
  for (const auto& each : of.tables) all.push_back(each.title);
  return all;
}

TEST(CombinedView, LeavesOneDocumentAsItIs) {
  const auto made = combine({about("A", {"x"})});
  EXPECT_EQ(made.heading, "A");
  EXPECT_THAT(made.notes, ElementsAre("A's note"));
  EXPECT_THAT(made.parts, IsEmpty());
  EXPECT_EQ(made.flat.columns.size(), 1U);
}

TEST(CombinedView, HasTheNotesOfEachUnderItsNameAndAllTables) {
  const auto made = combine({about("A", {"x", "y"}), about("B", {"z"})});
  EXPECT_EQ(made.heading, "Results");
  EXPECT_THAT(made.notes, IsEmpty());
  ASSERT_EQ(made.parts.size(), 2U);
  EXPECT_EQ(made.parts[1].heading, "B");
  EXPECT_THAT(made.parts[1].notes, ElementsAre("B's note"));
  EXPECT_THAT(titles(made), ElementsAre("x", "y", "z"));
  EXPECT_EQ(made.tables[2].caption, "B");
  EXPECT_THAT(made.flat.columns, IsEmpty()) << "no table has it all";
}

TEST(CombinedView, TellsTablesOfOneTitleApart) {
  EXPECT_THAT(titles(combine({about("A", {"x", "y"}), about("B", {"z", "x"})})),
              ElementsAre("x: A", "y", "z", "x: B"));
  const auto all = titles(sample_combined());
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), all.size());
}

TEST(CombinedView, SpeaksTheLanguageOfItsParts) {
  auto french = about("A", {"x"});
  french.spoken = language::fr;
  const auto made = combine({french, french});
  EXPECT_EQ(made.heading, "Résultats");
  EXPECT_EQ(made.spoken, language::fr);
  EXPECT_EQ(made.tables.front().title, "x\u00A0: A");
}

}  // namespace
}  // namespace reports
