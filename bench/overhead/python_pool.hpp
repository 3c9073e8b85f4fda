// SPDX-License-Identifier: MIT
// Python's own executors, run and timed by python3.
#pragma once

#include "bench/overhead/competitor.hpp"

namespace bench::overhead {

/// Each leg is a run of python_pools.py by that interpreter. A leg that python3 cannot do is
/// refused, for a machine without Python is no fault.
std::unique_ptr<pool> make_python_pool(pool_kind kind, std::size_t workers,
                                       const std::string& interpreter = "python3");

/// Such as "3.11.2"; "unknown" when there is none.
std::string python_version(const std::string& interpreter = "python3");

}  // namespace bench::overhead
