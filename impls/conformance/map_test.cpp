// SPDX-License-Identifier: MIT
// Laws of map(): what it yields, in which order, and what happens to elements that fail.
#include <chrono>
#include <list>
#include <numeric>
#include <ranges>
#include <set>
#include <stdexcept>
#include <string>

#include "impls/conformance/backend_test.hpp"
#include "impls/conformance/threads.hpp"

namespace conformance {
namespace {

using namespace std::chrono_literals;
using futures::executor;
using futures::map_view;

static_assert(std::ranges::input_range<map_view<int>> && std::ranges::view<map_view<void>> &&
              !std::copyable<map_view<int>>);

constexpr int square(int x) { return x * x; }

template <class T>
std::vector<T> all_of(map_view<T> view) {
  std::vector<T> all;
  for (auto& each : view) all.push_back(std::move(each));
  return all;
}

std::vector<int> squares(int count) {
  std::vector<int> all;
  for (int i = 0; i < count; ++i) all.push_back(square(i));
  return all;
}

class Map : public backend_test {
 protected:
  const std::unique_ptr<executor> pool_ = make_pool();
};
INSTANTIATE_TEST_SUITE_P(Every, Map, every_backend(), by_backend);

TEST_P(Map, YieldsInTheOrderOfTheInput) {
  EXPECT_EQ(all_of(pool_->map(square, std::views::iota(0, 100))), squares(100));
}

TEST_P(Map, YieldsTheSameWithEveryChunksizeAndBuffersize) {
  const auto inputs = std::views::iota(0, 20);
  for (const std::size_t chunksize : {1, 3, 6, 20, 50})
    for (const std::optional<std::size_t> buffersize :
         {std::optional<std::size_t>{}, {1}, {2}, {20}, {40}})
      EXPECT_EQ(
          all_of(pool_->map({.chunksize = chunksize, .buffersize = buffersize}, square, inputs)),
          squares(20));
}

TEST_P(Map, YieldsEachOnceWhenTheOrderIsThatOfCompletion) {
  for (const std::size_t chunksize : {1, 7})
    for (const std::optional<std::size_t> buffersize : {std::optional<std::size_t>{}, {1}, {3}}) {
      auto all =
          all_of(pool_->map({.chunksize = chunksize, .buffersize = buffersize, .ordered = false},
                            square, std::views::iota(0, 50)));
      std::ranges::sort(all);
      EXPECT_EQ(all, squares(50));
    }
}

TEST_P(Map, EndsWithTheShortestOfSeveralRanges) {
  const std::vector<int> numbers{1, 2, 3, 4};
  const std::list<std::string> words{"one", "two", "three"};
  const auto name = [](int n, const std::string& word, char end) {
    return std::to_string(n) + word + end;
  };
  for (const std::size_t chunksize : {1, 2})
    EXPECT_EQ(
        all_of(pool_->map({.chunksize = chunksize}, name, numbers, words, std::views::iota('a'))),
        (std::vector<std::string>{"1onea", "2twob", "3threec"}));
}

TEST_P(Map, OfNothingYieldsNothing) {
  for (const std::optional<std::size_t> buffersize : {std::optional<std::size_t>{}, {2}})
    EXPECT_TRUE(all_of(pool_->map({.buffersize = buffersize}, square, std::vector<int>{})).empty());
}

TEST_P(Map, TakesEndlessInputWithABuffersize) {
  for (const std::size_t chunksize : {1, 4}) {
    std::vector<int> first;
    for (const int each :
         pool_->map({.chunksize = chunksize, .buffersize = 2}, square, std::views::iota(0))) {
      first.push_back(each);
      if (first.size() == 10) break;
    }
    EXPECT_EQ(first, squares(10));
  }
}

TEST_P(Map, RefusesSizesOfZero) {
  const std::vector<int> input{1};
  EXPECT_THROW(pool_->map({.chunksize = 0}, square, input), std::invalid_argument);
  EXPECT_THROW(pool_->map({.buffersize = 0}, square, input), std::invalid_argument);
}

TEST_P(Map, MovesElementsAndResultsThatCannotBeCopied) {
  const auto pass = [](std::unique_ptr<int> x) { return x; };
  for (const std::size_t chunksize : {1, 2}) {
    std::vector<std::unique_ptr<int>> input;
    for (int i = 0; i < 3; ++i) input.push_back(std::make_unique<int>(i));
    const auto results = all_of(pool_->map({.chunksize = chunksize}, pass, std::move(input)));
    ASSERT_EQ(results.size(), 3U);
    EXPECT_EQ(*results[2], 2);
  }
}

TEST_P(Map, CopiesElementsThatOthersHave) {
  std::vector<std::string> input{"a", "b"};
  auto results = pool_->map([](std::string text) { return text + "!"; }, input);
  input.assign(2, "gone");
  EXPECT_EQ(all_of(std::move(results)), (std::vector<std::string>{"a!", "b!"}));
}

TEST_P(Map, YieldsSomethingForCallsThatReturnNothing) {
  std::atomic<int> sum = 0;
  int yielded = 0;
  for ([[maybe_unused]] const auto& done :
       pool_->map([&](int x) { sum += x; }, std::views::iota(0, 5)))
    ++yielded;
  EXPECT_EQ(yielded, 5);
  EXPECT_EQ(sum, 10);
}

TEST_P(Map, GivesAStopTokenToThoseWhoTakeOne) {
  const auto asked = [](std::stop_token stop, int x) { return stop.stop_requested() ? -1 : x; };
  EXPECT_EQ(all_of(pool_->map(asked, std::vector{1, 2})), (std::vector{1, 2}));
}

TEST_P(Map, SubmitsAllWithoutIteration) {
  std::atomic<int> runs = 0;
  {
    const auto results = pool_->map([&](int) { ++runs; }, std::views::iota(0, 20));
    pool_->shutdown();
    EXPECT_EQ(runs, 20);
  }
}

TEST_P(Map, YieldsAfterTheExecutorIsGone) {
  auto pool = make_pool();
  auto results = pool->map(square, std::vector{1, 2, 3});
  pool.reset();
  EXPECT_EQ(all_of(std::move(results)), (std::vector{1, 4, 9}));
}

int fails_at_two(int x) {
  if (x == 2) throw std::out_of_range("two");
  return x;
}

TEST_P(Map, ThrowsWhatAnElementThrewAndGoesOn) {
  for (const std::size_t chunksize : {1, 3, 10})
    for (const std::optional<std::size_t> buffersize : {std::optional<std::size_t>{}, {1}}) {
      auto view = pool_->map({.chunksize = chunksize, .buffersize = buffersize}, fails_at_two,
                             std::views::iota(0, 5));
      std::vector<int> seen;
      for (auto it = view.begin(); it != view.end(); ++it) {
        try {
          seen.push_back(*it);
        } catch (const std::out_of_range&) {
          EXPECT_THROW(*it, std::out_of_range);  // again and again
          seen.push_back(-1);
        }
      }
      EXPECT_EQ(seen, (std::vector{0, 1, -1, 3, 4}));
      EXPECT_TRUE(view.begin() == view.end());
    }
}

TEST_P(Map, LeavesALoopByTheElementsException) {
  int seen = 0;
  const auto loop = [&] {
    for ([[maybe_unused]] const int each : pool_->map(fails_at_two, std::views::iota(0, 5))) ++seen;
  };
  EXPECT_THROW(loop(), std::out_of_range);
  EXPECT_EQ(seen, 2);
}

TEST_P(Map, AfterAShutdownIsRefused) {
  pool_->shutdown();
  EXPECT_THROW(pool_->map(square, std::vector{1}), futures::executor_shutdown_error);
}

TEST_P(Map, ATimeoutErrorOfTheCallableIsNotTheMaps) {
  const auto late = [](int x) {
    if (x == 1) throw futures::timeout_error("mine");
    return x;
  };
  auto view = pool_->map({.timeout = 24h}, late, std::views::iota(0, 3));
  auto it = view.begin();
  ++it;
  EXPECT_THROW(*it, futures::timeout_error);
  ++it;
  EXPECT_EQ(*it, 2);
}

TEST_P(Map, EndsAfterClose) {
  for (const bool ordered : {true, false}) {
    auto view = pool_->map({.ordered = ordered}, square, std::views::iota(0, 10));
    std::ignore = view.begin();
    view.close();
    EXPECT_TRUE(view.begin() == view.end());
  }
}

/// Counts the elements that were read from it.
struct counted_input {
  int read = 0;
  auto view() {
    return std::views::iota(0, 10) | std::views::transform([this](int i) {
             ++read;
             return i;
           });
  }
};

TEST_P(Map, ReadsNoMoreInputThanTheBuffersizeAllows) {
  for (const bool ordered : {true, false}) {
    counted_input input;
    auto view = pool_->map({.buffersize = 2, .ordered = ordered}, square, input.view());
    EXPECT_EQ(input.read, 2);
    auto it = view.begin();
    EXPECT_EQ(input.read, 3);  // one is yielded, two are submitted
    ++it;
    EXPECT_EQ(input.read, 4);
  }
}

TEST_P(Map, CountsChunksInItsBuffer) {
  counted_input input;
  auto view = pool_->map({.chunksize = 2, .buffersize = 2}, square, input.view());
  EXPECT_EQ(input.read, 4);
  auto it = view.begin();
  EXPECT_EQ(input.read, 4);  // half of the first chunk is not yielded
  ++it;
  EXPECT_EQ(input.read, 6);
}

TEST_P(Map, YieldsWhatWasSubmittedBeforeTheInputFailed) {
  const auto input = std::views::iota(0, 10) | std::views::transform([](int i) {
                       return i == 3 ? throw std::out_of_range("no input") : i;
                     });
  EXPECT_THROW(pool_->map(square, input), std::out_of_range);
  auto view = pool_->map({.buffersize = 2}, square, input);
  std::vector<int> seen;
  const auto loop = [&] {
    for (const int each : view) seen.push_back(each);
  };
  EXPECT_THROW(loop(), std::out_of_range);
  EXPECT_EQ(seen, squares(3));
  EXPECT_TRUE(view.begin() == view.end());
}

TEST_P(Map, KeepsNoReferenceToWhatItYielded) {
  for (const std::size_t chunksize : {1, 4}) {
    std::weak_ptr<int> before;
    for (auto& each : pool_->map(
             {.chunksize = chunksize}, [](int i) { return std::make_shared<int>(i); },
             std::views::iota(0, 4))) {
      EXPECT_TRUE(before.expired());
      before = each;
    }
    EXPECT_TRUE(before.expired());
  }
}

int sum_of_tree(executor& pool, int depth, bool ordered) {
  if (depth == 0) return 1;
  const auto subtree = [&pool, depth, ordered](int) {
    return sum_of_tree(pool, depth - 1, ordered);
  };
  const auto results = all_of(pool.map({.ordered = ordered}, subtree, std::views::iota(0, 3)));
  return std::accumulate(results.begin(), results.end(), 0);
}

TEST_P(Map, InsideATaskEndsHoweverFewTheWorkers) {
  for (const std::size_t workers : {1, 2}) {
    const auto pool = make_pool(workers);
    for (const bool ordered : {true, false})
      EXPECT_EQ(pool->submit(sum_of_tree, std::ref(*pool), 4, ordered).result(), 81);
  }
}

TEST_P(Map, RunsInManyThreadsAtOnce) {
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int round = 0; round < 20; ++round)
        for (const bool ordered : {true, false}) {
          const auto results = all_of(
              pool_->map({.buffersize = 4, .ordered = ordered}, square, std::views::iota(0, 30)));
          EXPECT_EQ(results.size(), 30U);
        }
    });
}

