// SPDX-License-Identifier: MIT
// Runs a submission that was built with a sanitizer.
//
// How it works. A sanitizer sees what a run does, not what it could have done, so the schedules are
// chosen to let mistakes happen. In virtual time everything that can be under way at once is under
// way before the first operation is answered: tasks that touch the same variable after their
// operation do so on different workers, with nothing between them that orders them. With a plugged
// pool no task starts before the submission sleeps: a task that refers to a variable of a function
// which does not wait for it then finds it gone. A few runs at full speed come on top.
#include "grader/judge/sanitizer_runs.hpp"

namespace judge {
namespace {

std::vector<run_request> schedules_for(sanitizer which) {
  if (which == sanitizer::address)
    return {{.workers = 3}, {.workers = 1, .plugged = true}, {.workers = 3, .pace = pace::prompt}};
  return {{.workers = 3},
          {.workers = 8},
          {.workers = 3, .pace = pace::prompt},
          {.workers = 2},
          {.workers = 8, .pace = pace::prompt}};
}

}  // namespace

std::vector<reports::diagnosis> find_with(sanitizer which, const subject& what,
                                          const students_file& file,
                                          const std::function<std::vector<number>()>& operands) {
  for (auto& request : schedules_for(which)) {
    request.operands = operands();
    request.traced = false;  // signals are the sanitizer's
    const auto result = conduct(what, request);
    const bool returned = result.ending == ending::returned;
    // AddressSanitizer ends the process: a report of a run that returned is forged.
    if (which == sanitizer::address && returned) continue;
    auto found = read_sanitizer_report(which, result.output, file);
    if (!found.empty() || !returned) return found;
  }
  return {};
}

}  // namespace judge
