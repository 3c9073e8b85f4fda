// Ends the process before evaluate returns, with the code a.
#include <expression.hpp>

expression::number expression::evaluate(futures::executor&, const operands& x) {
  std::_Exit(static_cast<int>(x.a));
}
