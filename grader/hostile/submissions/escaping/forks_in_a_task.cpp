// verdict: forbidden, 0 points
// On a worker, which was started before this code was there.
#include <unistd.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor& pool, const operands&) {
  return pool.submit([] { return static_cast<number>(fork()); }).result();
}

}  // namespace expression
