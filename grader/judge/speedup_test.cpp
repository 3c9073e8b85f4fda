// SPDX-License-Identifier: MIT
// The sequential test behind a speedup's verdict: how much evidence so many pairs are.
#include "grader/judge/speedup.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace judge {
namespace {

/// The number of pairs after which a pass is first reached when that many of them were adverse.
int first_pass(double alpha, int adverse) {
  for (int pairs = adverse; pairs < 200; ++pairs)
    if (sign_evidence(pairs, pairs - adverse) >= 1 / alpha) return pairs;
  return -1;
}

/// 2 * the integral of its definition, by the midpoint rule.
double by_definition(int pairs, int above) {
  constexpr int parts = 100'000;
  double sum = 0;
  for (int part = 0; part < parts; ++part) {
    const double p = 0.5 + 0.5 * (part + 0.5) / parts;
    sum += std::pow(2 * p, above) * std::pow(2 * (1 - p), pairs - above);
  }
  return sum / parts;
}

TEST(SignEvidence, PassesAtFivePercentAfterSevenPairsAndMoreWithAdverseOnes) {
  EXPECT_EQ(first_pass(0.05, 0), 7);
  EXPECT_EQ(first_pass(0.05, 1), 11);
  EXPECT_EQ(first_pass(0.05, 2), 14);
  EXPECT_EQ(first_pass(0.05, 3), 17);
}

TEST(SignEvidence, PassesAtOnePercentAfterNinePairsAndMoreWithAdverseOnes) {
  EXPECT_EQ(first_pass(0.01, 0), 9);
  EXPECT_EQ(first_pass(0.01, 1), 14);
  EXPECT_EQ(first_pass(0.01, 2), 17);
  EXPECT_EQ(first_pass(0.01, 3), 21);
}

TEST(SignEvidence, IsTheIntegralOfItsDefinition) {
  for (const auto& [pairs, above] : {std::pair{1, 0}, {1, 1}, {7, 7}, {9, 5}, {30, 22}, {30, 0}})
    EXPECT_NEAR(sign_evidence(pairs, above) / by_definition(pairs, above), 1, 1e-6)
        << pairs << " pairs, " << above << " above";
}

TEST(SignEvidence, IsNoneWithoutPairs) { EXPECT_NEAR(sign_evidence(0, 0), 1, 1e-12); }

TEST(SignEvidence, IsAFairBetWhenHalfOfAllPairsAreAbove) {
  // Its mean over fair coins is at most 1 at every number of pairs: what Ville's inequality needs.
  for (const int pairs : {1, 5, 12, 30}) {
    double mean = 0;
    for (int above = 0; above <= pairs; ++above)
      mean += std::exp(std::lgamma(pairs + 1.0) - std::lgamma(above + 1.0) -
                       std::lgamma(pairs - above + 1.0)) *
              std::pow(0.5, pairs) * sign_evidence(pairs, above);
    EXPECT_NEAR(mean, 1, 1e-9) << pairs;
  }
}

}  // namespace
}  // namespace judge
