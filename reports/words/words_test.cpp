// SPDX-License-Identifier: MIT
// Every text is there in both languages, with the same places for values, and French is set as
// French is.
#include "reports/words/words.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "reports/record/conformance_record.hpp"
#include "reports/record/submission_record.hpp"

namespace reports {
namespace {

std::size_t places_in(std::string_view text) {
  std::size_t places = 0;
  for (auto at = text.find("{}"); at != std::string_view::npos; at = text.find("{}", at + 2))
    ++places;
  return places;
}

TEST(Catalogue, HasEveryTextInBothLanguagesWithTheSamePlaces) {
  for (const auto& each : catalogue) {
    EXPECT_NE(each.english, "");
    EXPECT_NE(each.french, "") << each.english;
    EXPECT_EQ(places_in(each.english), places_in(each.french)) << each.english;
    EXPECT_EQ(each.english.ends_with('.'), each.french.ends_with('.')) << each.english;
  }
}

TEST(Catalogue, HasEveryTextOnce) {
  std::set<std::string_view> seen;
  for (const auto& each : catalogue) EXPECT_TRUE(seen.insert(each.english).second) << each.english;
}

TEST(Catalogue, SetsFrenchWithItsSpacesAndApostrophes) {
  for (const auto& each : catalogue) {
    auto french = std::string(each.french);
    for (const std::string space : {"\u00A0:", "\u202F;", "\u202F!", "\u202F?", "\u202F%"}) {
      for (auto at = french.find(space); at != std::string::npos; at = french.find(space))
        french.erase(at, space.size());
    }
    EXPECT_EQ(french.find_first_of(":;!?%'\""), std::string::npos) << each.french;
  }
}

TEST(Catalogue, KnowsEveryVerdictEveryEndOfACheckAndEveryResultOfTheSuite) {
  const auto is_known = [](const std::string& name) {
    return std::ranges::find(catalogue, name, &said_in::english) != catalogue.end();
  };
  for (int value = 0; value <= static_cast<int>(verdict::internal); ++value)
    EXPECT_TRUE(is_known(to_string(static_cast<verdict>(value))));
  for (int value = 0; value <= static_cast<int>(check_status::refused); ++value)
    EXPECT_TRUE(is_known(to_string(static_cast<check_status>(value))));
  for (int value = 0; value <= static_cast<int>(conformance_result::fail); ++value)
    EXPECT_TRUE(is_known(to_string(static_cast<conformance_result>(value))));
}

TEST(Wording, SpeaksTheLanguageItIsAskedFor) {
  EXPECT_EQ(wording(language::en)("Grades: {}", "a"), "Grades: a");
  EXPECT_EQ(wording(language::fr)("Grades: {}", "a"), "Notes\u00A0: a");
  EXPECT_EQ(wording(language::fr)("workers"), "travailleurs");
}

TEST(Wording, CountsAsTheLanguageDoes) {
  const wording english(language::en);
  const wording french(language::fr);
  EXPECT_EQ(english.counted(0, "{} worker", "{} workers"), "0 workers");
  EXPECT_EQ(english.counted(1, "{} worker", "{} workers"), "1 worker");
  EXPECT_EQ(french.counted(0, "{} worker", "{} workers"), "0 travailleur");
  EXPECT_EQ(french.counted(2, "{} worker", "{} workers"), "2 travailleurs");
}

TEST(Wording, HasTheDecimalMarkOfTheLanguage) {
  EXPECT_EQ(wording(language::en).number(12.5, 2), "12.50");
  EXPECT_EQ(wording(language::fr).number(12.5, 2), "12,50");
}

TEST(Wording, LeavesNamesAloneThatAreNobodysWords) {
  EXPECT_EQ(wording(language::fr).name("crash"), "plantage");
  EXPECT_EQ(wording(language::fr).name("furlong"), "furlong");
  EXPECT_EQ(wording(language::en).name("crash"), "crash");
}

}  // namespace
}  // namespace reports
