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

struct parse_error : std::runtime_error {
  parse_error(int at, const std::string& text) : std::runtime_error(text), line(at) {}
  parse_error() : parse_error(0, "") {}
  int line;
  template <class Archive>
  void save(Archive& archive) const {
    archive(line, std::string(what()));
  }
  template <class Archive>
  void load(Archive& archive) {
    int at = 0;
    std::string text;
    archive(at, text);
    *this = parse_error(at, text);
  }
};
struct quota_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct private_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// An exception whose codec fails on either side.
struct fragile_error : std::exception {
  enum class moment { none, save, load };
  fragile_error() = default;
  explicit fragile_error(moment when) : fails_at(when) {}
  const char* what() const noexcept override { return "fragile"; }
  moment fails_at = moment::none;

  template <class Archive>
  void save(Archive& archive) const {
    if (fails_at == moment::save) throw std::domain_error("cannot be written");
    archive(fails_at);
  }
  template <class Archive>
  void load(Archive& archive) {
    archive(fails_at);
    if (fails_at == moment::load) throw std::domain_error("cannot be read");
  }
};
struct silent_error : std::exception {
  const char* what() const noexcept override { return nullptr; }
};
/// An error category that only this program has.
class own_category : public std::error_category {
  const char* name() const noexcept override { return "own"; }
  std::string message(int value) const override { return "own error " + std::to_string(value); }
};

/// Before the tests and while there is one thread: what the workers must know.
class before_all : public testing::Environment {
 private:
  void SetUp() override {
    board();
    futures::register_exception<parse_error>("parse_error");
    futures::register_exception<quota_error>("quota_error");
    futures::register_exception<fragile_error>("fragile_error");
    futures::start_fork_server();
  }
};
[[maybe_unused]] const auto* const registered = testing::AddGlobalTestEnvironment(new before_all);

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

TEST_F(ProcessCalls, BringKnownExceptionsBackAsWhatTheyAre) {
  EXPECT_THROW(pool.submit([] { throw std::out_of_range("7 of 3"); }).result(), std::out_of_range);
  EXPECT_THROW(pool.submit([] { throw std::bad_alloc(); }).result(), std::bad_alloc);
  EXPECT_THROW(pool.submit([] { throw futures::timeout_error("late"); }).result(),
               futures::timeout_error);
  try {
    pool.submit([] { throw std::system_error(ENOSPC, std::generic_category(), "writing"); })
        .result();
    FAIL() << "nothing was thrown";
  } catch (const std::system_error& problem) {
    EXPECT_EQ(problem.code(), std::errc::no_space_on_device);
    EXPECT_STREQ(problem.what(), "writing: No space left on device");
  }
}

TEST_F(ProcessCalls, BringRegisteredExceptionsBackWithTheirMembers) {
  try {
    pool.submit([] { throw parse_error(14, "no number"); }).result();
    FAIL() << "nothing was thrown";
  } catch (const parse_error& problem) {
    EXPECT_EQ(problem.line, 14);
    EXPECT_STREQ(problem.what(), "no number");
  }
  EXPECT_THROW(pool.submit([] { throw quota_error("full"); }).result(), quota_error);
}

TEST_F(ProcessCalls, BringOtherExceptionsBackAsRemoteErrors) {
  try {
    pool.submit([] { throw private_error("secret"); }).result();
    FAIL() << "nothing was thrown";
  } catch (const futures::remote_error& problem) {
    EXPECT_NE(problem.type_name.find("private_error"), std::string::npos);
    EXPECT_STREQ(problem.what(), "secret");
  }
  try {
    pool.submit([] { throw 42; }).result();
    FAIL() << "nothing was thrown";
  } catch (const futures::remote_error& problem) {
    EXPECT_EQ(problem.type_name, "int");
  }
}

TEST_F(ProcessCalls, BringErrorsOfOtherCategoriesBackAsRemoteErrors) {
  try {
    pool.submit([] {
          static const own_category category;
          throw std::system_error(42, category, "reading");
        })
        .result();
    FAIL() << "nothing was thrown";
  } catch (const futures::remote_error& problem) {
    EXPECT_EQ(problem.type_name, "std::system_error");
    EXPECT_STREQ(problem.what(), "reading: own error 42");
  }
}

TEST_F(ProcessCalls, BringExceptionsBackWhoseCodecsThrow) {
  const auto fail = [](fragile_error::moment when) { throw fragile_error(when); };
  EXPECT_THROW(pool.submit(fail, fragile_error::moment::none).result(), fragile_error);
  try {
    pool.submit(fail, fragile_error::moment::save).result();
    FAIL() << "nothing was thrown";
  } catch (const futures::remote_error& problem) {
    EXPECT_NE(problem.type_name.find("fragile_error"), std::string::npos);
    EXPECT_STREQ(problem.what(), "fragile");
  }
  EXPECT_THROW(pool.submit(fail, fragile_error::moment::load).result(), std::domain_error);
  EXPECT_THROW(pool.submit([] { throw silent_error(); }).result(), futures::remote_error);
  EXPECT_EQ(pool.submit(add, 1, 2).result(), 3);
}

TEST_F(ProcessCalls, OfMapGoOnAfterAnExceptionThatCannotBeRead) {
  using moment = fragile_error::moment;
  const auto fail = [](int i) {
    if (i == 1) throw fragile_error(moment::load);
    return i;
  };
  auto all = pool.map({.chunksize = 3}, fail, std::vector{0, 1, 2});
  auto each = all.begin();
  EXPECT_EQ(*each, 0);
  EXPECT_THROW(std::ignore = *++each, std::domain_error);
  EXPECT_EQ(*++each, 2);
}

TEST_F(ProcessCalls, OneNameStandsForOneException) {
  EXPECT_THROW(futures::register_exception<private_error>("quota_error"), std::invalid_argument);
  EXPECT_NO_THROW(futures::register_exception<quota_error>("quota_error"));
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

TEST_F(ProcessCalls, OfMapComeBackInOrder) {
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

TEST_F(ProcessCalls, OfMapCarryValuesThatALambdaCaptured) {
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

TEST_F(ProcessCalls, OfMapTakeSeveralRangesAndObjects) {
  const std::vector<point> points{{1, 1}, {2, 2}};
  const std::vector<std::string> names{"a", "b", "unused"};
  const auto label = [](point at, const std::string& name) { return name + std::to_string(at.x); };
  for (const std::size_t chunksize : {1U, 2U}) {
    std::string all;
    for (const auto& each : pool.map({.chunksize = chunksize}, label, points, names)) all += each;
    EXPECT_EQ(all, "a1b2");
  }
}

TEST_F(ProcessCalls, OfMapGoOnAfterAnException) {
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

TEST_F(ProcessCalls, OfMapReadEndlessInputAsTheyAreTaken) {
  long sum = 0;
  for (const long x : pool.map(
           {.buffersize = 4}, [](long x) { return x; }, std::views::iota(0L))) {
    if (x == 20) break;
    sum += x;
  }
  EXPECT_EQ(sum, 190);
}

TEST_F(ProcessCalls, OfMapThatIsTooLateIsCancelled) {
  auto blocked = occupy(pool);
  auto results =
      pool.map({.timeout = std::chrono::milliseconds(1)}, add, std::vector{1L}, std::vector{2L});
  EXPECT_THROW(results.begin(), futures::timeout_error);
  board().opened = 1;
}

}  // namespace
}  // namespace conformance
