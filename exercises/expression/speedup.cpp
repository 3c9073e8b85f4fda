// SPDX-License-Identifier: MIT
// The speedup of the expression exercise, on operations that burn CPU.
#include "grader/judge/speedup.hpp"
#include "exercises/expression/reference.hpp"

namespace {

// Two workers allow a speedup of 1.5 and three of 2; the bar is far below, above all noise.
const judge::speedup_registration registered("speedup",
                                             {.most_workers = 3,
                                              .operations = expression::operation_count,
                                              .least_ratio = 1.1,
                                              .fresh_operands = expression::fresh_operands,
                                              .value_of = expression::value_of});

}  // namespace
