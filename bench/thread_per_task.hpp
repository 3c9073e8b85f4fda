// SPDX-License-Identifier: MIT
// When a workload is too much for a backend that starts a thread for each task.
#pragma once

#include <fmt/format.h>

#include "bench/workload.hpp"

namespace bench {

/// Why a backend should not have so many tasks that wait for one another: with a thread for each,
/// they are all there at once. Returns: empty where the backend can.
inline std::optional<std::string> too_many_threads(const futures::backend& where,
                                                   std::int64_t tasks) {
  constexpr std::int64_t bearable_threads = 1'000;  // an ordinary desktop has about as many
  if (where.caps.bounded_workers || !where.caps.asynchronous) return {};
  if (tasks <= bearable_threads) return {};
  return fmt::format("it would start up to {} threads", tasks);
}

}  // namespace bench
