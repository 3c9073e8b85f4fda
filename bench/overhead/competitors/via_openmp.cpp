// SPDX-License-Identifier: MIT
// via_openmp: the backend openmp of futures, whose native twin is the competitor openmp.
#include "bench/overhead/competitors/adapted_pool.hpp"

namespace bench::overhead {
namespace {

const competitor_registration registered{
    {.name = "via_openmp",
     .summary = "futures on OpenMP; via_openmp/openmp: what they cost beside it",
     .most_tasks = {{"fib", 30'000}},
     .adapts = "openmp",
     .make = [](std::size_t workers) -> std::unique_ptr<pool> {
       return std::make_unique<adapted_pool>("openmp", workers);
     }}};

}  // namespace
}  // namespace bench::overhead
