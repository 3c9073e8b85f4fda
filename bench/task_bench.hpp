// SPDX-License-Identifier: MIT
// Task Bench: graphs of tasks of regular patterns, whose grain one can choose.
//
// How it works. A graph has steps, and each step has points. A point is a task; which points of the
// step before it needs is what the patterns differ in. It folds their values, in order, into a
// number of its own, and then computes on that number as many iterations as the grain says: each
// needs the one before, so that neither the compiler nor the processor can shorten them. So an
// input that is lost, exchanged or read too early gives another value, and all values together give
// the answer. The right one takes no iterations: many of them in a row are one such step with other
// constants, which squaring finds.
//
// Source: Slaughter et al., "Task Bench: a parameterized benchmark for evaluating parallel runtime
// performance", SC 2020; the constants of an iteration are those of Knuth's MMIX generator.
#pragma once

#include <algorithm>
#include <vector>

#include "bench/splitmix.hpp"
#include "futures/executor.hpp"

namespace bench::task_bench {

using number = std::uint64_t;

/// Points of the step before, in increasing order: `first`, `first + stride`, ...
struct inputs {
  std::int64_t first = 0;
  std::int64_t stride = 1;
  std::int64_t count = 0;
};

/// A pattern. `width` is the most points of a step.
struct pattern {
  /// Of a point in any step but the first; may name points that there are not, at either end.
  inputs (*inputs_of)(std::int64_t step, std::int64_t point, std::int64_t width);
  std::int64_t (*points_of)(std::int64_t step, std::int64_t width);
};

/// Twice as far apart in each step, and from 1 again when they would reach the other end.
constexpr std::int64_t butterfly_distance(std::int64_t step, std::int64_t width) {
  std::int64_t distance = 1;
  for (; step > 1; --step) distance = 2 * distance < width ? 2 * distance : 1;
  return distance;
}

constexpr auto always_width = [](std::int64_t, std::int64_t width) { return width; };

/// No point needs another.
inline constexpr pattern trivial{[](std::int64_t, std::int64_t, std::int64_t) { return inputs{}; },
                                 always_width};
/// A point needs itself and its neighbours.
inline constexpr pattern stencil{[](std::int64_t, std::int64_t point, std::int64_t) {
                                   return inputs{point - 1, 1, 3};
                                 },
                                 always_width};
/// A point needs itself and those at a distance that doubles. Requires: width is a power of 2.
inline constexpr pattern fft{[](std::int64_t step, std::int64_t point, std::int64_t width) {
                               const auto distance = butterfly_distance(step, width);
                               return inputs{point - distance, distance, 3};
                             },
                             always_width};
/// A point needs its parent; there are twice as many in each step, until there are `width`.
inline constexpr pattern tree{[](std::int64_t, std::int64_t point, std::int64_t) {
                                return inputs{point / 2, 1, 1};
                              },
                              [](std::int64_t step, std::int64_t width) {
                                constexpr std::int64_t most_doublings = 62;
                                return std::min(width,
                                                std::int64_t{1} << std::min(step, most_doublings));
                              }};
/// A point needs all.
inline constexpr pattern all_to_all{[](std::int64_t, std::int64_t, std::int64_t width) {
                                      return inputs{0, 1, width};
                                    },
                                    always_width};

/// Points to compute.
struct graph {
  pattern shape;
  std::int64_t width;
  std::int64_t steps;
  std::int64_t iterations;  ///< of each point: the grain

  std::int64_t points_of(std::int64_t step) const { return shape.points_of(step, width); }
  std::int64_t points() const {
    std::int64_t sum = 0;
    for (std::int64_t step = 0; step < steps; ++step) sum += points_of(step);
    return sum;
  }
  /// Of points that there are; none in the first step.
  inputs inputs_of(std::int64_t step, std::int64_t point) const {
    if (step == 0) return {};
    auto [first, stride, count] = shape.inputs_of(step, point, width);
    for (; count > 0 && first < 0; --count) first += stride;
    while (count > 0 && first + (count - 1) * stride >= points_of(step - 1)) --count;
    return {first, stride, count};
  }
  bool has_inputs() const { return shape.inputs_of(1, 0, width).count > 0; }
};

/// Differs for other values and for another order.
constexpr number fold(number hash, number value) { return hash * 1'000'003 + value; }

/// What a point begins with.
constexpr number seed_of(std::int64_t step, std::int64_t point) {
  return splitmix(static_cast<number>(step) << 32 | static_cast<number>(point)).next();
}

/// x -> factor * x + summand.
struct iteration {
  number factor = 6'364'136'223'846'793'005;
  number summand = 1'442'695'040'888'963'407;

