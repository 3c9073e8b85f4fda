// SPDX-License-Identifier: MIT
// Where the student's code started the threads that are not the pool's.
#pragma once

#include <cstdint>
#include <map>

#include "grader/judge/explain/call_sites.hpp"
#include "grader/judge/explain/story.hpp"
#include "grader/judge/run.hpp"

namespace judge {

/// The lines, by thread. A judge's own threads have no place in the student's code
/// and do not count. The event of a start does not say which thread it made, but numbers of
/// threads rise in the order in which they were made. Empty when not each of these threads has a
/// start, unless all were started in one line, so that nobody is given another one's.
std::map<std::uint32_t, int> lines_of_thread_starts(const run_result& run, const story& told,
                                                    const call_sites& sites);

}  // namespace judge
