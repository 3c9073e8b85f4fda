// SPDX-License-Identifier: MIT
// The sequential test behind a speedup's verdict: how much evidence so many pairs are, how often it
// errs, and what it says of machines that cannot tell.
#include "grader/judge/speedup_evidence.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

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

TEST(LowerBoundOfMedian, IsTheOrderStatisticOfTheSignInterval) {
  const auto bound = [](int count) {
    std::vector<double> values;
    for (int i = count; i >= 1; --i) values.push_back(i);  // the bound is its own rank
    return lower_bound_of_median(values);
  };
  EXPECT_FALSE(bound(5));
  for (const auto& [count, rank] :
       {std::pair{6, 1}, {8, 1}, {10, 2}, {12, 3}, {15, 4}, {20, 6}, {30, 10}, {40, 14}})
    EXPECT_EQ(bound(count), rank) << count;
}

/// Pairs of a machine that runs two threads at full speed, with legs that vary by `noise`, the
/// standard deviation of the logarithm of each.
class machine {
 public:
  machine(double speedup, double noise, double ceiling = 2)
      : speedup_(speedup), ceiling_(ceiling), noise_(0, noise) {}
  leg_pair next() { return {vary(1), vary(1 / speedup_), vary(1 / ceiling_)}; }

 private:
  double vary(double seconds) { return seconds * std::exp(noise_(random_)); }
  double speedup_, ceiling_;
  std::normal_distribution<double> noise_;
  std::mt19937 random_{20240611};  // any seed; fixed, so that a failure comes back
};

constexpr speedup_bar bar_of_test{.ideal = 1.5, .workers = 2, .least_share = 0.73};

speedup_finding judged(machine& on) {
  speedup_evidence evidence(bar_of_test);
  while (evidence.finding() == speedup_finding::open) evidence.add(on.next());
  return evidence.finding();
}

/// How often a thousand submissions of that speedup are judged so.
int count_of(speedup_finding wanted, machine on) {
  int count = 0;
  for (int i = 0; i < 1000; ++i) count += judged(on) == wanted;
  return count;
}

TEST(SpeedupEvidence, FindsAGoodSpeedupAndAMissingOneOnANoisyMachine) {
  EXPECT_GE(count_of(speedup_finding::reached, {1.48, 0.05}), 995);
  EXPECT_GE(count_of(speedup_finding::missed, {0.9, 0.05}), 980);
}

TEST(SpeedupEvidence, RarelyErrsAtTheBarItself) {
  const double at_the_bar = bar_of_test.ideal * bar_of_test.least_share;
  // Each with probability 1 % at most; 25 of 1000 are seen then in less than one case of 10,000.
  for (const double noise : {0.01, 0.1, 0.3}) {
    EXPECT_LE(count_of(speedup_finding::reached, {at_the_bar, noise}), 25) << noise;
    EXPECT_LE(count_of(speedup_finding::missed, {at_the_bar, noise}), 25) << noise;
  }
}

TEST(SpeedupEvidence, FailsAGoodSpeedupOnceInAHundredAtMostHoweverNoisyTheMachine) {
  for (const double noise : {0.2, 0.5, 1.0})
    EXPECT_LE(count_of(speedup_finding::missed, {1.48, noise}), 10) << noise;
}

TEST(SpeedupEvidence, MeasuresAgainstWhatTheMachineAllows) {
  // A second processor that is worth 0.7 of the first slows the submission and the ceiling alike.
  EXPECT_GE(count_of(speedup_finding::reached, {1.48 * 0.85, 0.02, 1.7}), 995);
}

TEST(SpeedupEvidence, RefusesProcessorsThatAreNotThere) {
  EXPECT_GE(count_of(speedup_finding::low_ceiling, {0.9, 0.03, 1.2}), 990);
}

TEST(SpeedupEvidence, KnowsWhatNoScheduleReaches) {
  EXPECT_GE(count_of(speedup_finding::impossible, {6.0, 0.05}), 1000);
  EXPECT_EQ(count_of(speedup_finding::impossible, {1.5, 0.05}), 0);
}

TEST(SpeedupEvidence, KnowsWhatIsMuchTooSlowWithoutProcessorsToo) {
  EXPECT_GE(count_of(speedup_finding::missed, {0.1, 0.05, 1.2}), 995);
}

