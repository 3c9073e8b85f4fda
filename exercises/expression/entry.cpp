// SPDX-License-Identifier: MIT
// Linked to each submission, so that the submission process finds the student's function.
#include "exercises/expression/expression.hpp"

extern "C" std::int64_t lab_evaluate(futures::executor& pool, const std::int64_t* x) {
  return expression::evaluate(pool, {x[0], x[1], x[2], x[3], x[4], x[5], x[6]});
}

/// Returns: where the student's function is, for feedback to name its line.
extern "C" const void* lab_function() {
  return reinterpret_cast<const void*>(&expression::evaluate);
}
