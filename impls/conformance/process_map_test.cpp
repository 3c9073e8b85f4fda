// SPDX-License-Identifier: MIT
// Laws of map() over other processes.
#include <array>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "impls/conformance/process_pool_test.hpp"

namespace conformance {
namespace {

using futures::process_pool_executor;

template <class F>
concept can_map = requires(process_pool_executor& pool, F f, std::vector<int> numbers) {
  pool.map(f, numbers);
};
struct called_once {
  int operator()(int x) && { return x; }
};
struct counting {
  int operator()(int x) { return x + count++; }
  int count = 0;
};
static_assert(can_map<int (*)(int)> && !can_map<called_once> && !can_map<counting> &&
              !can_map<int (*)(int*)>);

struct point {
  int x;
  double y;
};

long add(long x, long y) { return x + y; }

class ProcessMap : public process_pool_test {
 protected:
  process_pool_executor pool{2};
};

TEST_F(ProcessMap, YieldsResultsInOrder) {
  std::vector<long> numbers(100);
  std::iota(numbers.begin(), numbers.end(), 0);
  for (const std::size_t chunksize : {1U, 6U, 50U, 140U}) {
    long expected = 0;
    for (const long square : pool.map(
             {.chunksize = chunksize}, [](long x) { return x * x; }, numbers)) {
      EXPECT_EQ(square, expected * expected);
      ++expected;
    }
    EXPECT_EQ(expected, 100);
  }
}

TEST_F(ProcessMap, CarriesValuesThatALambdaCaptured) {
  long factor = 6;
  for (const std::size_t chunksize : {1U, 2U}) {
    long sum = 0;
    for (const long x : pool.map(
             {.chunksize = chunksize}, [factor](long each) { return factor * each; },
             std::vector{1L, 2L, 3L}))
      sum += x;
    EXPECT_EQ(sum, 36);
  }
}

TEST_F(ProcessMap, TakesSeveralRangesAndObjects) {
  const std::vector<point> points{{1, 1}, {2, 2}};
  const std::vector<std::string> names{"a", "b", "unused"};
  const auto label = [](point at, const std::string& name) { return name + std::to_string(at.x); };
  for (const std::size_t chunksize : {1U, 2U}) {
    std::string all;
    for (const auto& each : pool.map({.chunksize = chunksize}, label, points, names)) all += each;
    EXPECT_EQ(all, "a1b2");
  }
}

TEST_F(ProcessMap, GoesOnAfterAnException) {
  const auto check = [](int x) {
    if (x == 1) throw std::out_of_range("one");
    return x;
  };
  for (const std::size_t chunksize : {1U, 3U}) {
    auto results = pool.map({.chunksize = chunksize}, check, std::vector{0, 1, 2});
    auto at = results.begin();
    EXPECT_EQ(*at, 0);
    ++at;
    EXPECT_THROW(std::ignore = *at, std::out_of_range);
    ++at;
    EXPECT_EQ(*at, 2);
  }
}

TEST_F(ProcessMap, ReadsEndlessInputAsItIsTaken) {
  long sum = 0;
  for (const long x : pool.map(
           {.buffersize = 4}, [](long x) { return x; }, std::views::iota(0L))) {
    if (x == 20) break;
    sum += x;
  }
  EXPECT_EQ(sum, 190);
}

TEST_F(ProcessMap, IsCancelledWhenItIsTooLate) {
  auto blocked = occupy(pool);
  auto results =
      pool.map({.timeout = std::chrono::milliseconds(1)}, add, std::vector{1L}, std::vector{2L});
  EXPECT_THROW(results.begin(), futures::timeout_error);
  board().opened = 1;
}

}  // namespace
}  // namespace conformance
