// SPDX-License-Identifier: MIT
// Where exceptions go that no thread will ever catch.
#pragma once

#include "futures/unobserved.hpp"

namespace futures::detail {

/// Tells the handler, or the program's if it is null. What a handler throws ends the program.
void report_unobserved(const handler_ptr& handler, const std::exception_ptr& problem) noexcept;

}  // namespace futures::detail
