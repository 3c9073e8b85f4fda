// SPDX-License-Identifier: MIT
// process_pool: futures::process_pool_executor, the reference among pools of processes.
// requires: cereal futures::process_pool
#include "futures/process_pool.hpp"

#include "bench/overhead/timing.hpp"

namespace bench::overhead {
namespace {

std::int64_t itself(std::int64_t x) { return x; }
std::int64_t add_one(std::int64_t x) { return x + 1; }

class process_pool final : public pool {
 public:
  explicit process_pool(std::size_t workers) : executor_(workers) {}

  timed_run flood(std::int64_t tasks) override {
    return time_flood(
        tasks, [&](std::int64_t i) { return executor_.submit(itself, i); },
        [](const auto& task) { return task.result(); });
  }
  timed_trips trips(std::int64_t count, std::chrono::nanoseconds pause) override {
    return time_trips(count, pause,
                      [&](std::int64_t done) { return executor_.submit(add_one, done).result(); });
  }

 private:
  futures::process_pool_executor executor_;
};

std::unique_ptr<pool> make(std::size_t workers) { return std::make_unique<process_pool>(workers); }

const competitor_registration registered{{.name = "process_pool",
                                          .summary = "futures::process_pool_executor",
                                          .kind = pool_kind::processes,
                                          .make = make}};

}  // namespace
}  // namespace bench::overhead