/// A pool of one worker, which is busy.
class MapWaiting : public backend_test {
 protected:
  void SetUp() override {
    pool_ = make_pool(1);
    worker_.emplace(*pool_);
  }
  void TearDown() override {
    worker_.reset();
    pool_.reset();
  }
  std::atomic<int> runs_ = 0;
  std::unique_ptr<executor> pool_;
  std::optional<occupied_workers> worker_;
};
INSTANTIATE_TEST_SUITE_P(Every, MapWaiting,
                         backends_claiming<MapWaiting>(&futures::capabilities::asynchronous,
                                                       &futures::capabilities::cancel_pending,
                                                       &futures::capabilities::bounded_workers),
                         by_backend);

TEST_P(MapWaiting, TimesOutAndCancelsTheRest) {
  for (const bool ordered : {true, false})
    for (const std::size_t chunksize : {1, 2})
      for (const auto timeout : {0ms, 2ms}) {
        auto view = pool_->map(
            {.timeout = timeout, .chunksize = chunksize, .ordered = ordered}, [&](int) { ++runs_; },
            std::views::iota(0, 4));
        EXPECT_THROW(std::ignore = view.begin(), futures::timeout_error);
        EXPECT_TRUE(view.begin() == view.end());
      }
  worker_->release();
  pool_->shutdown();
  EXPECT_EQ(runs_, 0);
}

