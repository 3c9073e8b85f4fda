// SPDX-License-Identifier: MIT
// The process in which a submission runs: what is started, with what, and within which walls.
#include "grader/judge/submission_process.hpp"

#include <chrono>
#include <sstream>

namespace judge {
namespace {

using namespace std::chrono_literals;

constexpr auto longest_listing = 5min;  // on a machine that is busy with others

/// More than the submission may use: for the judge, which says why it ends a run, to be the first.
sandbox::group_limits limits_together(const run_limits& allowed) {
  constexpr std::uint64_t scratch_mib = 192, tasks_of_the_walls = 64;
  return {.memory_mib = allowed.memory_mib + scratch_mib,
          .tasks = allowed.threads + tasks_of_the_walls};
}

}  // namespace

sandbox::job job_for(const subject& what, const run_request& request, const link& channel) {
  const bool is_reference = request.mode == protocol::mode::reference;
  const sandbox::bind runner{is_reference ? what.reference() : what.runner, "/box/runner"};
  const sandbox::bind submission{what.submission, "/box/submission.so"};
  constexpr std::uint64_t headroom_mib = 4096;  // thread stacks are reserved, not used
  return {.argv = {path_of(runner, what.walls), path_of(submission, what.walls)},
          .binds = {runner, submission},
          .channel = channel.submission_end(),
          .address_space_mib = what.sanitized ? 0 : what.limits.memory_mib + headroom_mib,
          .file_mib = 16,
          .plain_addresses = what.sanitized,
          .together = what.sanitized ? sandbox::group_limits{} : limits_together(what.limits)};
}

std::vector<known_backend> backends_of(const subject& what) {
  const sandbox::bind runner{what.runner, "/box/runner"};
  const auto listed =
      sandbox::run_to_end({.argv = {path_of(runner, what.walls), "--backends"}, .binds = {runner}},
                          what.walls, longest_listing, 4096);
  std::istringstream lines(listed.output);
  std::vector<known_backend> result;
  for (known_backend each; lines >> each.name >> each.bounded_workers;) result.push_back(each);
  if (result.empty()) throw fault("the submission process lists no backends: " + listed.output);
  return result;
}

}  // namespace judge
