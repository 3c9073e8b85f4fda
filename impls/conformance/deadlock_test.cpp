// SPDX-License-Identifier: MIT
// Laws of waits that would never end: they throw deadlock_error, and no other wait does.
#include <chrono>
#include <optional>
#include <random>
#include <string>
#include <tuple>

#include "impls/conformance/backend_test.hpp"
#include "impls/conformance/threads.hpp"

namespace conformance {
namespace {

using namespace std::chrono_literals;
using futures::any_future;
using futures::capabilities;
using futures::deadlock_error;
using futures::executor;
using futures::future;

/// A task that can wait for itself, because it gets its own future.
class task_with_itself {
 public:
  template <class F>
  task_with_itself(executor& pool, F f)
      : future_(pool.submit([this, f] {
          known_.wait_open();
          f(*future_);
        })) {
    known_.open();
  }
  void result() const { future_->result(); }

 private:
  gate known_;
  std::optional<future<void>> future_;
};

/// Counts the waits that threw deadlock_error, and keeps what the last one said.
class error_count {
 public:
  void wait_for(const any_future& target) {
    try {
      target.wait();
    } catch (const deadlock_error& problem) {
      message_ = problem.what();
      ++count_;
    }
  }
  int count() const { return count_; }
  const std::string& message() const { return message_; }

