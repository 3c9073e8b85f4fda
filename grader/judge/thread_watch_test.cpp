// SPDX-License-Identifier: MIT
// Quiescence is seen from outside: children that sleep, spin, or sleep for a while only.
#include "grader/judge/thread_watch.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <functional>
#include <future>
#include <thread>

#include "grader/sandbox/descriptor.hpp"

namespace judge {
namespace {

using namespace std::chrono_literals;

/// A process of our own that does as it is told until it is killed.
class child {
 public:
  /// Returns once the child calls the function it is given.
  explicit child(const std::function<void(const std::function<void()>& say_begun)>& behaviour) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
    const sandbox::descriptor reading(ends[0]);
    sandbox::descriptor writing(ends[1]);
    pid_ = fork();
    if (pid_ == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      behaviour([&] { [[maybe_unused]] const auto size = write(writing.get(), "x", 1); });
      _exit(0);
    }
    writing.reset();
    char begun = 0;
    if (read(reading.get(), &begun, 1) != 1) throw std::runtime_error("the child did not begin");
  }
  ~child() {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  child(const child&) = delete;
  child& operator=(const child&) = delete;
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = -1;
};

[[noreturn]] void sleep_for_ever() {
  for (;;) pause();
}

/// A generous while for a child to fall asleep.
bool becomes_quiescent(const thread_watch& watch) {
  for (int attempt = 0; attempt < 2000; ++attempt, std::this_thread::sleep_for(5ms))
    if (watch.quiescent()) return true;
  return false;
}

bool is_never_quiescent(const thread_watch& watch) {
  for (int attempt = 0; attempt < 300; ++attempt)
    if (watch.quiescent()) return false;
  return true;
}

TEST(ThreadWatch, SeesThatAThreadSleepsForEver) {
  const child sleeping([](const auto& say_begun) {
    say_begun();
    sleep_for_ever();
  });
  const thread_watch watch(sleeping.pid());
  EXPECT_TRUE(becomes_quiescent(watch));
  EXPECT_TRUE(watch.sleeps_for_ever());
}

TEST(ThreadWatch, SeesThatAllThreadsSleep) {
  const child sleeping([](const auto& say_begun) {
    std::promise<void> never;
    auto future = never.get_future().share();
    for (int thread = 0; thread < 5; ++thread) std::thread([future] { future.wait(); }).detach();
    say_begun();
    future.wait();
  });
  const thread_watch watch(sleeping.pid());
  EXPECT_TRUE(becomes_quiescent(watch));
  EXPECT_TRUE(watch.sleeps_for_ever()) << "a wait on a futex without a time limit";
}

TEST(ThreadWatch, SeesTheOneThreadThatSpins) {
  const child spinning([](const auto& say_begun) {
    std::atomic<bool> running{false};
    std::thread([&] {
      for (;;) running = true;
    }).detach();
    while (!running) std::this_thread::yield();
    say_begun();
    sleep_for_ever();
  });
  EXPECT_TRUE(is_never_quiescent(thread_watch(spinning.pid())));
}

TEST(ThreadWatch, SeesAThreadThatKeepsWakingUp) {
  // Asleep at almost every look, but never twice without having run in between.
  const child napping([](const auto& say_begun) {
    say_begun();
    for (;;) {
      const timespec nap{0, 1};
      nanosleep(&nap, nullptr);
    }
  });
  const thread_watch watch(napping.pid());
  int quiescent = 0;
  for (int attempt = 0; attempt < 300; ++attempt) quiescent += watch.quiescent() ? 1 : 0;
  EXPECT_LT(quiescent, 300);
  EXPECT_FALSE(watch.sleeps_for_ever());
}

TEST(ThreadWatch, SeesThatOneOfTwoThreadsWillWakeInTurns) {
  // At every moment one thread sleeps with a time limit or runs, and the other waits for ever.
  const child taking_turns([](const auto& say_begun) {
    std::atomic<int> turn{0};
    const auto take_turns = [&turn](int own) {
      for (;;) {
        turn.wait(1 - own);
        const timespec nap{0, 20'000};
        nanosleep(&nap, nullptr);
        turn = 1 - own;
        turn.notify_all();
      }
    };
    std::thread(take_turns, 1).detach();
    say_begun();
    take_turns(0);
  });
  const thread_watch watch(taking_turns.pid());
  const auto end = std::chrono::steady_clock::now() + 1s;
  int asleep_for_ever = 0;
  while (std::chrono::steady_clock::now() < end) asleep_for_ever += watch.sleeps_for_ever() ? 1 : 0;
  EXPECT_EQ(asleep_for_ever, 0);
}

TEST(ThreadWatch, TellsATimedWaitFromOneForEver) {
  const child waiting([](const auto& say_begun) {
    say_begun();
    std::promise<void> never;
    never.get_future().wait_for(10min);
  });
  const thread_watch watch(waiting.pid());
  ASSERT_TRUE(becomes_quiescent(watch));
  EXPECT_FALSE(watch.sleeps_for_ever());
}

TEST(ThreadWatch, TellsASleepFromAWaitForEver) {
  const child sleeping([](const auto& say_begun) {
    say_begun();
    std::this_thread::sleep_for(10min);
  });
  const thread_watch watch(sleeping.pid());
  ASSERT_TRUE(becomes_quiescent(watch));
  EXPECT_FALSE(watch.sleeps_for_ever());
}

TEST(ThreadWatch, TellsAPollWithATimeLimitFromOneWithout) {
  for (const bool timed : {false, true}) {
    const child polling([timed](const auto& say_begun) {
      std::array<int, 2> ends{};
      if (pipe(ends.data()) != 0) _exit(1);
      say_begun();
      pollfd silent{ends[0], POLLIN, 0};
      poll(&silent, 1, timed ? 600'000 : -1);
    });
    const thread_watch watch(polling.pid());
    ASSERT_TRUE(becomes_quiescent(watch));
    EXPECT_EQ(watch.sleeps_for_ever(), !timed);
  }
}

TEST(ThreadWatch, CountsResidentMemory) {
  constexpr std::size_t size = 64 << 20;
  const child large([](const auto& say_begun) {
    std::vector<char> memory(size, 'x');
    say_begun();
    sleep_for_ever();
  });
  EXPECT_GT(thread_watch(large.pid()).resident_bytes(), size);
  EXPECT_LT(thread_watch(large.pid()).resident_bytes(), 4 * size);
}

TEST(ThreadWatch, KnowsThatAProcessHasGone) {
  pid_t pid = 0;
  {
    const child gone([](const auto& say_begun) { say_begun(), sleep_for_ever(); });
    pid = gone.pid();
  }
  const thread_watch watch(pid);
  EXPECT_EQ(watch.resident_bytes(), 0u);
  EXPECT_EQ(watch.run_queue_delay_ns(), 0u);
}

}  // namespace
}  // namespace judge
