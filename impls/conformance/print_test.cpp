// SPDX-License-Identifier: MIT
// What a future looks like in a log, and as a key.
#include <sstream>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "impls/conformance/backend_test.hpp"
#include "impls/conformance/threads.hpp"

namespace conformance {
namespace {

using futures::future;
using futures::promise;

/// What follows "<future 0x1234 ".
std::string printed(const futures::any_future& future) {
  std::ostringstream text;
  text << future;
  const auto whole = text.str();
  EXPECT_EQ(whole.rfind("<future 0x", 0), 0U) << whole;
  return whole.substr(whole.find(' ', 8) + 1);
}

struct odd_failure {};

template <class T>
std::string printed_result(T value) {
  promise<T> made;
  made.set_result(std::move(value));
  return printed(made.get_future());
}

template <class E>
std::string printed_failure(E problem) {
  promise<int> made;
  made.set_exception(std::make_exception_ptr(problem));
  return printed(made.get_future());
}

TEST(Print, ShowsTheState) {
  promise<int> made;
  EXPECT_EQ(printed(made.get_future()), "pending>");
  made.set_running_or_notify_cancel();
  EXPECT_EQ(printed(made.get_future()), "running>");
  promise<int> cancelled;
  cancelled.get_future().cancel();
  EXPECT_EQ(printed(cancelled.get_future()), "cancelled>");
}

TEST(Print, ShowsTheTypeOfTheValue) {
  EXPECT_EQ(printed_result(1), "finished returned int>");
  EXPECT_EQ(printed_result(odd_failure{}),
            "finished returned conformance::(anonymous namespace)::odd_failure>");
  promise<void> nothing;
  nothing.set_result();
  EXPECT_EQ(printed(nothing.get_future()), "finished returned void>");
}

TEST(Print, ShowsTheTypeOfTheException) {
  EXPECT_EQ(printed_failure(std::out_of_range("x")), "finished raised std::out_of_range>");
  EXPECT_EQ(printed_failure(7), "finished raised int>");
}

TEST(Print, ShowsDifferentFuturesDifferently) {
  const promise<int> one;
  const promise<int> other;
  const auto address = [](const auto& future) { return (std::ostringstream() << future).str(); };
  EXPECT_EQ(address(one.get_future()), address(one.get_future()));
  EXPECT_NE(address(one.get_future()), address(other.get_future()));
}

TEST(FutureAsAKey, IsEqualAndHashedByItsTask) {
  const promise<int> one;
  const promise<int> other;
  std::unordered_set<futures::any_future> all{one.get_future(), other.get_future()};
  EXPECT_FALSE(all.insert(one.get_future()).second);
  EXPECT_EQ(all.size(), 2U);
  std::unordered_map<future<int>, int> names{{one.get_future(), 1}, {other.get_future(), 2}};
  EXPECT_EQ(names.at(other.get_future()), 2);
}

class PrintTask : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, PrintTask, every_backend(), by_backend);

TEST_P(PrintTask, ShowsWhatBecameOfIt) {
  const auto pool = make_pool();
  const auto answer = pool->submit([] { return 1.5; });
  const auto failed = pool->submit([] { throw std::length_error("too long"); });
  futures::wait({answer, failed});
  EXPECT_EQ(printed(answer), "finished returned double>");
  EXPECT_EQ(printed(failed), "finished raised std::length_error>");
  EXPECT_THROW(failed.result(), std::length_error);
}

}  // namespace
}  // namespace conformance
