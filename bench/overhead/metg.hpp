// SPDX-License-Identifier: MIT
// METG: the least grain of tasks at which half of the time is work and not overhead.
//
// How it works. A leg runs the same graph of tasks with ever larger grains, equally often. A point
// of the graph costs what its worker is there for, and is worth its iterations at the best rate
// that anybody reached with as many workers; the efficiency is the one by the other. So all
// competitors have one base, and who slows down the computing itself does not look better for it.
// Efficiency rises with the grain, and what disturbs a measurement only lowers it: so the first
// grain that reaches a half counts, whatever follows. The half itself is between it and the one
// before, on a logarithmic scale. A point of that grain is worth its iterations, and costs twice as
// much: this is the METG. It is unknown when the sweep has not efficiencies on both sides of it.
//
// Source: Slaughter et al., "Task Bench: a parameterized benchmark for evaluating parallel runtime
// performance", SC 2020: the minimum effective task granularity.
#pragma once

#include "bench/overhead/work.hpp"
#include "bench/task_bench.hpp"

namespace bench::overhead {

/// What is measured at one grain.
struct sweep_point {
  double iterations;  ///< of each point of the graph
  double seconds;     ///< that a worker is there for a point, work and waiting
};

/// Units: seconds of a point of the graph, at the grain where the efficiency is a half.
/// `iteration_seconds` is what an iteration takes at best. Requires: iterations increase.
/// Returns: NaN where the efficiency does not cross the half.
double metg(const std::vector<sweep_point>& sweep, double iteration_seconds);

/// A leg: the graph of that many steps, with each grain. Its curve has the seconds of the run, by
/// point of the graph, over the iterations of each; its value is unknown until it is settled.
leg run_sweep(pool& on, const task_bench::pattern& shape, std::int64_t steps);
/// The right answer of such a leg.
std::int64_t sweep_answer(const task_bench::pattern& shape, std::int64_t steps);
/// Makes the value of each leg its METG, and its curve the seconds that a worker is there for a
/// point over the seconds of its iterations: both with a base from all legs that count, or from all
/// if none does.
void settle_sweeps(const std::vector<std::vector<leg>*>& of_each, std::size_t workers);

/// A work whose legs are such sweeps.
template <const task_bench::pattern& Shape>
work make_metg_work(int place, std::string_view name, std::string_view summary) {
  return {.place = place,
          .name = name,
          .summary = summary,
          .metrics = {{name, "s"}},
          .sizes = {.trial = 2, .tiny = 2, .whole = 64},  // 1024 points or nearly, at each grain
          .most_rounds = 7,                               // a leg is long
          .measure = [](pool& on, std::int64_t steps) { return run_sweep(on, Shape, steps); },
          .answer = [](std::int64_t steps) { return sweep_answer(Shape, steps); },
          .settle = settle_sweeps};
}

}  // namespace bench::overhead
