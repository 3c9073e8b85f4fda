// SPDX-License-Identifier: MIT
// Which of its executor's workers the current thread is.
#pragma once

#include <cstddef>
#include <optional>

namespace futures::detail {

/// Set once by a worker that its executor numbers.
inline constinit thread_local std::optional<std::size_t> worker_index{};

}  // namespace futures::detail