TEST(SpeedupEvidence, KnowsWorkThatWasNotDoneAndForgivesAClockThatErredOnce) {
  const auto pair_of = [](double cpu) {
    return leg_pair{.reference = 1,
                    .submission = 0.67,
                    .ceiling = 0.5,
                    .reference_cpu = 1,
                    .submission_own = 0.67,
                    .submission_cpu = cpu};
  };
  speedup_evidence idle(bar_of_test), busy(bar_of_test);
  while (idle.finding() == speedup_finding::open) idle.add(pair_of(0.3));
  EXPECT_EQ(idle.finding(), speedup_finding::idle);
  busy.add(pair_of(0.3));
  while (busy.finding() == speedup_finding::open) busy.add(pair_of(1));
  EXPECT_EQ(busy.finding(), speedup_finding::reached);
}

TEST(SpeedupEvidence, GivesUpOnABusyMachine) {
  speedup_evidence evidence(bar_of_test);
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(evidence.finding(), speedup_finding::open);
    evidence.add({1, 1, 1, 1, 0.5, "other programs were running"});
  }
  EXPECT_EQ(evidence.finding(), speedup_finding::too_busy);
  EXPECT_EQ(evidence.count(), 0);
}

TEST(SpeedupEvidence, KnowsWhatIsMuchTooSlowOnABusyMachineToo) {
  speedup_evidence evidence(bar_of_test);
  for (int pair = 0; pair < 9; ++pair) {
    EXPECT_EQ(evidence.finding(), speedup_finding::open) << pair;
    evidence.add({2, 9, 3, 1, 8, "other programs were running"});
  }
  EXPECT_EQ(evidence.finding(), speedup_finding::missed);
  EXPECT_EQ(evidence.partial_credit(), 0);
}

TEST(SpeedupEvidence, GoesOnOnABusyMachineAsLongAsItLooksTooSlow) {
  speedup_evidence evidence(bar_of_test);
  for (int pair = 0; evidence.finding() == speedup_finding::open; ++pair)
    evidence.add({2, 9, 3, 1, pair % 6 == 1 ? 0.1 : 8, "other programs were running"});
  EXPECT_EQ(evidence.finding(), speedup_finding::missed);
  EXPECT_GT(evidence.pairs().size(), 10u);
}

TEST(SpeedupEvidence, SaysNothingOfPairsOfWhichNoBoundIsKnown) {
  speedup_evidence evidence(bar_of_test);
  while (evidence.finding() == speedup_finding::open)
    evidence.add({2, 9, 3, 1, 0, "the host ran others"});
  EXPECT_EQ(evidence.finding(), speedup_finding::too_busy);
}

TEST(SpeedupEvidence, TakesNoLongerForAGoodSpeedupWhereEverySecondPairIsDisturbed) {
  speedup_evidence evidence(bar_of_test);
  for (int pair = 0; evidence.finding() == speedup_finding::open; ++pair)
    evidence.add({1, 0.67, 0.5, 1, 0.67, pair % 2 == 0 ? "a thread had to wait" : ""});
  EXPECT_EQ(evidence.finding(), speedup_finding::too_busy);
  EXPECT_EQ(evidence.pairs().size(), 10U);
}

TEST(SpeedupEvidence, JudgesAGoodSpeedupWhereEveryThirdPairIsDisturbed) {
  speedup_evidence evidence(bar_of_test);
  for (int pair = 0; evidence.finding() == speedup_finding::open; ++pair)
    evidence.add({1, 0.67, 0.5, 1, 0.67, pair % 3 == 0 ? "a thread had to wait" : ""});
  EXPECT_EQ(evidence.finding(), speedup_finding::reached);
  EXPECT_EQ(evidence.count(), 9);
}

TEST(SpeedupEvidence, DoesNotGiveUpWhereOnlySlowedCeilingsMakeItLookGood) {
  speedup_evidence evidence(bar_of_test);
  for (int pair = 0; evidence.finding() == speedup_finding::open; ++pair)
    evidence.add({1, 1.001, 1, 1, pair % 6 == 1 ? 0.1 : 1.2, "other programs were running"});
  EXPECT_EQ(evidence.finding(), speedup_finding::missed);
  EXPECT_GT(evidence.pairs().size(), 10u);
}

/// After so many undisturbed pairs of legs with these ratios to a reference of 15 ms.
speedup_finding after_pairs(int pairs, double submission, double tick,
                            double (*reference)(int pair)) {
  speedup_evidence evidence({.ideal = 1.5, .workers = 2, .least_share = 0.73, .clock_tick = tick});
  for (int pair = 0; pair < pairs && evidence.finding() == speedup_finding::open; ++pair)
    evidence.add({0.015 * reference(pair), 0.015 * submission, 0.0075});
  return evidence.finding();
}

