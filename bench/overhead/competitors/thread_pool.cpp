// SPDX-License-Identifier: MIT
// thread_pool: the reference executor of futures, which the others are compared with.
#include "futures/thread_pool.hpp"

#include "bench/overhead/competitors/futures_pool.hpp"

namespace bench::overhead {
namespace {

const competitor_registration registered{
    {.name = "thread_pool",
     .summary = "futures::thread_pool_executor, the reference",
     .make = [](std::size_t workers) -> std::unique_ptr<pool> {
       return std::make_unique<futures_pool<futures::thread_pool_executor>>(workers);
     }}};

}  // namespace
}  // namespace bench::overhead
