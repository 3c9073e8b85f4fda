// SPDX-License-Identifier: MIT
// A backend of futures on a library of others, beside that library: what the adapter costs.
#pragma once

#include "bench/overhead/executor_works.hpp"
#include "bench/overhead/timing.hpp"
#include "bench/recursive_fib.hpp"
#include "futures/registry.hpp"

namespace bench::overhead {

/// Does those works that its native twin does in the same roles.
class adapted_pool final : public pool {
 public:
  adapted_pool(std::string_view backend, std::size_t workers)
      : executor_(futures::make_executor(backend, {.max_workers = workers})) {}

  timed_run fib(std::int64_t n) override {
    return time_run([&] { return run_fib(*executor_, n); });
  }
  timed_trips trips(std::int64_t count, std::chrono::nanoseconds pause) override {
    return time_trips(count, pause, [&](std::int64_t done) {
      return executor_->submit([](std::int64_t x) { return x + 1; }, done).result();
    });
  }
  timed_trips busy_trips(std::int64_t count) override { return time_busy_trips(*executor_, count); }
  timed_run fan_out_in(std::int64_t rounds) override { return time_fan_out_in(*executor_, rounds); }
  timed_run word_count(std::int64_t words) override { return time_word_count(*executor_, words); }
  timed_run graph(const task_bench::graph& what) override { return time_graph(*executor_, what); }
  void become_idle() override { time_fan_out_in(*executor_, 2); }

 private:
  std::unique_ptr<futures::executor> executor_;
};

}  // namespace bench::overhead
