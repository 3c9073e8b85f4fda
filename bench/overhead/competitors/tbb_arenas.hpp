// SPDX-License-Identifier: MIT
// The arenas of oneTBB's competitors, and the limit of its threads.
#pragma once

#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <cstddef>

namespace bench::overhead {

/// Arenas get their workers when they are first used, and give them back soon after.
struct tbb_arenas {
  explicit tbb_arenas(std::size_t workers)
      : limit(tbb::global_control::max_allowed_parallelism, workers + 1),  // and the calling thread
        joined(static_cast<int>(workers)),
        outside(static_cast<int>(workers), 0) {}

  tbb::global_control limit;
  tbb::task_arena joined;   ///< the calling thread is one of the workers
  tbb::task_arena outside;  ///< the calling thread is none of them
};

}  // namespace bench::overhead
