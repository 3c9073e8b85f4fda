// SPDX-License-Identifier: MIT
// METG: the least grain of tasks at which half of the time is work and not overhead.
#include "bench/overhead/metg.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "bench/overhead/statistics.hpp"

namespace bench::overhead {
namespace {

constexpr double half = 0.5;
constexpr auto unknown = std::numeric_limits<double>::quiet_NaN();

/// Each twice the one before: from a few nanoseconds, which nobody can use well, to tens of
/// microseconds, which each should.
constexpr std::int64_t finest = 1 << 2, coarsest = 1 << 14;

std::vector<std::int64_t> grains() {
  std::vector<std::int64_t> all;
  for (auto grain = finest; grain <= coarsest; grain *= 2) all.push_back(grain);
  return all;
}

constexpr int repeats = 2;  // of which the quicker counts: the first one wakes the workers

task_bench::graph graph_of(const task_bench::pattern& shape, std::int64_t steps,
                           std::int64_t grain) {
  constexpr std::int64_t width = 16;  // enough points at a time for the workers of a desktop
  return {.shape = shape, .width = width, .steps = steps, .iterations = grain};
}

std::int64_t add(std::int64_t x, std::int64_t y) {  // modulo 2^64
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(x) + static_cast<std::uint64_t>(y));
}

/// The sweep of a leg that is not settled.
std::vector<sweep_point> sweep_of(const leg& measured, std::size_t workers) {
  std::vector<sweep_point> sweep;
  for (const auto& [iterations, seconds] : measured.curve)
    sweep.push_back({iterations, static_cast<double>(workers) * seconds});
  return sweep;
}

std::vector<reports::curve_point> curve_of(const std::vector<sweep_point>& sweep,
                                           double iteration_seconds) {
  std::vector<reports::curve_point> curve;
  for (const auto& each : sweep)
    curve.push_back({.x = each.iterations * iteration_seconds, .y = each.seconds});
  return curve;
}

using sweeps_of_each = std::vector<std::vector<std::vector<sweep_point>>>;

/// What an iteration costs somebody, the median of his legs, where that is least; infinity if there
/// are no legs.
double best_iteration_seconds(const sweeps_of_each& of_each) {
  auto best = std::numeric_limits<double>::infinity();
  for (const auto& sweeps : of_each) {
    for (std::size_t i = 0; !sweeps.empty() && i < sweeps.front().size(); ++i) {
      std::vector<double> seconds;
      for (const auto& sweep : sweeps) seconds.push_back(sweep[i].seconds / sweep[i].iterations);
      best = std::min(best, quantile(std::move(seconds), half));
    }
  }
  return best;
}

}  // namespace

double metg(const std::vector<sweep_point>& sweep, double iteration_seconds) {
  const auto efficiency = [&](const sweep_point& at) {
    return at.iterations * iteration_seconds / at.seconds;
  };
  const auto above = std::ranges::find_if(
      sweep, [](double each) { return each >= half; }, efficiency);
  if (above == sweep.begin() || above == sweep.end()) return unknown;
  const auto below = above - 1;
  const auto part = (half - efficiency(*below)) / (efficiency(*above) - efficiency(*below));
  const auto iterations = below->iterations * std::pow(above->iterations / below->iterations, part);
  return iterations * iteration_seconds / half;
}

leg run_sweep(pool& on, const task_bench::pattern& shape, std::int64_t steps) {
  leg found{{unknown}, 0, graph_of(shape, steps, finest).points()};
  for (const auto grain : grains()) {
    auto quickest = std::numeric_limits<double>::infinity();
    for (int i = 0; i < repeats; ++i) {
      const auto timed = on.graph(graph_of(shape, steps, grain));
      quickest = std::min(quickest, timed.seconds);
      found.answer = add(found.answer, timed.answer);
    }
    found.curve.push_back(
        {.x = static_cast<double>(grain), .y = quickest / static_cast<double>(found.tasks)});
  }
  return found;
}

std::int64_t sweep_answer(const task_bench::pattern& shape, std::int64_t steps) {
  std::int64_t sum = 0;
  for (const auto grain : grains()) {
    const auto right = static_cast<std::int64_t>(task_bench::answer(graph_of(shape, steps, grain)));
    for (int i = 0; i < repeats; ++i) sum = add(sum, right);
  }
  return sum;
}

void settle_sweeps(const std::vector<std::vector<leg>*>& of_each, std::size_t workers) {
  sweeps_of_each sweeps, that_count;
  for (const auto* legs : of_each) {
    auto& into = sweeps.emplace_back();
    auto& counting = that_count.emplace_back();
    for (const auto& each : *legs) {
      into.push_back(sweep_of(each, workers));
      if (each.disturbance.empty()) counting.push_back(into.back());
    }
  }
  auto iteration_seconds = best_iteration_seconds(that_count);
  if (!std::isfinite(iteration_seconds)) iteration_seconds = best_iteration_seconds(sweeps);
  for (std::size_t i = 0; i < of_each.size(); ++i) {
    for (std::size_t j = 0; j < sweeps[i].size(); ++j) {
      auto& settled = (*of_each[i])[j];
      settled.values = {metg(sweeps[i][j], iteration_seconds)};
      settled.curve = curve_of(sweeps[i][j], iteration_seconds);
    }
  }
}

}  // namespace bench::overhead
