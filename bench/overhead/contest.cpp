// SPDX-License-Identifier: MIT
// One competitor at one work with some workers, while it is measured.
#include "bench/overhead/contest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "bench/overhead/curves.hpp"
#include "bench/overhead/statistics.hpp"

namespace bench::overhead {
namespace {

/// A leg of a slow competitor is made smaller until it takes about as long: half an hour of it
/// would tell no more about a task.
constexpr double bearable_leg_seconds = 2;

}  // namespace

std::string contest::name() const { return fmt::format("{} on {}", work_.name, competitor_.name); }

void contest::try_out(scale size, const leg_runner& runner) {
  const auto asked = limited(size == scale::tiny ? work_.sizes.tiny : work_.sizes.whole);
  const auto tried = limited(std::min(work_.sizes.trial, asked));
  if (const auto found = run(runner, tried, tried))
    size_ = affordable_size(asked, tried, found->values.front());
}

void contest::run_leg(const leg_runner& runner) {
  if (has_problem()) return;
  const auto warm_up = work_.sizes.warms_up_whole ? size_ : std::min(work_.sizes.trial, size_);
  if (auto found = run(runner, warm_up, size_)) legs_.push_back(std::move(*found));
}

contest contest::with_size_of(const contest& other) const {
  auto same = *this;
  same.legs_.clear();
  same.size_ = other.size_;
  return same;
}

reports::bench_cost contest::cost(std::size_t metric, const contest* reference) const {
  reports::bench_cost made{.work = std::string(work_.metrics[metric].name),
                           .competitor = std::string(competitor_.name),
                           .workers = static_cast<int>(workers_),
                           .tasks = legs_.empty() ? 0 : legs_.back().tasks,
                           .unit = std::string(work_.metrics[metric].unit),
                           .values = {},
                           .ratios = {},
                           .answer_checked = !has_problem(),
                           .problem = problem_};
  if (has_problem()) return made;
  made.values = values_of(metric);
  for (const auto& each : legs_) made.disturbances.push_back(each.disturbance);
  if (metric == 0) made.curve = median_curve(legs_);
  if (reference != nullptr && !reference->has_problem())
    made.ratios = paired_ratios(reference->values_that_count(metric), made.values);
  return made;
}

reports::bench_cost contest::cost_beside(const contest& native, std::size_t metric) const {
  auto made = cost(metric, nullptr);
  made.competitor = fmt::format("{}/{}", competitor_.name, native.competitor_.name);
  made.unit = "ratio";
  made.curve.clear();  // of the adapter, not of the ratio
  made.values = paired_ratios(made.values, native.values_of(metric));
  for (std::size_t round = 0; round < made.disturbances.size(); ++round)
    if (made.disturbances[round].empty())
      made.disturbances[round] = native.legs_[round].disturbance;
  return made;
}

/// The size that was asked for, or a smaller one if with that time for a task it would be too much.
std::int64_t contest::affordable_size(std::int64_t asked, std::int64_t tried,
                                      double task_seconds) const {
  if (work_.size_of == nullptr || task_seconds <= 0) return asked;
  const auto tasks = static_cast<std::int64_t>(bearable_leg_seconds / task_seconds);
  return std::clamp(work_.size_of(tasks), tried, asked);
}

/// The size, or a smaller one if it has more tasks than the competitor can bear.
std::int64_t contest::limited(std::int64_t size) const {
  const auto most = competitor_.most_tasks.find(work_.name);
  if (most == competitor_.most_tasks.end()) return size;
  return std::min(size, work_.size_of(most->second));
}

std::vector<double> contest::values_of(std::size_t metric) const {
  std::vector<double> values;
  for (const auto& each : legs_) values.push_back(each.values.at(metric));
  return values;
}

/// Unknown where the leg does not count.
std::vector<double> contest::values_that_count(std::size_t metric) const {
  auto values = values_of(metric);
  for (std::size_t round = 0; round < values.size(); ++round)
    if (!legs_[round].disturbance.empty()) values[round] = std::nan("");
  return values;
}

/// Returns: empty when there is a problem, which is kept.
std::optional<leg> contest::run(const leg_runner& run, std::int64_t warm_up, std::int64_t size) {
  auto outcome = run({work_, competitor_, workers_, warm_up, size});
  if (!outcome.problem) return std::move(outcome.found);
  left_out_ = overhead::is_left_out(outcome);
  failed_ = !outcome.problem->starts_with("refused");
  problem_ = std::move(outcome.problem);
  return {};
}

}  // namespace bench::overhead
