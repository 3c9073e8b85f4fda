// SPDX-License-Identifier: MIT
// via_tbb: the backend tbb of futures, whose native twin is the competitor tbb.
#include "bench/overhead/competitors/adapted_pool.hpp"

namespace bench::overhead {
namespace {

const competitor_registration registered{
    {.name = "via_tbb",
     .summary = "futures on oneTBB; via_tbb/tbb: what they cost beside it",
     .most_tasks = {{"fib", 300'000}},
     .adapts = "tbb",
     .make = [](std::size_t workers) -> std::unique_ptr<pool> {
       return std::make_unique<adapted_pool>("tbb", workers);
     }}};

}  // namespace
}  // namespace bench::overhead
