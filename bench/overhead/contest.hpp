// SPDX-License-Identifier: MIT
// One competitor at one work with some workers, while it is measured.
#pragma once

#include <optional>

#include "bench/overhead/work.hpp"
#include "reports/record/bench_record.hpp"

namespace bench::overhead {

class contest {
 public:
  contest(const work& what, const competitor& who, std::size_t workers)
      : work_(what), competitor_(who), workers_(workers) {}

  /// Tries it once, to learn whether it can, and how big its legs are to be.
  void try_out(scale size);
  /// Runs a leg on a pool of its own, after an untimed trial on it, and keeps what it found.
  void run_leg();

  bool has_problem() const { return problem_.has_value(); }
  bool failed() const { return failed_; }
  /// Whether the question makes no sense here, so that there is nothing to tell.
  bool is_left_out() const { return left_out_; }
  std::size_t workers() const { return workers_; }
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
  leg checked_leg(pool& on, std::int64_t size) const;
  std::int64_t affordable_size(std::int64_t asked, std::int64_t tried, double task_seconds) const;
  std::int64_t limited(std::int64_t size) const;
  std::vector<double> values_of(std::size_t metric) const;
  template <class Step>
  void guarded(Step step);

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
