// Never ends.
#include <expression.hpp>

expression::number expression::evaluate(futures::executor&, const operands&) {
  for (volatile int turn = 0;; turn = turn + 1) {
  }
}