  constexpr number operator()(number x) const { return factor * x + summand; }
  /// This one after the other.
  constexpr iteration after(const iteration& other) const {
    return {factor * other.factor, factor * other.summand + summand};
  }
};

/// 4 or 5 cycles an iteration.
constexpr number burn(number value, std::int64_t iterations) {
  constexpr iteration once;
  for (; iterations > 0; --iterations) value = once(value);
  return value;
}

/// The same iterations as one.
constexpr iteration all_at_once(std::int64_t iterations) {
  iteration result{1, 0};
  for (iteration power; iterations > 0; iterations /= 2, power = power.after(power))
    if (iterations % 2 == 1) result = power.after(result);
  return result;
}

/// The value of a point. `value_of(i)` is that of point i in the step before.
template <class ValueOf>
number compute(const graph& what, std::int64_t step, std::int64_t point, ValueOf value_of) {
  auto hash = seed_of(step, point);
  auto [input, stride, count] = what.inputs_of(step, point);
  for (; count > 0; --count, input += stride) hash = fold(hash, value_of(input));
  return burn(hash, what.iterations);
}

/// All values, step by step, as one.
inline number fold_all(const std::vector<number>& values) {
  number hash = 0;
  for (const auto each : values) hash = fold(hash, each);
  return hash;
}

/// The points one after the other, every iteration computed. Returns: all values as one.
inline number run_serially(const graph& what) {
  std::vector<number> before, now;
  number hash = 0;
  for (std::int64_t step = 0; step < what.steps; ++step) {
    now.clear();
    for (std::int64_t point = 0; point < what.points_of(step); ++point) {
      now.push_back(compute(what, step, point, [&](std::int64_t input) {
        return before[static_cast<std::size_t>(input)];
      }));
      hash = fold(hash, now.back());
    }
    before.swap(now);
  }
  return hash;
}

using future_number = futures::future<number>;

/// The task of a point: its dependencies are the futures that it waits for.
inline number compute_from(std::int64_t step, std::int64_t point, std::int64_t iterations,
                           const std::vector<future_number>& needed) {
  auto hash = seed_of(step, point);
  for (const auto& each : needed) hash = fold(hash, each.result());
  return burn(hash, iterations);
}

/// Submits the points step by step, each with the futures that it needs.
/// Returns: all values as one.
inline number run(futures::executor& pool, const graph& what) {
  std::vector<future_number> all;
  all.reserve(static_cast<std::size_t>(what.points()));
  std::size_t before = 0;  // where the step before begins
  for (std::int64_t step = 0; step < what.steps; ++step) {
    const auto begin = all.size();
    for (std::int64_t point = 0; point < what.points_of(step); ++point) {
      auto [input, stride, count] = what.inputs_of(step, point);
      std::vector<future_number> needed;
      needed.reserve(static_cast<std::size_t>(count));
      for (; count > 0; --count, input += stride)
        needed.push_back(all[before + static_cast<std::size_t>(input)]);
      all.push_back(pool.submit(compute_from, step, point, what.iterations, std::move(needed)));
    }
    before = begin;
  }
  number hash = 0;
  for (const auto& each : all) hash = fold(hash, each.result());
  return hash;
}

/// The right answer of run(), found without tasks.
inline number answer(const graph& what) {
  const auto finish = all_at_once(what.iterations);
  std::vector<number> before, now;
  number hash = 0;
  for (std::int64_t step = 0; step < what.steps; ++step) {
    now.clear();
    for (std::int64_t point = 0; point < what.points_of(step); ++point) {
      auto value = seed_of(step, point);
      auto [input, stride, count] = what.inputs_of(step, point);
      for (; count > 0; --count, input += stride)
        value = fold(value, before[static_cast<std::size_t>(input)]);
      now.push_back(finish(value));
      hash = fold(hash, now.back());
    }
    before.swap(now);
  }
  return hash;
}

}  // namespace bench::task_bench
