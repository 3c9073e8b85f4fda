// SPDX-License-Identifier: MIT
// The speedup of the expression exercise, on operations that burn CPU.
#include "grader/judge/speedup.hpp"
#include "exercises/expression/reference.hpp"

namespace {

// Two workers allow a speedup of 1.5, and three of 2. One operation after the other is 0.67 of the
// first; the two sums side by side, and no more, are 0.8: the bar is between, above all noise.
const judge::speedup_registration registered("speedup",
                                             {.most_workers = 3,
                                              .least_share = 0.73,
                                              .legs = {.operations = expression::operation_count,
                                                       .fresh_operands = expression::fresh_operands,
                                                       .value_of = expression::value_of}});

}  // namespace
