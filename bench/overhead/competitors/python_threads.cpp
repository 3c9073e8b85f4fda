// SPDX-License-Identifier: MIT
// python_threads: Python's concurrent.futures.ThreadPoolExecutor.
#include "bench/overhead/python_pool.hpp"

namespace bench::overhead {
namespace {

const competitor_registration registered{
    {.name = "python_threads",
     .summary = "Python's ThreadPoolExecutor",
     .most_tasks = {{"flood", 20'000}},
     .make = [](std::size_t workers) { return make_python_pool(pool_kind::threads, workers); }}};

}  // namespace
}  // namespace bench::overhead
