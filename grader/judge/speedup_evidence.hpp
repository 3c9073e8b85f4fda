// SPDX-License-Identifier: MIT
// What pairs of legs show of a speedup, and how surely.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace judge {

/// The evidence, after n pairs of which b were above the bar, against "at most half of all pairs
/// are above": E = 2 * Integral over p from 1/2 to 1 of (2p)^b (2(1-p))^(n-b). A value of 1/alpha
/// or more allows to reject at level alpha, whenever one looks (Ville's inequality).
double sign_evidence(int pairs, int above);

/// A bound that the median of the values is not below, with 95 % confidence: the order statistic
/// of the exact two-sided sign interval. Empty for fewer than six values: there is none then.
std::optional<double> lower_bound_of_median(std::vector<double> values);

/// Legs that ran one right after the other. Units: seconds of wall time.
struct leg_pair {
  double reference = 0;      ///< the work on one thread
  double submission = 0;     ///< the work by the submission
  double ceiling = 0;        ///< the work on as many threads as workers, with nothing between them
  double reference_cpu = 0;  ///< processor time of the work on one thread
  /// What the submission would have taken at least, had nobody kept its threads from a processor.
  double submission_own = 0;
  std::string disturbance{};  ///< why the pair does not count; empty when it does
  /// Processor time of all threads of the submission; infinite when it was not measured.
  double submission_cpu = std::numeric_limits<double>::infinity();
};

/// What a submission should reach.
struct speedup_bar {
  double ideal = 1;  ///< work / optimum makespan of the exercise on these workers
  int workers = 1;
  double least_share = 1;  ///< of what the machine allows: see share_of()
  double clock_tick = 0;   ///< the shortest time that the clock can tell; 0 when that is unknown
};

/// What may be said. The first that applies.
enum class speedup_finding {
  open,          ///< more pairs may tell
  coarse_clock,  ///< the clock cannot tell such legs apart
  idle,          ///< less processor time than the work needs, so that something else did it
  impossible,    ///< faster than the task graph allows on any machine
  reached,
  missed,
  too_busy,     ///< too many pairs were disturbed
  scattered,    ///< the same work takes now this long, now that
  low_ceiling,  ///< the processors are not there, whatever their number says
  inconclusive,
};

/// A sequential test: it may be asked after every pair, and is wrong with probability alpha at
/// most. Source: Ramdas et al., "Game-theoretic statistics and safe anytime-valid inference",
/// 2023; the mixture is that of sign_evidence().
class speedup_evidence {
 public:
  static constexpr double alpha = 0.01;
  static constexpr int most_pairs = 30;

  explicit speedup_evidence(speedup_bar bar) : bar_(bar) {}

  void add(const leg_pair& legs);
  speedup_finding finding() const;

  const speedup_bar& bar() const noexcept { return bar_; }
  /// All pairs, in the order they ran.
  const std::vector<leg_pair>& pairs() const noexcept { return pairs_; }
  /// Pairs that count.
  int count() const noexcept { return static_cast<int>(shares_.size()); }
  /// Medians over the pairs that count; 0 without any.
  double speedup() const;
  double ceiling() const;  ///< of the machine: 1 to about the number of workers
  double share() const;
  double most_share() const;  ///< over all pairs: a bound of the share on a quiet machine
  /// Whether the pairs that count say alone that the bar is missed, not bounds of disturbed ones.
  bool missed_by_what_counts() const;
  /// Of a submission that misses the bar: from 0, for no gain over one thread, to 1, in quarters;
  /// by the lower bound of the share, in the pairs that tell that it is missed. So it is no less on
  /// a busy machine, where they tell what a quiet one would have shown at most.
  double partial_credit() const;

 private:
  /// What the pair reached of what the machine allowed in that moment:
  /// (reference / submission) / (ideal * ceiling / workers).
  double share_of(const leg_pair& legs) const;
  /// What a disturbed pair could have reached at most, had it not been disturbed.
  double most_share_of(const leg_pair& legs) const;
  /// Whether the clock is too coarse for legs as short as these.
  bool clock_is_coarse() const;
  /// Whether undisturbed legs of one and the same work differ too much.
  bool references_scatter() const;
  /// Whether there is no use in waiting for more undisturbed pairs.
  bool machine_is_too_busy() const;
  /// Whether a few more pairs, disturbed or not, may well show that the bar is missed.
  bool leans_to_missed() const;
  bool surely_above(const std::vector<double>& values, double bar) const;
  bool surely_below(const std::vector<double>& values, double bar) const;

  const speedup_bar bar_;
  std::vector<leg_pair> pairs_;
  // Of the pairs that count:
  int ties_ = 0;
  std::vector<double> references_;  // seconds
  std::vector<double> speedups_;
  std::vector<double> ceilings_;
  std::vector<double> shares_;
  // Of all pairs: the shares of those that count, and bounds of the others.
  std::vector<double> most_shares_;
  std::vector<double> shares_as_measured_;  // disturbed or not
  std::vector<double> cpu_shares_;          // submission's processor time / reference's
};

}  // namespace judge
