// SPDX-License-Identifier: MIT
// One competitor at one work with some workers, while it is measured.
#include "bench/overhead/contest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bench/overhead/curves.hpp"
#include "bench/overhead/process_usage.hpp"
#include "bench/overhead/statistics.hpp"

namespace bench::overhead {
namespace {

/// A leg of a slow competitor is made smaller until it takes about as long: half an hour of it
/// would tell no more about a task.
constexpr double bearable_leg_seconds = 2;

}  // namespace

std::string contest::name() const { return fmt::format("{} on {}", work_.name, competitor_.name); }

void contest::try_out(scale size) {
  guarded([&] {
    const auto asked = limited(size == scale::tiny ? work_.sizes.tiny : work_.sizes.whole);
    const auto tried = limited(std::min(work_.sizes.trial, asked));
    wait_until_quiet();
    const auto on = competitor_.make(workers_);
    checked_leg(*on, tried);  // the first is slower, and does not count
    size_ = affordable_size(asked, tried, checked_leg(*on, tried).values.front());
  });
}

void contest::run_leg() {
  if (has_problem()) return;
  guarded([&] {
    wait_until_quiet();
    const auto on = competitor_.make(workers_);
    checked_leg(*on, std::min(work_.sizes.trial, size_));
    legs_.push_back(checked_leg(*on, size_));
  });
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
  if (metric == 0) made.curve = median_curve(legs_);
  if (reference != nullptr && !reference->has_problem())
    made.ratios = paired_ratios(reference->values_of(metric), made.values);
  return made;
}

reports::bench_cost contest::cost_beside(const contest& native, std::size_t metric) const {
  auto made = cost(metric, nullptr);
  made.competitor = fmt::format("{}/{}", competitor_.name, native.competitor_.name);
  made.unit = "ratio";
  made.curve.clear();  // of the adapter, not of the ratio
  made.values = paired_ratios(made.values, native.values_of(metric));
  return made;
}

leg contest::checked_leg(pool& on, std::int64_t size) const {
  auto found = work_.measure(on, size);
  const auto right = work_.answer(size);
  if (found.answer != right)
    throw std::runtime_error(fmt::format("the answer is {} and not {}", found.answer, right));
  return found;
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

template <class Step>
void contest::guarded(Step step) {
  try {
    step();
  } catch (const refused& reason) {
    problem_ = fmt::format("refused: {}", reason.what());
    left_out_ = std::string_view(reason.what()).empty();
  } catch (const std::exception& problem) {
    failed_ = true;
    problem_ = fmt::format("failed: {}", problem.what());
  }
}

}  // namespace bench::overhead
