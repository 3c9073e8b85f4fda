// SPDX-License-Identifier: MIT
// What tests use to order threads without a clock: gates, occupied workers, and who sleeps.
#pragma once

#include <dirent.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <latch>
#include <string>
#include <thread>
#include <vector>

#include "futures/futures.hpp"

namespace conformance {

/// Closed until somebody opens it; open for ever from then on, at the latest when it goes away.
class gate {
 public:
  gate() = default;
  gate(const gate&) = delete;
  gate& operator=(const gate&) = delete;
  void wait_open() const noexcept { opened_.wait(false, std::memory_order_acquire); }
  void open() noexcept {
    opened_.store(true, std::memory_order_release);  // pairs with wait_open()
    opened_.notify_all();
  }

 private:
  std::atomic<bool> opened_{false};
};

/// Every worker of a pool busy with a task that waits, so that whatever is submitted stays pending.
/// Requires: the backend claims bounded_workers and asynchronous.
class occupied_workers {
 public:
  explicit occupied_workers(futures::executor& pool)
      : arrived_(static_cast<std::ptrdiff_t>(pool.max_workers())) {
    for (std::size_t i = 0; i < pool.max_workers(); ++i)
      tasks_.push_back(pool.submit([this] {
        arrived_.count_down();
        gate_.wait_open();
      }));
    arrived_.wait();
  }
  ~occupied_workers() { release(); }

  /// Lets the workers go on, and waits until their tasks are done.
  void release() {
    gate_.open();
    for (const auto& task : tasks_) task.wait();
  }
  const std::vector<futures::future<void>>& tasks() const { return tasks_; }

 private:
  std::latch arrived_;
  gate gate_;
  std::vector<futures::future<void>> tasks_;
};

/// The greatest number of scopes that existed at once.
class peak_count {
 public:
  class scope {
   public:
    explicit scope(peak_count& counter) : counter_(counter) { counter_.enter(); }
    scope(const scope&) = delete;
    scope& operator=(const scope&) = delete;
    ~scope() { --counter_.now_; }

   private:
    peak_count& counter_;
  };
  int peak() const { return peak_; }

 private:
  void enter() {
    const int now = ++now_;
    for (int seen = peak_; seen < now && !peak_.compare_exchange_weak(seen, now);) {
    }
  }
  std::atomic<int> now_{0};
  std::atomic<int> peak_{0};
};

/// The kernel's number of this thread.
inline long this_thread_number() { return syscall(SYS_gettid); }

/// Returns once the kernel says that the thread sleeps, inside the wait it announced, or is gone.
inline void wait_until_asleep(long thread_number) {
  const auto path = "/proc/self/task/" + std::to_string(thread_number) + "/stat";
  for (;; std::this_thread::yield()) {
    std::string line;
    if (!std::getline(std::ifstream(path), line)) return;
    const auto name_end = line.rfind(") ");
    if (name_end != std::string::npos && line.substr(name_end + 2, 1) == "S") return;
  }
}

/// How many threads this process has now.
inline std::size_t count_threads() {
  std::size_t count = 0;
  auto* const tasks = opendir("/proc/self/task");
  while (const auto* entry = readdir(tasks)) count += entry->d_name[0] != '.' ? 1 : 0;
  closedir(tasks);
  return count;
}

/// A thread that waits for a future; known to sleep before the constructor returns.
template <class Wait>
class sleeping_waiter {
 public:
  explicit sleeping_waiter(Wait wait)
      : thread_([this, wait] {
          number_ = this_thread_number();
          number_.notify_one();
          wait();
        }) {
    number_.wait(0);
    wait_until_asleep(number_);
  }
  void join() { thread_.join(); }

 private:
  std::atomic<long> number_{0};
  std::jthread thread_;
};

}  // namespace conformance
