// SPDX-License-Identifier: MIT
// untraced: the reference executor of a library that was built without tracing.
// requires: futures futures::untraced
//
// How it works. Who links that library has FUTURES_NO_TRACE defined, and `futures` means the
// namespace futures_untraced. So this program has two libraries that share no code, and what uses
// them is compiled from the same text. Works that others do are none of this one's business.
#include "bench/overhead/competitors/futures_pool.hpp"
#include "futures/thread_pool.hpp"

namespace bench::overhead {
namespace {

class untraced final : public pool {
 public:
  explicit untraced(std::size_t workers) : complete_(workers) {}

  timed_run queue_up(std::int64_t tasks) override { return complete_.queue_up(tasks); }
  void become_idle() override { throw refused(""); }

 private:
  futures_pool<futures::thread_pool_executor> complete_;
};

const competitor_registration registered{
    {.name = "untraced",
     .summary = "the reference, built without tracing; for the work tracing",
     .make = [](std::size_t workers) -> std::unique_ptr<pool> {
       return std::make_unique<untraced>(workers);
     }}};

}  // namespace
}  // namespace bench::overhead
