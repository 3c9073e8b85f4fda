// SPDX-License-Identifier: MIT
// python_processes: Python's concurrent.futures.ProcessPoolExecutor.
#include "bench/overhead/python_pool.hpp"

namespace bench::overhead {
namespace {

const competitor_registration registered{
    {.name = "python_processes",
     .summary = "Python's ProcessPoolExecutor",
     .kind = pool_kind::processes,
     .make = [](std::size_t workers) { return make_python_pool(pool_kind::processes, workers); }}};

}  // namespace
}  // namespace bench::overhead