TEST(SpeedupEvidence, RefusesAClockThatTicksLessThanAThousandTimesInALeg) {
  const auto steady = [](int) { return 1.0; };
  EXPECT_EQ(after_pairs(1, 0.67, 7.4e-6, steady), speedup_finding::open);
  EXPECT_EQ(after_pairs(1, 0.67, 7.6e-6, steady), speedup_finding::coarse_clock);
  EXPECT_EQ(after_pairs(9, 0.67, 0, steady), speedup_finding::reached) << "an unknown clock";
}

TEST(SpeedupEvidence, RefusesAClockByWhichMoreThanATenthOfThePairsTie) {
  const auto ties = [](int count) {
    speedup_evidence evidence(bar_of_test);
    for (int pair = 0; pair < 9; ++pair) evidence.add({1, pair < count ? 1 : 1.001, 0.5});
    return evidence.finding();
  };
  EXPECT_EQ(ties(0), speedup_finding::missed);
  EXPECT_EQ(ties(1), speedup_finding::coarse_clock) << "one of nine";
}

TEST(SpeedupEvidence, RefusesReferencesThatScatterByMoreThanATenth) {
  const auto little = [](int pair) { return pair % 2 == 0 ? 1.0 : 1.2; };
  const auto much = [](int pair) { return pair % 3 == 0 ? 1.0 : pair % 3 == 1 ? 1.25 : 1.5; };
  EXPECT_EQ(after_pairs(9, 0.95, 0, little), speedup_finding::missed);
  EXPECT_EQ(after_pairs(9, 0.95, 0, much), speedup_finding::scattered);
  EXPECT_EQ(after_pairs(8, 0.95, 0, much), speedup_finding::open) << "too few to tell";
}

TEST(SpeedupEvidence, NeedsNoSteadyMachineForWhatIsReachedOrMissedByFar) {
  const auto much = [](int pair) { return pair % 3 == 0 ? 1.0 : pair % 3 == 1 ? 1.25 : 1.5; };
  EXPECT_EQ(after_pairs(9, 0.67, 0, much), speedup_finding::reached);
  EXPECT_EQ(after_pairs(9, 3, 0, much), speedup_finding::missed);
}

TEST(SpeedupEvidence, GivesPartOfThePointsForPartOfTheGain) {
  const auto credit = [](double speedup) {
    speedup_evidence evidence(bar_of_test);
    for (int i = 0; i < 12; ++i) evidence.add({1, 1 / speedup, 0.5});
    return evidence.partial_credit();
  };
  EXPECT_EQ(credit(0.5), 0);
  EXPECT_EQ(credit(1.0), 0);
  EXPECT_EQ(credit(1.06), 0.5);  // the bar is at 1.095
  EXPECT_EQ(credit(1.2), 1);
}

/// A pair of a submission that reaches so much of what the machine allows; one that was disturbed
/// is slow, but bounds its share well.
leg_pair pair_at(double share, bool disturbed) {
  const double own = 1 / (share * bar_of_test.ideal);
  if (!disturbed) return {1, own, 0.5, 1, own};
  return {2, 9, 3, 1, own / 0.8, "other programs were running"};
}

/// The credit when every so many pairs of a machine are undisturbed; none for 0.
double credit_at(double share, int undisturbed_each) {
  speedup_evidence evidence(bar_of_test);
  for (int pair = 0; evidence.finding() == speedup_finding::open; ++pair)
    evidence.add(pair_at(share, undisturbed_each == 0 || pair % undisturbed_each != 0));
  EXPECT_EQ(evidence.finding(), speedup_finding::missed);
  return evidence.partial_credit();
}

TEST(SpeedupEvidence, GivesNoLessForTheSameGainOnABusyMachine) {
  for (const double share : {0.6, 0.69, 0.7, 0.71, 0.72}) {
    const double idle = credit_at(share, 1);
    EXPECT_GE(credit_at(share, 0), idle) << share << ", always busy";
    EXPECT_GE(credit_at(share, 3), idle) << share << ", mostly busy";
  }
  EXPECT_EQ(credit_at(0.71, 0), 0.5);
  EXPECT_EQ(credit_at(0.72, 0), 0.75);
}

TEST(SpeedupEvidence, GivesNoLessWhenOneOfSixCountedPairsWasSlow) {
  // Alone, six pairs have their least as their bound; all nine tell together that it is missed.
  speedup_evidence evidence(bar_of_test);
  for (const double share : {0.67, 0.72, 0.72, 0.72, 0.72, 0.72})
    evidence.add(pair_at(share, false));
  for (int pair = 0; pair < 3; ++pair) evidence.add(pair_at(0.72, true));
  EXPECT_EQ(evidence.finding(), speedup_finding::missed);
  EXPECT_EQ(evidence.partial_credit(), 0.75);
}

}  // namespace
}  // namespace judge
