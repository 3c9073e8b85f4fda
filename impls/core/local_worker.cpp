// SPDX-License-Identifier: MIT
// How a worker calls for help.
#include "futures/detail/local_worker.hpp"

#include "futures/executor.hpp"

namespace futures::detail {

void local_worker::announce() noexcept { pool.announce(); }

}  // namespace futures::detail
