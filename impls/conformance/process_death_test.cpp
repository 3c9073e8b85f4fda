// SPDX-License-Identifier: MIT
// Laws of worker processes that end: at each step of a call, the pool breaks, says how, and nothing
// hangs or is lost.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <set>
#include <string>
#include <vector>

#include "impls/conformance/process_pool_test.hpp"

namespace conformance {
namespace {

using futures::broken_process_pool;
using futures::future;
using futures::process_pool_executor;

long add_one(long x) { return x + 1; }

[[noreturn]] void die() {
  kill(getpid(), SIGKILL);
  std::abort();
}

/// Ends its process when it is read, or written, in a worker.
struct deadly {
  enum class moment { read, written };
  moment at = moment::read;
  bool is_result = false;

  template <class Archive>
  void save(Archive& archive) const {
    if (is_result && at == moment::written) die();
    archive(at, is_result);
  }
  template <class Archive>
  void load(Archive& archive) {
    archive(at, is_result);
    if (!is_result && at == moment::read) die();
  }
};
deadly as_result(deadly from) { return {from.at, true}; }

class ProcessDeath : public process_pool_test {
 protected:
  /// What breaks the pool, as the future has it; the next submit must have the same.
  broken_process_pool error_of(const futures::any_future& task) {
    task.wait();
    broken_process_pool thrown("nothing was thrown");
    try {
      std::rethrow_exception(task.exception());
    } catch (const broken_process_pool& problem) {
      thrown = problem;
    }
    EXPECT_THROW(std::ignore = pool.submit(add_one, 1), broken_process_pool);
    return thrown;
  }

