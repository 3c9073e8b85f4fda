// SPDX-License-Identifier: MIT
// Runs it with more and more workers.
#include "grader/judge/explain/workers_needed.hpp"

#include <fmt/format.h>

namespace judge {

std::string workers_needed(const subject& what, run_request request) {
  if (request.backend != run_request().backend || request.workers == 0 || request.plugged ||
      request.workers >= most_workers_tried)
    return {};
  const auto fewest = request.workers + 1;
  const auto ends_with = [&](unsigned workers) {
    request.workers = workers;
    return conduct(what, request).ending;
  };
  const auto with_most = ends_with(most_workers_tried);
  if (with_most == ending::deadlocked) return "No number of workers helps.";
  if (with_most != ending::returned) return {};
  auto enough = fewest;
  while (enough < most_workers_tried && ends_with(enough) != ending::returned) ++enough;
  return fmt::format("It needs {} workers, and hangs with fewer.", enough);
}

}  // namespace judge
