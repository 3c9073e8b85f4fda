// SPDX-License-Identifier: MIT
// The statistics of speedups.
#include "grader/judge/speedup_evidence.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace judge {
namespace {

/// Pairs that make the machine too busy to measure; after nine it is sure what is much too slow.
constexpr int enough_disturbed = 10;
/// Clocks and processors differ by less from one leg to the next: more is no speedup.
constexpr double impossible_excess = 1.15;
/// Clocks and caches differ by much less: less processor time than this part of the reference's is
/// less work.
constexpr double least_cpu_share = 0.5;
/// Less of the bar is too slow wherever the processors are, or are not: see share_of().
constexpr double far_below_the_bar = 0.5;
/// Of ticks of the clock, in a leg: an error of a tick at both ends is nothing then.
constexpr double least_ticks = 1000;
/// Of pairs whose two legs took the same time to the last digit.
constexpr double most_ties = 0.1;
/// Median of how far undisturbed legs of the reference are from their median, in parts of it.
constexpr double most_scatter = 0.1;
/// As many pairs as a verdict needs: ties and scatter of fewer say little.
constexpr int enough_for_a_verdict = 9;
/// Less of the processors that are asked for, and they are not there: shared, or halves of one.
constexpr double least_ceiling_share = 0.8;

double log_choose(int n, int k) {
  return std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0);
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  const auto middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

int count_above(const std::vector<double>& values, double bar) {
  return static_cast<int>(std::ranges::count_if(values, [&](double v) { return v > bar; }));
}

}  // namespace

double sign_evidence(int pairs, int above) {
  // 2^(n+1) P(Bin(n+1, 1/2) <= b) / ((n+1) C(n, b)), by the logarithm of the binomials.
  double sum = 0;  // of C(n+1, k) / C(n, b) for k <= b
  for (int k = 0; k <= above; ++k)
    sum += std::exp(log_choose(pairs + 1, k) - log_choose(pairs, above));
  return sum / (pairs + 1);
}

std::optional<double> lower_bound_of_median(std::vector<double> values) {
  const int count = static_cast<int>(values.size());
  // The greatest rank k with P(Bin(n, 1/2) < k) <= 2.5 %.
  double below = 0;
  int rank = 0;
  while (rank < count) {
    below += std::exp(log_choose(count, rank) - count * std::log(2.0));
    if (below > 0.025) break;
    ++rank;
  }
  if (rank == 0) return {};
  const auto place = values.begin() + (rank - 1);
  std::ranges::nth_element(values, place);
  return *place;
}

void speedup_evidence::add(const leg_pair& legs) {
  pairs_.push_back(legs);
  most_shares_.push_back(legs.disturbance.empty() ? share_of(legs) : most_share_of(legs));
  shares_as_measured_.push_back(share_of(legs));
  cpu_shares_.push_back(legs.submission_cpu / legs.reference_cpu);
  if (!legs.disturbance.empty()) return;
  if (legs.reference == legs.submission) ++ties_;
  references_.push_back(legs.reference);
  speedups_.push_back(legs.reference / legs.submission);
  ceilings_.push_back(legs.reference / legs.ceiling);
  shares_.push_back(share_of(legs));
}

double speedup_evidence::share_of(const leg_pair& legs) const {
  // Not cut off at all workers: that would make half of the noise count, and the other half not.
  const double ceiling = legs.reference / legs.ceiling / bar_.workers;
  return legs.reference / legs.submission / (bar_.ideal * ceiling);
}

double speedup_evidence::most_share_of(const leg_pair& legs) const {
  if (legs.submission_own <= 0) return std::numeric_limits<double>::infinity();
  return legs.reference_cpu / legs.submission_own / (bar_.ideal * least_ceiling_share);
}

speedup_finding speedup_evidence::finding() const {
  if (clock_is_coarse()) return speedup_finding::coarse_clock;
  if (surely_below(cpu_shares_, least_cpu_share)) return speedup_finding::idle;
  if (surely_above(speedups_, bar_.ideal * impossible_excess)) return speedup_finding::impossible;
  const double far_below = far_below_the_bar * bar_.least_share;
  if (surely_below(shares_, far_below) || surely_below(most_shares_, far_below))
    return speedup_finding::missed;
  if (surely_below(ceilings_, least_ceiling_share * bar_.workers))
    return speedup_finding::low_ceiling;
  if (surely_above(shares_, bar_.least_share)) return speedup_finding::reached;
  if (references_scatter()) return speedup_finding::scattered;
  // Whoever sleeps is slow on a busy machine, too: bounds are enough to see that.
  if (missed_by_what_counts() || surely_below(most_shares_, bar_.least_share))
    return speedup_finding::missed;
  if (machine_is_too_busy()) return speedup_finding::too_busy;
  if (pairs_.size() >= most_pairs) return speedup_finding::inconclusive;
  return speedup_finding::open;
}

bool speedup_evidence::clock_is_coarse() const {
  const auto is_short = [&](const leg_pair& legs) {
    return std::min(legs.reference, legs.ceiling) < least_ticks * bar_.clock_tick;
  };
  if (std::ranges::any_of(pairs_, is_short)) return true;
  return count() >= enough_for_a_verdict && ties_ > most_ties * count();
}

bool speedup_evidence::references_scatter() const {
  if (count() < enough_for_a_verdict) return false;
  const double middle = median(references_);
  std::vector<double> distances;
  for (const double each : references_) distances.push_back(std::abs(each - middle));
  return median(distances) > most_scatter * middle;
}

bool speedup_evidence::machine_is_too_busy() const {
  const int all = static_cast<int>(pairs_.size()), disturbed = all - count();
  if (leans_to_missed()) return false;
  // Once all pairs look good, disturbed or not, more of them cost time and can win nothing where
  // every second one is lost.
  const bool looks_good = disturbed > 0 && surely_above(shares_as_measured_, bar_.least_share);
  return disturbed >= std::max(enough_disturbed, count()) ||
         (looks_good && all >= enough_disturbed && disturbed >= count());
}

bool speedup_evidence::leans_to_missed() const {
  const int above = count_above(most_shares_, bar_.least_share);
  return static_cast<int>(pairs_.size()) < most_pairs &&
         3 * above < static_cast<int>(most_shares_.size());
}

bool speedup_evidence::surely_above(const std::vector<double>& values, double bar) const {
  return sign_evidence(static_cast<int>(values.size()), count_above(values, bar)) >= 1 / alpha;
}

bool speedup_evidence::surely_below(const std::vector<double>& values, double bar) const {
  const int all = static_cast<int>(values.size());
  return sign_evidence(all, all - count_above(values, bar)) >= 1 / alpha;
}

double speedup_evidence::speedup() const { return median(speedups_); }
double speedup_evidence::ceiling() const { return median(ceilings_); }
double speedup_evidence::share() const { return median(shares_); }
double speedup_evidence::most_share() const { return median(most_shares_); }

bool speedup_evidence::missed_by_what_counts() const {
  return surely_below(shares_, bar_.least_share);
}

double speedup_evidence::partial_credit() const {
  const double nothing = 1 / bar_.ideal;  // as fast as one thread
  const auto& telling = missed_by_what_counts() ? shares_ : most_shares_;
  const double low = lower_bound_of_median(telling).value_or(0);
  const double part = std::clamp((low - nothing) / (bar_.least_share - nothing), 0.0, 1.0);
  return std::floor(4 * part) / 4;
}

}  // namespace judge
