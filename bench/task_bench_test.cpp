// SPDX-License-Identifier: MIT
// The patterns are those of the paper, and a graph's answer shows a dependency that was not kept.
#include "bench/task_bench.hpp"

#include <gmock/gmock.h>

namespace bench::task_bench {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The points that a point of a graph of width 8 needs.
std::vector<std::int64_t> needs(const pattern& shape, std::int64_t step, std::int64_t point) {
  const graph what{.shape = shape, .width = 8, .steps = 100, .iterations = 0};
  auto [input, stride, count] = what.inputs_of(step, point);
  std::vector<std::int64_t> needed;
  for (; count > 0; --count, input += stride) needed.push_back(input);
  return needed;
}

TEST(TaskBench, HasThePatternsOfThePaper) {
  EXPECT_THAT(needs(trivial, 3, 4), IsEmpty());
  EXPECT_THAT(needs(stencil, 1, 0), ElementsAre(0, 1));
  EXPECT_THAT(needs(stencil, 1, 4), ElementsAre(3, 4, 5));
  EXPECT_THAT(needs(stencil, 99, 7), ElementsAre(6, 7));
  EXPECT_THAT(needs(all_to_all, 2, 5), ElementsAre(0, 1, 2, 3, 4, 5, 6, 7));
}

TEST(TaskBench, DoublesTheDistanceOfAnFftFromStepToStep) {
  EXPECT_THAT(needs(fft, 1, 4), ElementsAre(3, 4, 5));
  EXPECT_THAT(needs(fft, 2, 4), ElementsAre(2, 4, 6));
  EXPECT_THAT(needs(fft, 3, 4), ElementsAre(0, 4));
  EXPECT_THAT(needs(fft, 3, 3), ElementsAre(3, 7));
  EXPECT_THAT(needs(fft, 4, 4), ElementsAre(3, 4, 5));
}

TEST(TaskBench, LetsATreeGrowUntilItIsWide) {
  const graph what{.shape = tree, .width = 8, .steps = 6, .iterations = 0};
  EXPECT_EQ(what.points(), 1 + 2 + 4 + 8 + 8 + 8);
  EXPECT_THAT(needs(tree, 1, 1), ElementsAre(0));
  EXPECT_THAT(needs(tree, 3, 7), ElementsAre(3));
  EXPECT_THAT(needs(tree, 90, 7), ElementsAre(3));
}

TEST(TaskBench, NeedsNothingInTheFirstStep) {
  for (const auto& shape : {trivial, stencil, fft, tree, all_to_all})
    EXPECT_THAT(needs(shape, 0, 0), IsEmpty());
}

TEST(TaskBench, FindsTheValueOfManyIterationsAtOnce) {
  for (const std::int64_t iterations : {0, 1, 2, 3, 1'000, 4'097})
    EXPECT_EQ(all_at_once(iterations)(42), burn(42, iterations)) << iterations;
}

/// Computes a graph without futures, where point (2, 3) gets its inputs by `read`.
template <class Read>
number disturbed(const graph& what, Read read) {
  std::vector<number> values, before;
  for (std::int64_t step = 0; step < what.steps; ++step) {
    std::vector<number> now;
    for (std::int64_t point = 0; point < what.points_of(step); ++point)
      now.push_back(compute(what, step, point, [&](std::int64_t input) {
        if (step == 2 && point == 3) return read(before, input);
        return before[static_cast<std::size_t>(input)];
      }));
    values.insert(values.end(), now.begin(), now.end());
    before = now;
  }
  return fold_all(values);
}

TEST(TaskBench, GivesAnotherAnswerWhenADependencyIsNotKept) {
  using values = std::vector<number>;
  const auto at = [](const values& from, std::int64_t i) {
    return from[static_cast<std::size_t>(i)];
  };
  for (const auto& shape : {stencil, fft, tree, all_to_all}) {
    const graph what{.shape = shape, .width = 8, .steps = 5, .iterations = 10};
    const auto right = answer(what);
    EXPECT_EQ(disturbed(what, at), right);
    const auto too_early = [](const values&, std::int64_t) { return number{0}; };
    EXPECT_NE(disturbed(what, too_early), right);
    const auto another = [&](const values& from, std::int64_t i) { return at(from, i ^ 1); };
    EXPECT_NE(disturbed(what, another), right);
  }
}

}  // namespace
}  // namespace bench::task_bench
