// SPDX-License-Identifier: MIT
// One competitor at one work with some workers, while it is measured.
#pragma once

#include <functional>
#include <optional>

#include "bench/overhead/leg_apart.hpp"
#include "reports/record/bench_record.hpp"

namespace bench::overhead {

/// Runs a leg, and tells why it does not count if it does not.
using leg_runner = std::function<leg_outcome(const leg_order&)>;

class contest {
 public:
  contest(const work& what, const competitor& who, std::size_t workers)
      : work_(what), competitor_(who), workers_(workers) {}

  /// Tries it once, to learn whether it can, and how big its legs are to be.
  void try_out(scale size, const leg_runner& run);
  /// Runs a leg on a pool of its own, after an untimed trial on it, and keeps what it found.
  void run_leg(const leg_runner& run);

  bool has_problem() const { return problem_.has_value(); }
  bool failed() const { return failed_; }
  /// Whether the question makes no sense here, so that there is nothing to tell.
  bool is_left_out() const { return left_out_; }
  std::size_t workers() const { return workers_; }
  std::int64_t size() const { return size_; }
  /// The same competitor, whose legs are as big as those of the other; it has none yet.
  contest with_size_of(const contest& other) const;
  std::string_view competitor_name() const { return competitor_.name; }
  std::string_view adapted_name() const { return competitor_.adapts; }
  std::string name() const;
  /// What the legs found; not to be used if there is a problem.
  std::vector<leg>& legs() { return legs_; }

  /// The metric's values, compared with those of the reference in the same rounds.
  reports::bench_cost cost(std::size_t metric, const contest* reference) const;
  /// The metric's values by those of the same rounds of its native twin: what the adapter costs.
  /// Requires: neither has a problem.
  reports::bench_cost cost_beside(const contest& native, std::size_t metric) const;

 private:
  std::int64_t affordable_size(std::int64_t asked, std::int64_t tried, double task_seconds) const;
  std::int64_t limited(std::int64_t size) const;
  std::vector<double> values_of(std::size_t metric) const;
  std::vector<double> values_that_count(std::size_t metric) const;
  std::optional<leg> run(const leg_runner& run, std::int64_t warm_up, std::int64_t size);

  work work_;
  competitor competitor_;
  std::size_t workers_;
  std::int64_t size_ = 1;
  std::vector<leg> legs_;
  std::optional<std::string> problem_;
  bool failed_ = false;
  bool left_out_ = false;
};

}  // namespace bench::overhead
