// Prints without end.
#include <expression.hpp>

expression::number expression::evaluate(futures::executor&, const operands&) {
  for (;;) std::cout << "are we there yet? ";
}
