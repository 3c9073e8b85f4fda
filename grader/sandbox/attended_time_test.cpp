// SPDX-License-Identifier: MIT
// Limits count what passes while somebody looks, and not what passes while the machine stands
// still.
#include "grader/sandbox/attended_time.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include <gtest/gtest.h>

#include "grader/sandbox/sandbox.hpp"

namespace sandbox {
namespace {

using namespace std::chrono_literals;

TEST(AttendedTime, IsTheTimeThatPassesFromLookToLook) {
  const auto start = attended_time::clock::now();
  attended_time time(start);
  EXPECT_EQ(time.look(start + 200ms), 200ms);
  EXPECT_EQ(time.look(start + 200ms), 200ms);
  EXPECT_EQ(time.look(start + 900ms), 900ms);
}

TEST(AttendedTime, CountsAMomentWhereNobodyLookedForHours) {
  const auto start = attended_time::clock::now();
  attended_time time(start);
  EXPECT_EQ(time.look(start + 2h), attended_time::longest_gap);
  EXPECT_EQ(time.look(start + 2h + 10ms), attended_time::longest_gap + 10ms);
}

/// In a process of its own, that the test can stop. Its exit status says whether the run timed out.
pid_t watch_a_run_of_four_seconds(std::chrono::milliseconds limit) {
  const pid_t watcher = fork();
  if (watcher != 0) return watcher;
  const auto done =
      run_to_end({.argv = {"/bin/sh", "-c", "sleep 4"}}, isolation::none, limit, 4096);
  _exit(done.timed_out ? 1 : 0);
}

TEST(AttendedTime, LetsARunThroughWhoseWatcherStoodStillForLongerThanItsLimit) {
  const pid_t watcher = watch_a_run_of_four_seconds(3s);
  ASSERT_GT(watcher, 0);
  std::this_thread::sleep_for(300ms);
  ASSERT_EQ(kill(watcher, SIGSTOP), 0);
  std::this_thread::sleep_for(3s);
  ASSERT_EQ(kill(watcher, SIGCONT), 0);
  int status = 0;
  ASSERT_EQ(waitpid(watcher, &status, 0), watcher);
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace sandbox
