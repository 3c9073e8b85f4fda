// SPDX-License-Identifier: MIT
// thread_pool: the reference executor of futures, which the others are compared with.
#include "futures/thread_pool.hpp"

#include "bench/overhead/competitors/futures_pool.hpp"
#include "bench/overhead/executor_works.hpp"

namespace bench::overhead {
namespace {

class reference_pool final : public futures_pool<futures::thread_pool_executor> {
 public:
  using futures_pool::futures_pool;

  timed_trips busy_trips(std::int64_t count) override { return time_busy_trips(executor(), count); }
  timed_run fan_out_in(std::int64_t rounds) override { return time_fan_out_in(executor(), rounds); }
  timed_run word_count(std::int64_t words) override { return time_word_count(executor(), words); }
  timed_run graph(const task_bench::graph& what) override { return time_graph(executor(), what); }
};

const competitor_registration registered{{.name = "thread_pool",
                                          .summary = "futures::thread_pool_executor, the reference",
                                          .make = [](std::size_t workers) -> std::unique_ptr<pool> {
                                            return std::make_unique<reference_pool>(workers);
                                          }}};

}  // namespace
}  // namespace bench::overhead
