// SPDX-License-Identifier: MIT
// Laws of calls to other processes: what travels, and what is refused.
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <concepts>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <variant>
#include <vector>

#include "impls/conformance/process_pool_test.hpp"

namespace conformance {
namespace {

using futures::process_pool_executor;

struct point {
  int x;
  double y;
  bool operator==(const point&) const = default;
};

/// Writes itself with cereal.
struct account {
  std::string owner{};
  std::map<std::string, std::vector<int>> entries{};
  template <class Archive>
  void serialize(Archive& archive) {
    archive(owner, entries);
  }
  bool operator==(const account&) const = default;
};

/// What its serialisation does is told by `fails_at`.
struct fragile {
  enum class moment { never, save, load, save_result, load_result };
  moment fails_at = moment::never;
  bool is_result = false;

  template <class Archive>
  void save(Archive& archive) const {
    if (fails_at == (is_result ? moment::save_result : moment::save))
      throw std::domain_error("cannot be written");
    archive(fails_at, is_result);
  }
  template <class Archive>
  void load(Archive& archive) {
    archive(fails_at, is_result);
    if (fails_at == (is_result ? moment::load_result : moment::load))
      throw std::domain_error("cannot be read");
  }
};
fragile as_result(fragile from) { return {from.fails_at, true}; }

// The compiler decides what can be sent.
static_assert(futures::sendable<int> && futures::sendable<point> && futures::sendable<account> &&
              futures::sendable<std::string> && futures::sendable<std::vector<point>> &&
              futures::sendable<std::map<std::string, std::optional<point>>> &&
              futures::sendable<std::variant<int, std::string>> &&
              futures::sendable<long (*)(long)>);
static_assert(!futures::sendable<int*> && !futures::sendable<std::vector<const char*>> &&
              !futures::sendable<std::string_view> &&
              !futures::sendable<std::reference_wrapper<int>> &&
              !futures::sendable<std::span<int>> && !futures::sendable<std::function<void()>> &&
              !futures::sendable<std::vector<int>::iterator> &&
              !futures::sendable<std::optional<std::string_view>> &&
              !futures::sendable<std::unique_ptr<int>> && !futures::sendable<std::jthread>);
// What is part of something is made before it is read, and cereal reads no function's address.
struct made_from_int {
  explicit made_from_int(int from) : value(from) {}
  int value;
};
static_assert(futures::sendable<made_from_int> && !futures::sendable<std::vector<made_from_int>> &&
              !futures::sendable<std::pair<long (*)(long), int>> &&
              !futures::sendable<std::optional<long (*)(long)>>);
template <class... T>
concept can_submit = requires(process_pool_executor& pool, T... each) {
  pool.submit(each...);
};
static_assert(can_submit<long (*)(long), int> && !can_submit<int (*)(int*), int*> &&
              !can_submit<int* (*)()>);

static_assert(std::constructible_from<futures::process_initializer, void (*)()> &&
              !std::constructible_from<futures::process_initializer, std::function<void()>> &&
              std::copyable<futures::process_initializer>);

long add(long x, long y) { return x + y; }
long sub(long x, long y) { return x - y; }
long mul(long x, long y) { return x * y; }

class ProcessCalls : public process_pool_test {
 protected:
  process_pool_executor pool{2};
};

TEST_F(ProcessCalls, ComputeTheExpressionOfTheLecture) {
  const auto left = pool.submit(add, 3, 7);
  const auto middle = pool.submit(add, 2, 8);
  const auto product = pool.submit(mul, 2, 3);
  const auto right = pool.submit(sub, product.result(), 1);
  EXPECT_EQ(left.result() * middle.result() * right.result(), 500);
}

TEST_F(ProcessCalls, RunInOtherProcesses) { EXPECT_NE(pool.submit(getpid).result(), getpid()); }

TEST_F(ProcessCalls, SeeCopiesAndChangeNothingHere) {
  static int variable = 0;
  pool.submit([] { variable = 1; }).result();
  EXPECT_EQ(variable, 0);
}

TEST_F(ProcessCalls, TakeAndReturnObjectsThatCanBeCopiedAsBytes) {
  const auto twice = [](point p) { return point{2 * p.x, 2 * p.y}; };
  EXPECT_EQ(pool.submit(twice, point{1, 2.5}).result(), (point{2, 5}));
}

TEST_F(ProcessCalls, TakeAndReturnContainers) {
  const auto sort = [](std::vector<std::string> words) {
    std::ranges::sort(words);
    return words;
  };
  EXPECT_EQ(pool.submit(sort, std::vector<std::string>{"b", "a"}).result(),
            (std::vector<std::string>{"a", "b"}));
  const auto mirror = [](std::vector<point> points) {
    for (auto& each : points) each.x = -each.x;
    return points;
  };
  EXPECT_EQ(pool.submit(mirror, std::vector<point>{{1, 2}, {3, 4}}).result(),
            (std::vector<point>{{-1, 2}, {-3, 4}}));
}

TEST_F(ProcessCalls, TakeAndReturnTypesThatWriteThemselves) {
  const account mine{"Ada", {{"march", {3, 4}}}};
  EXPECT_EQ(pool.submit([](account a) { return a; }, mine).result(), mine);
}

TEST_F(ProcessCalls, CarryValuesThatALambdaCaptured) {
  const long factor = 6;
  EXPECT_EQ(pool.submit([factor](long x) { return factor * x; }, 7).result(), 42);
}

TEST_F(ProcessCalls, ReturnNothing) {
  EXPECT_NO_THROW(pool.submit([] {}).result());
}

TEST_F(ProcessCalls, RefuseALambdaThatCapturedAReference) {
  long local = 6;
  EXPECT_THROW(std::ignore = pool.submit([&](long x) { return local * x; }, 7),
               std::invalid_argument);
  const auto on_heap = std::make_unique<long>(6);
  auto* const address = on_heap.get();
  EXPECT_THROW(std::ignore = pool.submit([address] { return *address; }), std::invalid_argument);
  EXPECT_EQ(pool.submit(add, 1, 2).result(), 3);
}

TEST_F(ProcessCalls, RefuseAddressesInElementsAndResultsToo) {
  struct view {
    const long* place = nullptr;
    std::size_t size = 0;
  };
  const auto size = [](const view& of) { return of.size; };
  const auto total = [](const std::vector<view>& all) { return all.size(); };
  const long local = 6;
  EXPECT_THROW(std::ignore = pool.submit(total, std::vector{view{}, view{&local, 1}}),
               std::invalid_argument);
  for (const std::size_t chunksize : {1U, 4U})
    EXPECT_THROW(std::ignore =
                     pool.map({.chunksize = chunksize}, size, std::vector{view{}, view{&local, 1}}),
                 std::invalid_argument);
  const auto bad = pool.submit([] {
    const long there = 6;
    return view{&there, 1};
  });
  EXPECT_THROW(std::ignore = bad.result(), std::invalid_argument);
  EXPECT_EQ(pool.submit(total, std::vector<view>(3)).result(), 3U);
}

TEST_F(ProcessCalls, TakeNumbersThatCouldBeSmallAddresses) {
  struct numbers {
    std::array<std::uint64_t, 64> all{};
    bool operator==(const numbers&) const = default;
  };
  numbers sent;
  for (std::size_t i = 0; i < sent.all.size(); ++i) sent.all[i] = i << 22U;
  EXPECT_EQ(pool.submit([](numbers each) { return each; }, sent).result(), sent);
}

TEST_F(ProcessCalls, TakeAndReturnObjectsOfMegabytes) {
  struct image {
    std::array<unsigned char, 1'500'000> points;
  };
  const auto sent = std::make_unique<image>();
  sent->points.fill(7);
  const auto brighter = [](const image& from) {
    auto made = from;
    for (auto& each : made.points) ++each;
    return made;
  };
  const auto got = std::make_unique<image>(pool.submit(brighter, *sent).result());
  EXPECT_EQ(std::ranges::count(got->points, 8), 1'500'000);
}

TEST_F(ProcessCalls, ThatForkAnswerOnce) {
  const auto from_copies = [] {
    if (const auto made = fork(); made > 0) waitpid(made, nullptr, 0);
    return getpid();
  };
  process_pool_executor one(1);
  const auto worker = one.submit(getpid).result();
  for (int i = 0; i < 10; ++i) EXPECT_EQ(one.submit(from_copies).result(), worker);
  EXPECT_EQ(one.submit(add, 1, 2).result(), 3);
}

TEST_F(ProcessCalls, AreNotReadByACopyThatTheInitializerMade) {
  process_pool_executor one({.max_workers = 1, .initializer = [] {
                               if (const auto made = fork(); made > 0) waitpid(made, nullptr, 0);
                             }});
  EXPECT_EQ(one.submit(getppid).result(), pool.submit(getppid).result());  // the fork server
}

TEST_F(ProcessCalls, AreRefusedByTheBaseClassWhichCannotSend) {
  futures::executor& base = pool;
  EXPECT_THROW(std::ignore = base.submit([] {}), futures::unsupported_operation);
}

TEST_F(ProcessCalls, OfAnyLengthGoBothWaysAtOnce) {
  const auto twice = [](std::string text) { return text + text; };
  std::vector<futures::future<std::string>> all;
  for (std::size_t i = 0; i < 40; ++i)
    all.push_back(pool.submit(twice, std::string(i * 50'000, static_cast<char>('a' + i % 26))));
  for (std::size_t i = 0; i < 40; ++i)
    EXPECT_EQ(all[i].result(), std::string(i * 100'000, static_cast<char>('a' + i % 26)));
}

TEST_F(ProcessCalls, ManyMoreThanASocketHoldsAllComeBack) {
  std::vector<futures::future<long>> all;
  for (long i = 0; i < 5'000; ++i) all.push_back(pool.submit(add, i, 1));
  for (long i = 0; i < 5'000; ++i) EXPECT_EQ(all[static_cast<std::size_t>(i)].result(), i + 1);
}

TEST_F(ProcessCalls, ThatCannotBeWrittenAreRefusedAndThePoolGoesOn) {
  EXPECT_THROW(std::ignore = pool.submit(as_result, fragile{fragile::moment::save}),
               std::domain_error);
  EXPECT_EQ(pool.submit(add, 1, 2).result(), 3);
}

TEST_F(ProcessCalls, ThatCannotBeReadFailAndThePoolGoesOn) {
  EXPECT_THROW(std::ignore = pool.submit(as_result, fragile{fragile::moment::load}).result(),
               std::domain_error);
  EXPECT_EQ(pool.submit(add, 1, 2).result(), 3);
}

TEST_F(ProcessCalls, WhoseResultCannotBeWrittenFailAndThePoolGoesOn) {
  EXPECT_THROW(std::ignore = pool.submit(as_result, fragile{fragile::moment::save_result}).result(),
               std::domain_error);
  EXPECT_EQ(pool.submit(add, 1, 2).result(), 3);
}

TEST_F(ProcessCalls, WhoseResultCannotBeReadFailAndThePoolGoesOn) {
  EXPECT_THROW(std::ignore = pool.submit(as_result, fragile{fragile::moment::load_result}).result(),
               std::domain_error);
  EXPECT_EQ(pool.submit(add, 1, 2).result(), 3);
}

TEST_F(ProcessCalls, LetGoOfTheirArgumentsWhenTheyEnd) {
  struct counted {
    int unused = 0;
    counted() { ++board().count; }
    counted(const counted& other) : unused(other.unused) { ++board().count; }
    ~counted() { --board().count; }
    void save(futures::detail::output_archive&) const {}
    void load(futures::detail::input_archive&) {}
  };
  process_pool_executor one(1);
  one.submit([](const counted&) {}, counted()).result();
  one.submit([] {}).result();  // the same worker is behind the first task now
  EXPECT_EQ(board().count, 0);
}

}  // namespace
}  // namespace conformance
