// SPDX-License-Identifier: MIT
// untraced: the reference pool, built without the places that record events. It is a second copy of
// the library under another namespace: see FUTURES_NO_TRACE in CMakeLists.txt.
// requires: futures futures_untraced
#include "bench/overhead/queued_fib.hpp"

namespace bench::overhead {
namespace {

class untraced final : public pool {
 public:
  explicit untraced(std::size_t workers) : workers_(workers) {}

  timed_run queued_fib(std::int64_t n) override { return time_queued_fib(workers_, n); }

 private:
  const std::size_t workers_;
};

const competitor_registration registered{{.name = "untraced",
                                          .summary = "the reference, built without a trace",
                                          .make = [](std::size_t workers) -> std::unique_ptr<pool> {
                                            return std::make_unique<untraced>(workers);
                                          }}};

}  // namespace
}  // namespace bench::overhead
