// SPDX-License-Identifier: MIT
// What a worker process does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "reference/process/idle_seats.hpp"

namespace futures::reference {

struct worker_setup {
  std::uint32_t index;      ///< its number in the pool
  int calls;                ///< the socket it reads calls from, with the other workers
  int results;              ///< the socket it writes results to
  idle_seats* seats;        ///< where it waits, with the other workers
  std::uint64_t max_tasks;  ///< after that many it ends; 0: without a limit
  std::span<const std::byte> initializer;  ///< a call without a result, or empty
};

/// Runs calls until the pool closes its end of the socket. Requires: a process of its own.
[[noreturn]] void run_worker(const worker_setup& setup) noexcept;

/// Whether this process is a worker.
bool is_worker_process() noexcept;

}  // namespace futures::reference
