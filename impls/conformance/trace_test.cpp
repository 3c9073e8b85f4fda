// SPDX-License-Identifier: MIT
// Laws of the trace: every task's submission, run and end, in this order, and who waited for whom.
#include "futures/trace.hpp"

#include <algorithm>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

#include "impls/conformance/backend_test.hpp"

namespace conformance {
namespace {

using namespace std::chrono_literals;
using futures::trace_event;
using kind = futures::trace_event::kind;

/// Keeps the events.
class recorder final : public futures::trace_sink {
 public:
  recorder() { before_ = futures::set_trace_sink(this); }
  ~recorder() override { futures::set_trace_sink(before_); }
  void record(const trace_event& event) noexcept override {
    const std::lock_guard lock(mutex_);
    events_.push_back(event);
  }
  std::vector<trace_event> events() const {
    const std::lock_guard lock(mutex_);
    return events_;
  }
  std::vector<trace_event> events(kind what) const {
    auto found = events();
    std::erase_if(found, [=](const auto& event) { return event.what != what; });
    return found;
  }
  std::size_t count(kind what) const { return events(what).size(); }
  /// Blocks until there are that many.
  void wait_for(kind what, std::size_t events) const {
    while (count(what) < events) std::this_thread::yield();
  }
  /// Whether each wait that began has ended.
  bool all_waits_ended() const { return tasks(kind::wait_begins) == tasks(kind::wait_ends); }

 private:
  std::multiset<std::uint64_t> tasks(kind what) const {
    std::multiset<std::uint64_t> found;
    for (const auto& each : events(what)) found.insert(each.task);
    return found;
  }

  mutable std::mutex mutex_;
  std::vector<trace_event> events_;
  futures::trace_sink* before_ = nullptr;
};

class Trace : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, Trace, every_backend(), by_backend);

TEST_P(Trace, TellsOfEachTaskThatItWasSubmittedStartedAndFinished) {
  recorder trace;
  {
    const auto pool = make_pool();
    std::vector<futures::future<int>> tasks;
    for (int i = 0; i < 20; ++i) tasks.push_back(pool->submit([i] { return i; }));
    for (const auto& task : tasks) task.wait();
  }
  EXPECT_EQ(trace.events(kind::submitted).size(), 20U);
  for (const auto& given : trace.events(kind::submitted)) {
    const auto is_of = [&](kind what) {
      const auto all = trace.events();
      return std::ranges::find_if(all, [&](const auto& event) {
               return event.what == what && event.task == given.task;
             }) != all.end();
    };
    EXPECT_TRUE(is_of(kind::started));
    EXPECT_TRUE(is_of(kind::finished));
    EXPECT_NE(given.call_site, nullptr);
    EXPECT_EQ(given.by, 0U);
  }
}

TEST_P(Trace, TellsWhichTaskSubmittedAndWaited) {
  recorder trace;
  {
    const auto pool = make_pool();
    pool->submit([&] { pool->submit([] {}).result(); }).result();
  }
  const auto given = trace.events(kind::submitted);
  ASSERT_EQ(given.size(), 2U);
  EXPECT_EQ(given[0].by, 0U);
  EXPECT_EQ(given[1].by, given[0].task);
  for (const auto& wait : trace.events(kind::wait_begins))
    EXPECT_EQ(wait.by, wait.task == given[1].task ? given[0].task : 0U);
  EXPECT_TRUE(trace.all_waits_ended());
}

TEST_P(Trace, TellsTheEndOfATaskThatThrows) {
  recorder trace;
  {
    const auto pool = make_pool();
    EXPECT_THROW(pool->submit([] { throw std::runtime_error("no"); }).result(), std::runtime_error);
  }
  EXPECT_EQ(trace.events(kind::finished).size(), 1U);
}

TEST_P(Trace, IsSilentWithoutASink) {
  recorder trace;
  futures::set_trace_sink(nullptr);
  {
    const auto pool = make_pool();
    pool->submit([] {}).result();
  }
  EXPECT_TRUE(trace.events().empty());
}

/// Two futures, and a trace of who waits for them.
class TraceOfWaits : public testing::Test {
 protected:
  std::vector<futures::future<int>> both() const {
    return {first.get_future(), second.get_future()};
  }

  recorder trace;
  futures::promise<int> first, second;

 private:
  watchdog watchdog_;
};

TEST_F(TraceOfWaits, ForAnyOfSeveralHasAnEventForEach) {
  const std::jthread other([this] {
    trace.wait_for(kind::wait_begins, 2);
    second.set_result(2);
  });
  futures::wait(both(), {.until = futures::return_when::first_completed});
  EXPECT_EQ(trace.count(kind::wait_begins), 2U);
  EXPECT_TRUE(trace.all_waits_ended());
}

TEST_F(TraceOfWaits, InOrderOfCompletionHasAnEventForEachThatIsLeft) {
  const std::jthread other([this] {
    trace.wait_for(kind::wait_begins, 2);
    second.set_result(2);
    trace.wait_for(kind::wait_begins, 3);
    first.set_result(1);
  });
  for (const auto& done : futures::as_completed(both())) done.result();
  EXPECT_EQ(trace.count(kind::wait_begins), 3U);
  EXPECT_TRUE(trace.all_waits_ended());
}

TEST_F(TraceOfWaits, TellsOfTimedWaits) {
  first.get_future().wait_for(1ms);
  EXPECT_EQ(trace.count(kind::wait_begins), 1U);
  futures::wait(both(), {.timeout = 1ms, .until = futures::return_when::first_completed});
  EXPECT_EQ(trace.count(kind::wait_begins), 3U);
  EXPECT_TRUE(trace.all_waits_ended());
}

TEST_F(TraceOfWaits, DoesNotTellOfLooks) {
  first.get_future().wait_for(0ms);
  futures::wait(both(), {.timeout = 0ms, .until = futures::return_when::first_completed});
  futures::wait(both(), {.timeout = 0ms});
  EXPECT_TRUE(trace.events().empty());
}

TEST_F(TraceOfWaits, EndsWithAWaitThatThrows) {
  futures::manual_executor pool;
  const auto never = pool.submit([] {});
  EXPECT_THROW(never.wait(), futures::deadlock_error);
  EXPECT_THROW(futures::wait({never}, {.until = futures::return_when::first_completed}),
               futures::deadlock_error);
  EXPECT_EQ(trace.count(kind::wait_begins), 2U);
  EXPECT_TRUE(trace.all_waits_ended());
}

}  // namespace
}  // namespace conformance