  process_pool_executor pool{{.max_workers = 2, .on_unobserved = [](auto) {}}};
};

TEST_F(ProcessDeath, BySignalIsToldWithTheSignal) {
  const auto problem = error_of(pool.submit([] { raise(SIGABRT); }));
  EXPECT_EQ(problem.signal, SIGABRT);
  EXPECT_NE(std::string(problem.what()).find("signal 6 (Aborted)"), std::string::npos)
      << problem.what();
}

TEST_F(ProcessDeath, ByExitIsToldWithTheCode) {
  const auto problem = error_of(pool.submit([] { _exit(99); }));
  EXPECT_EQ(problem.exit_code, 99);
  EXPECT_NE(std::string(problem.what()).find("ended abruptly with exit code 99"), std::string::npos)
      << problem.what();
}

TEST_F(ProcessDeath, OfOneWorkerFailsTheTasksOfTheOthers) {
  const auto victim = pool.submit([] {
    wait_at_gate();
    die();
  });
  const auto innocent = pool.submit([] {
    ++board().arrived;
    pause();
  });
  board().wait_for_arrivals(2);
  const auto waiting = pool.submit(add_one, 1);
  auto cancelled = pool.submit(add_one, 1);
  cancelled.cancel();
  board().opened = 1;
  for (const futures::any_future& each :
       {futures::any_future(victim), futures::any_future(innocent), futures::any_future(waiting)})
    EXPECT_EQ(error_of(each).signal, SIGKILL);
  EXPECT_THROW(cancelled.result(), futures::cancelled_error);
}

TEST_F(ProcessDeath, GivesEachFutureAnExceptionOfItsOwn) {
  std::vector<future<void>> all;
  for (int i = 0; i < 4; ++i) all.push_back(pool.submit(die));
  std::set<const void*> objects;
  for (const auto& each : all) try {
      each.result();
    } catch (const broken_process_pool& problem) {
      objects.insert(&problem);
    }
  EXPECT_EQ(objects.size(), 4U);
}

TEST_F(ProcessDeath, WhileItIsIdleIsNoticed) {
  kill(pool.submit(getpid).result(), SIGTERM);
  for (;;) try {
      pool.submit(usleep, 1000U).result();
    } catch (const broken_process_pool& problem) {
      EXPECT_EQ(problem.signal, SIGTERM);
      return;
    }
}

TEST_F(ProcessDeath, WhileItReadsItsArgumentsIsNoticed) {
  EXPECT_EQ(error_of(pool.submit(as_result, deadly{deadly::moment::read})).signal, SIGKILL);
}

TEST_F(ProcessDeath, WhileItWritesItsResultIsNoticed) {
  EXPECT_EQ(error_of(pool.submit(as_result, deadly{deadly::moment::written})).signal, SIGKILL);
}

TEST_F(ProcessDeath, InItsInitializerIsNoticed) {
  process_pool_executor doomed({.max_workers = 2, .initializer = die});
  try {
    doomed.submit(add_one, 1).result();
    FAIL() << "nothing was thrown";
  } catch (const broken_process_pool& problem) {
    EXPECT_EQ(problem.signal, SIGKILL);
  }
}

TEST_F(ProcessDeath, BetweenLargeMessagesIsNoticed) {
  const auto blocked = pool.submit([] {
    wait_at_gate();
    die();
  });
  std::vector<future<std::size_t>> large;
  for (int i = 0; i < 30; ++i)
    large.push_back(pool.submit([](const std::string& text) { return text.size(); },
                                std::string(300'000, 'x')));
  board().opened = 1;
  EXPECT_EQ(error_of(blocked).signal, SIGKILL);
  for (const auto& each : large) each.wait();  // with a value or without
}

TEST_F(ProcessDeath, WhileTheSocketsAreFullIsNoticed) {
  process_pool_executor one({.max_workers = 1, .on_unobserved = [](auto) {}});
  for (int i = 0; i < 200; ++i) one.submit(add_one, 1).result();  // short: many go ahead
  const auto echo = [](std::string text) {
    if (++board().count == 50) die();
    return text;
  };
  std::vector<future<std::string>> all;
  std::size_t broken = 0;
  for (int i = 0; i < 100; ++i) try {
      all.push_back(one.submit(echo, std::string(30'000, 'x')));
    } catch (const broken_process_pool&) {
      ++broken;
    }
  for (const auto& each : all) try {
      each.result();
    } catch (const broken_process_pool&) {
      ++broken;
    }
  EXPECT_EQ(broken, 51U);
}

TEST_F(ProcessDeath, DuringShutdownIsNoticed) {
  const auto task = pool.submit([] {
    wait_at_gate();
    die();
  });
  pool.shutdown({.wait = false});
  board().opened = 1;
  pool.shutdown();
  EXPECT_THROW(task.result(), broken_process_pool);
}

TEST_F(ProcessDeath, OfAnOwnProgramEndsTheOthersToo) {
  const auto others = pool.submit([] {
    ++board().arrived;
    board().seen[0] = getpid();
    for (;;) pause();
  });
  board().wait_for_arrivals(1);
  pool.submit(die).wait();
  pool.shutdown();
  EXPECT_EQ(kill(board().seen[0], 0), -1);
}

/// In a copy of the program, with a fork server of its own. Returns: whether all that was submitted
/// has its result, or says that the pool is broken.
bool tells_that_the_server_died() {
  process_pool_executor own(2);
  const auto server = own.submit(getppid).result();
  std::vector<futures::future<long>> all;
  kill(server, SIGKILL);
  try {
    for (;;) all.push_back(own.submit(add_one, 1L));
  } catch (const broken_process_pool&) {
  }
  for (const auto& each : all) {
    try {
      if (each.result() != 2) return false;
    } catch (const broken_process_pool&) {
    }
  }
  return true;
}

TEST_F(ProcessDeath, OfTheForkServerIsToldByEveryTask) {
  for (int i = 0; i < 20; ++i) {
    const auto copy = fork();
    ASSERT_GE(copy, 0);
    if (copy == 0) {
      alarm(30);
      bool told = false;
      try {
        told = tells_that_the_server_died();
      } catch (const std::exception& other) {
        std::fprintf(stderr, "%s\n", other.what());
      }
      _exit(told ? 0 : 1);
    }
    int status = -1;
    ASSERT_EQ(waitpid(copy, &status, 0), copy);
    ASSERT_EQ(status, 0) << "copy " << i;
  }
}

TEST_F(ProcessDeath, ByTerminateWorkersFailsWhatRunsAndCancelsTheRest) {
  const auto running = occupy(pool);
  auto waiting = pool.submit(add_one, 1);
  pool.terminate_workers();
  for (const auto& each : running) EXPECT_THROW(each.result(), broken_process_pool);
  EXPECT_THROW(waiting.result(), futures::cancelled_error);
  EXPECT_THROW(std::ignore = pool.submit(add_one, 1), futures::executor_shutdown_error);
  pool.terminate_workers();
  pool.kill_workers();
}

TEST_F(ProcessDeath, IsForcedOnWorkersThatIgnoreIt) {
  const auto stubborn = pool.submit([] {
    std::signal(SIGTERM, SIG_IGN);
    ++board().arrived;
    for (;;) pause();
  });
  board().wait_for_arrivals(1);
  pool.terminate_workers();
  EXPECT_THROW(stubborn.result(), broken_process_pool);
  pool.shutdown();  // returns
}

TEST_F(ProcessDeath, IsForcedOnAPoolThatIsBrokenAlready) {
  pool.submit(die).wait();
  pool.terminate_workers();
  pool.kill_workers();
  EXPECT_THROW(std::ignore = pool.submit(add_one, 1), futures::executor_shutdown_error);
  pool.shutdown();  // returns
}

TEST_F(ProcessDeath, OfWorkersBeforeAnyTaskIsNoError) {
  process_pool_executor unused(2);
  unused.kill_workers();
  unused.shutdown();
}

TEST_F(ProcessDeath, InACallbackIsNoticed) {
  auto blocked = occupy(pool);
  std::promise<void> thrown;
  pool.submit(add_one, 1).add_done_callback([&](const auto&) {
    try {
      pool.submit(die).result();
    } catch (const broken_process_pool&) {
      thrown.set_value();
    }
  });
  board().opened = 1;
  thrown.get_future().wait();
}

/// Workers are replaced all the time, and something ends them meanwhile.
class DeathOfRetiringWorkers : public ProcessDeath {
 protected:
  static constexpr int rounds = 60;
  static constexpr int tasks = 30;

  /// A pool whose workers have two tasks each, some of which have begun.
  struct busy_pool {
    process_pool_executor pool{
        {.max_workers = 2, .max_tasks_per_child = 2, .on_unobserved = [](auto) {}}};
    std::vector<future<long>> all;

    explicit busy_pool(int round) {
      board().arrived = 0;
      for (auto& each : board().seen) each = 0;
      for (long i = 0; i < tasks; ++i) all.push_back(pool.submit(note_worker, i));
      board().wait_for_arrivals(1 + round % (tasks / 2));
    }
    static long note_worker(long i) {
      board().seen[static_cast<std::size_t>(i)] = getpid();
      ++board().arrived;
      usleep(300);
      return i + 1;
    }
    pid_t latest_worker() const {
      pid_t latest = 0;
      for (const auto& each : board().seen)
        if (each != 0) latest = each;
      return latest;
    }
  };

  /// How many have the value that they should have; the others must have ended by that.
  template <class Ending>
  static int count_values(const std::vector<future<long>>& all) {
    int values = 0;
    for (std::size_t i = 0; i < all.size(); ++i) try {
        EXPECT_EQ(all[i].result(), static_cast<long>(i) + 1);
        ++values;
      } catch (const Ending&) {
      }
    return values;
  }
};

TEST_F(DeathOfRetiringWorkers, BySignalBreaksThePoolOrNobodyMissesThem) {
  int broken = 0;
  for (int round = 0; round < rounds; ++round) {
    busy_pool busy(round);
    kill(busy.latest_worker(), SIGKILL);
    if (count_values<broken_process_pool>(busy.all) < tasks) ++broken;
  }
  EXPECT_GT(broken, 0) << "each came too late to hit a task";
}

TEST_F(DeathOfRetiringWorkers, ByTerminateWorkersOrKillWorkersLeavesNoProcess) {
  for (int round = 0; round < rounds; ++round) {
    busy_pool busy(round);
    if (round % 2 == 0)
      busy.pool.terminate_workers();
    else
      busy.pool.kill_workers();
    count_values<futures::error>(busy.all);
    EXPECT_THROW(std::ignore = busy.pool.submit(add_one, 1), futures::executor_shutdown_error);
    busy.pool.shutdown();
    for (const auto& each : board().seen) {
      const bool lives = each != 0 && kill(each, 0) == 0;
      EXPECT_FALSE(lives) << "worker " << each;
    }
  }
}

/// One task's callback waits for another that ends in the same moment.
class TasksThatEndTogether : public ProcessDeath {
 protected:
  /// Returns: whether the callback saw the second task's end.
  template <class End>
  bool second_is_done_in_callback_of_first(End end) {
    std::promise<bool> seen;
    auto first = pool.submit([] {
      board().seen[0] = getpid();
      wait_at_gate();
    });
    const auto second = pool.submit(wait_at_gate);
    first.add_done_callback([&, second](const auto&) {
      second.wait();
      seen.set_value(second.done());
    });
    board().wait_for_arrivals(2);
    end();
    return seen.get_future().get();
  }
};

TEST_F(TasksThatEndTogether, CanBeWaitedForInACallbackWhenAWorkerDies) {
  EXPECT_TRUE(second_is_done_in_callback_of_first([] { kill(board().seen[0], SIGKILL); }));
}

TEST_F(TasksThatEndTogether, CanBeWaitedForInACallbackOfKillWorkers) {
  EXPECT_TRUE(second_is_done_in_callback_of_first([&] { pool.kill_workers(); }));
}

TEST_F(TasksThatEndTogether, CanBeWaitedForInACallbackOfTheirCancelling) {
  const auto running = occupy(pool);
  std::promise<bool> seen;
  auto first = pool.submit(add_one, 1);
  const auto second = pool.submit(add_one, 2);
  first.add_done_callback([&, second](const auto&) {
    second.wait();
    seen.set_value(second.cancelled());
  });
  pool.shutdown({.wait = false, .cancel_futures = true});
  EXPECT_TRUE(seen.get_future().get());
  board().opened = 1;
}

}  // namespace
}  // namespace conformance