TEST_P(MapWaiting, YieldsAfterItsTimeWhatIsDone) {
  auto view = pool_->map({.timeout = 0ms}, square, std::views::iota(0, 3));
  worker_->release();
  pool_->shutdown();
  EXPECT_EQ(all_of(std::move(view)), squares(3));
}

TEST_P(MapWaiting, CancelsWhatWasNotYieldedWhenItGoesAway) {
  {
    const auto gone = pool_->map([&](int) { ++runs_; }, std::views::iota(0, 4));
  }
  auto closed = pool_->map(
      {.chunksize = 2, .ordered = false}, [&](int) { ++runs_; }, std::views::iota(0, 4));
  closed.close();
  worker_->release();
  pool_->shutdown();
  EXPECT_EQ(runs_, 0);
}

TEST_P(MapWaiting, YieldsInTheOrderOfCompletionIfAsked) {
  const auto other = make_pool(2);
  gate first_may_end;
  const auto slow_first = [&](int i) {
    if (i == 0) first_may_end.wait_open();
    return i;
  };
  auto view = other->map({.ordered = false}, slow_first, std::views::iota(0, 3));
  auto it = view.begin();
  EXPECT_NE(*it, 0);
  EXPECT_NE(*++it, 0);
  first_may_end.open();
  EXPECT_EQ(*++it, 0);
}

TEST_P(MapWaiting, YieldsCancelledErrorForEveryElementOfACancelledTask) {
  auto view = pool_->map({.chunksize = 2}, square, std::views::iota(0, 3));
  pool_->shutdown({.wait = false, .cancel_futures = true});
  worker_->release();
  int cancelled = 0;
  for (auto it = view.begin(); it != view.end(); ++it) {
    EXPECT_THROW(*it, futures::cancelled_error);
    ++cancelled;
  }
  EXPECT_EQ(cancelled, 3);
}

TEST_P(MapWaiting, YieldsWhatWasSubmittedBeforeTheShutdown) {
  auto view = pool_->map({.buffersize = 2}, square, std::views::iota(0));
  pool_->shutdown({.wait = false});
  worker_->release();
  std::vector<int> seen;
  const auto loop = [&] {
    for (const int each : view) seen.push_back(each);
  };
  EXPECT_THROW(loop(), futures::executor_shutdown_error);
  EXPECT_EQ(seen, squares(2));
}

}  // namespace
}  // namespace conformance
