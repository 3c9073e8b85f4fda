// SPDX-License-Identifier: MIT
// The best is marked, and who cannot be told from it where there are pairs enough to tell.
#include "reports/views/standings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace reports {
namespace {

using enum standing;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const double unknown = std::nan("");

TEST(Standings, TellWhoIsAsGoodByTheirPairs) {
  // The second one is slower in all pairs, the third in half of them.
  EXPECT_THAT(rank_by_pairs({{1, 1, 1, 1, 1, 1}, {2, 2, 2, 2, 2, 2}, {2, 0.5, 2, 0.5, 2, 2}}),
              ElementsAre(best, behind, as_good));
}

TEST(Standings, GoByPairsAndNotByMedians) {
  // Rounds differ far more than competitors do, but in each the second one is a tenth slower.
  EXPECT_THAT(rank_by_pairs({{1, 2, 4, 8, 16, 32}, {1.1, 2.2, 4.4, 8.8, 17.6, 35.2}}),
              ElementsAre(best, behind));
}

TEST(Standings, MarkOnlyTheBestBelowSixPairs) {
  EXPECT_THAT(rank_by_pairs({{2, 2, 2, 2, 2}, {1, 1, 1, 1, 1}}), ElementsAre(not_compared, best));
  EXPECT_THAT(rank_by_pairs({{1, 1, 1, 1, 1, 1}, {2, 2, 2, 2, 2, unknown}}),
              ElementsAre(best, not_compared));
}

TEST(Standings, MarkAllThatFoundTheSame) {
  EXPECT_THAT(rank_by_pairs({{64}, {128}, {64}}), ElementsAre(best, not_compared, best));
}

TEST(Standings, CompareNobodyWithNothing) {
  EXPECT_THAT(rank_by_pairs({}), IsEmpty());
  EXPECT_THAT(rank_by_pairs({{1}}), Each(not_compared));
  EXPECT_THAT(rank_by_pairs({{unknown}, {unknown}}), Each(not_compared));
}

TEST(Standings, AreSaidInWords) {
  const wording say(language::en);
  EXPECT_EQ(std::get<text_cell>(standing_cell(best, say)).value, "best");
  EXPECT_EQ(std::get<text_cell>(standing_cell(as_good, say)).value, "as good");
  EXPECT_TRUE(std::holds_alternative<unknown_cell>(standing_cell(not_compared, say)));
}

}  // namespace
}  // namespace reports
