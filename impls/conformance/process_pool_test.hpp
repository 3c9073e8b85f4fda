// SPDX-License-Identifier: MIT
// The fixture of the laws of process pools, and memory that all processes of a test share.
#pragma once

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <new>

#include "futures/process_pool.hpp"
#include "impls/conformance/watchdog.hpp"

namespace conformance {

/// Numbers that the test and its tasks see, all zero at first.
struct shared_board {
  static constexpr std::size_t most_processes = 64;

  std::atomic<int> opened;   // the gate at which tasks wait
  std::atomic<int> arrived;  // those that are there
  std::atomic<int> count;
  std::atomic<int> peak;
  std::array<std::atomic<int>, most_processes> seen;

  void wait_open() const {
    while (opened == 0) usleep(200);
  }
  void wait_for_arrivals(int expected) const {
    while (arrived < expected) usleep(200);
  }
};

/// The one of all tests. Requires: first called before the fork server starts.
inline shared_board& board() {
  static auto* const shared = [] {
    void* const memory = mmap(nullptr, sizeof(shared_board), PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return new (memory) shared_board{};
  }();
  return *shared;
}

/// Waits in a worker until the test opens the gate.
inline void wait_at_gate() {
  ++board().arrived;
  board().wait_open();
}

class process_pool_test : public testing::Test {
 protected:
  process_pool_test() {
    auto& all = board();
    all.opened = all.arrived = all.count = all.peak = 0;
    for (auto& each : all.seen) each = 0;
  }
  ~process_pool_test() override { board().opened = 1; }

 private:
  watchdog watchdog_;
};

/// Every worker busy, so that whatever is submitted waits. Requires: as many as `workers`.
inline std::vector<futures::future<void>> occupy(futures::process_pool_executor& pool) {
  std::vector<futures::future<void>> tasks;
  for (std::size_t i = 0; i < pool.max_workers(); ++i) tasks.push_back(pool.submit(wait_at_gate));
  board().wait_for_arrivals(static_cast<int>(pool.max_workers()));
  return tasks;
}

}  // namespace conformance