 private:
  std::atomic<int> count_{0};
  std::string message_;
};

class Deadlock : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, Deadlock, backends_claiming<Deadlock>(&capabilities::asynchronous),
                         by_backend);

TEST_P(Deadlock, OfATaskThatWaitsForItselfIsAnError) {
  const auto pool = make_pool(2);
  const task_with_itself waiter(*pool, [](const future<void>& self) { self.result(); });
  EXPECT_THROW(waiter.result(), deadlock_error);
}

TEST_P(Deadlock, OfATaskThatWaitsForItselfAmongOthersIsAnError) {
  const auto pool = make_pool(1);
  const task_with_itself first(*pool, [](const future<void>& self) {
    futures::wait(std::vector{self}, {.until = futures::return_when::first_completed});
  });
  EXPECT_THROW(first.result(), deadlock_error);
  const task_with_itself next(*pool, [](const future<void>& self) {
    for (const auto& done : futures::as_completed(std::vector{self})) done.result();
  });
  EXPECT_THROW(next.result(), deadlock_error);
}

TEST_P(Deadlock, ByWayOfAChildIsAnErrorInOneOfThem) {
  error_count errors;
  const auto pool = make_pool(1);
  const task_with_itself parent(*pool, [&](const future<void>& self) {
    errors.wait_for(pool->submit([&, self] { errors.wait_for(self); }));
  });
  parent.result();
  pool->shutdown();
  EXPECT_EQ(errors.count(), 1);
}

TEST_P(Deadlock, IsDescribedAsACircleOfTasks) {
  const auto pool = make_pool(1);
  try {
    task_with_itself(*pool, [](const future<void>& self) { self.result(); }).result();
    FAIL() << "waited for itself";
  } catch (const deadlock_error& problem) {
    EXPECT_EQ(std::string(problem.what()), "deadlock: the task waits for a task of " + GetParam() +
                                               " that waits for itself: a circle");
  }
}

/// Two tasks that run at once, each on its executor, and each wait for the other.
void wait_mutually(executor& first, executor& second, error_count& errors) {
  std::latch both_run(3);
  std::optional<future<void>> tasks[2];
  const auto wait_for = [&](int other) {
    both_run.arrive_and_wait();
    errors.wait_for(*tasks[other]);
  };
  tasks[0] = first.submit(wait_for, 1);
  tasks[1] = second.submit(wait_for, 0);
  both_run.arrive_and_wait();
  for (const auto& each : tasks) each->result();
}
int errors_of_mutual_waits(executor& first, executor& second) {
  error_count errors;
  wait_mutually(first, second, errors);
  return errors.count();
}

TEST_P(Deadlock, OfTwoTasksThatWaitForEachOtherIsAnErrorInOneOfThem) {
  const auto pool = make_pool(2);
  for (int round = 0; round < 50; ++round) EXPECT_EQ(errors_of_mutual_waits(*pool, *pool), 1);
}

TEST_P(Deadlock, AcrossTwoExecutorsIsAnErrorInOneOfTheTasks) {
  const auto first = make_pool(1);
  const auto second = make_pool(1);
  for (int round = 0; round < 50; ++round) EXPECT_EQ(errors_of_mutual_waits(*first, *second), 1);
}

TEST_P(Deadlock, OfTwoTasksIsDescribedAsACircleOfBoth) {
  error_count errors;
  const auto first = make_pool(1);
  const auto second = make_pool(1);
  wait_mutually(*first, *second, errors);
  EXPECT_EQ(errors.message(), "deadlock: the task waits for a task of " + GetParam() +
                                  " that waits for a task of " + GetParam() +
                                  " that waits for itself: a circle");
}

TEST_P(Deadlock, IsNotSeenInATimedWait) {
  const auto pool = make_pool(1);
  const task_with_itself waiter(*pool, [](const future<void>& self) {
    EXPECT_FALSE(self.wait_for(1ms));
    EXPECT_THROW(self.result(1ms), futures::timeout_error);
    EXPECT_EQ(futures::wait(std::vector{self}, {.timeout = 1ms}).not_done.size(), 1U);
    EXPECT_THROW(std::ignore = futures::as_completed(std::vector{self}, 1ms).begin(),
                 futures::timeout_error);
  });
  EXPECT_NO_THROW(waiter.result());
}

TEST_P(Deadlock, IsNotSeenInAWaitForAPromise) {
  const auto pool = make_pool(2);
  futures::promise<int> later;
  std::atomic<long> waiters[2] = {0, 0};
  std::vector<future<int>> waiting;
  for (auto& thread : waiters)
    waiting.push_back(pool->submit([&, answer = later.get_future()] {
      thread = this_thread_number();
      futures::wait(std::vector{answer}, {.until = futures::return_when::first_completed});
      return answer.result();
    }));
  for (auto& thread : waiters) {
    while (thread == 0) std::this_thread::yield();
    wait_until_asleep(thread);
  }
  later.set_result(21);
  EXPECT_EQ(waiting[0].result() + waiting[1].result(), 42);
}

// Two executors, A above B: tasks wait for earlier ones of A or B, and those of B only for B's. So
// every wait ends, and there are circles of waiting executors, but none of tasks.
TEST_P(Deadlock, IsNotSeenWhereThereIsNone) {
  constexpr std::size_t tasks = 400;
  const auto above = make_pool(2);
  const auto below = make_pool(2);
  std::mt19937 random(1);
  std::vector<future<std::size_t>> of_above{above->submit([] { return std::size_t{1}; })};
  std::vector<future<std::size_t>> of_below{below->submit([] { return std::size_t{1}; })};
  const auto choose = [&](const auto& from) { return from[random() % from.size()]; };
  for (std::size_t i = 0; i < tasks; ++i) {
    const auto kind = random() % 3;
    const auto work = [kind](std::vector<future<std::size_t>> needed) {
      if (kind == 0) futures::wait(needed, {.until = futures::return_when::first_completed});
      if (kind == 1) std::ignore = futures::as_completed(needed).begin();
      return needed[0].result() + needed[1].result() - needed[0].result();
    };
    const std::vector lower{choose(of_below), choose(of_below)};
    const std::vector upper{choose(of_above), choose(of_below)};
    of_below.push_back(below->submit(work, lower));
    of_above.push_back(above->submit(work, upper));
  }
  for (const auto& each : of_above) EXPECT_EQ(each.result(), 1U);
  for (const auto& each : of_below) EXPECT_EQ(each.result(), 1U);
}

class DeadlockOfAPool : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, DeadlockOfAPool,
                         backends_claiming<DeadlockOfAPool>(&capabilities::asynchronous,
                                                            &capabilities::bounded_workers),
                         by_backend);

TEST_P(DeadlockOfAPool, ByATaskThatCannotStartIsAnError) {
  error_count errors;
  gate second_runs;
  const auto first = make_pool(1);
  const auto second = make_pool(1);
  const auto parent = first->submit([&] {
    second_runs.wait_open();
    errors.wait_for(second->submit([] {}));  // the only worker there waits for this task
  });
  const auto waiter = second->submit([&] {
    second_runs.open();
    errors.wait_for(parent);
  });
  parent.result();
  waiter.result();
  EXPECT_EQ(errors.count(), 1);
  EXPECT_NE(errors.message().find("cannot start"), std::string::npos);
}

}  // namespace
}  // namespace conformance
