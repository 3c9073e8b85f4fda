// SPDX-License-Identifier: MIT
// watchdog: ends the program with the test's name when a test hangs.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string>

namespace conformance {

/// Aborts the program unless the scope ends in time. It is an alarm(2), not a thread, so that tests
/// can count threads. One at a time.
class watchdog {
 public:
  watchdog() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    message_ =
        "watchdog: hangs: " + std::string(test->test_suite_name()) + "." + test->name() + "\n";
    std::signal(SIGALRM, bark);
    alarm(patience_seconds);
  }
  watchdog(const watchdog&) = delete;
  watchdog& operator=(const watchdog&) = delete;
  ~watchdog() { alarm(0); }

 private:
  static constexpr unsigned patience_seconds = 120;

  static void bark(int) {  // calls only what a signal handler may call
    [[maybe_unused]] const auto written = write(STDERR_FILENO, message_.data(), message_.size());
    std::abort();
  }

  static inline std::string message_;
};

}  // namespace conformance
