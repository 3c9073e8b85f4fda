// SPDX-License-Identifier: MIT
// Works of those who have no futures that a task could wait for, written once.
//
// How it works. Each needs only one thing of its library: `run_all(n, task)`, which calls task(0)
// ... task(n - 1) in tasks and returns when they are done.
#pragma once

#include "bench/fan_out_in.hpp"
#include "bench/overhead/timing.hpp"
#include "bench/word_count.hpp"

namespace bench::overhead {

/// Computes the graph step by step, or all points at once if none needs another.
/// Returns: all values as one.
template <class RunAll>
std::int64_t graph_by_steps(const task_bench::graph& what, RunAll run_all) {
  std::vector<task_bench::number> values(static_cast<std::size_t>(what.points()));
  auto* const all = values.data();
  if (!what.has_inputs()) {
    run_all(what.points(), [&what, all](std::int64_t i) {
      all[i] = compute(what, i / what.width, i % what.width, [](std::int64_t) { return 0; });
    });
  } else {
    const auto* before = all;
    auto* now = all;
    for (std::int64_t step = 0; step < what.steps; ++step) {
      run_all(what.points_of(step), [&what, step, before, now](std::int64_t point) {
        now[point] = compute(what, step, point, [before](std::int64_t i) { return before[i]; });
      });
      before = now;
      now += what.points_of(step);
    }
  }
  return static_cast<std::int64_t>(task_bench::fold_all(values));
}

template <class RunAll>
std::int64_t native_fan_out_in(std::int64_t rounds, RunAll run_all) {
  std::vector<std::int64_t> terms(fan_width);
  std::int64_t sum = 0;
  for (; rounds > 0; --rounds) {
    run_all(fan_width, [sum, into = terms.data()](std::int64_t i) { into[i] = fan_term(sum, i); });
    sum = 0;
    for (const auto each : terms) sum += each;
  }
  return sum;
}

template <class RunAll>
std::int64_t native_word_count(std::int64_t words, RunAll run_all) {
  const auto pieces = pieces_of(text_of(words));
  std::vector<word_table> parts(pieces.size());
  run_all(static_cast<std::int64_t>(pieces.size()),
          [from = pieces.data(), into = parts.data()](std::int64_t i) {
            into[i] = count_words(from[i]);
          });
  word_table all;
  for (const auto& part : parts) add_words(part, all);
  return fingerprint(all);
}

}  // namespace bench::overhead
