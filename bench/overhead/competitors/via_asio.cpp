// SPDX-License-Identifier: MIT
// via_asio: the backend asio of futures, whose native twin is the competitor asio.
#include "bench/overhead/competitors/adapted_pool.hpp"

namespace bench::overhead {
namespace {

const competitor_registration registered{
    {.name = "via_asio",
     .summary = "futures on Boost.Asio; via_asio/asio: what they cost beside it",
     .most_tasks = {{"fib", 100'000}},
     .adapts = "asio",
     .make = [](std::size_t workers) -> std::unique_ptr<pool> {
       return std::make_unique<adapted_pool>("asio", workers);
     }}};

}  // namespace
}  // namespace bench::overhead
