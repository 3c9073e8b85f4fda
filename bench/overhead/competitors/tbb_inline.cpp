// SPDX-License-Identifier: MIT
// tbb_inline: oneTBB where each call makes one child a task and calls the other itself.
// requires: TBB TBB::tbb
#include "bench/overhead/competitors/tbb_arenas.hpp"
#include "bench/overhead/timing.hpp"
#include "bench/recursive_fib.hpp"

namespace bench::overhead {
namespace {

std::int64_t fib_of(std::int64_t n) {
  if (n < 2) return n;
  std::int64_t x = 0;
  tbb::task_group child;
  child.run([&x, n] { x = fib_of(n - 1); });
  const auto y = fib_of(n - 2);
  child.wait();
  return x + y;
}

class tbb_inline_pool final : public pool {
 public:
  explicit tbb_inline_pool(std::size_t workers) : arenas_(workers) {}

  timed_run fib(std::int64_t n) override {
    auto timed = time_run([&] { return arenas_.joined.execute([n] { return fib_of(n); }); });
    timed.tasks = bench::fib(n + 1) - 1;  // one for each call that has children
    return timed;
  }

 private:
  tbb_arenas arenas_;
};

const competitor_registration registered{
    {.name = "tbb_inline",
     .summary = "oneTBB, every second call a task; the cost is that of a task",
     .make = [](std::size_t workers) -> std::unique_ptr<pool> {
       return std::make_unique<tbb_inline_pool>(workers);
     }}};

}  // namespace
}  // namespace bench::overhead
