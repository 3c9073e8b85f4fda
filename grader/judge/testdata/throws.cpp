// Throws, in a task: a std::exception (a = 0), an int (1), bad_alloc (2), a very long text (3).
#include <expression.hpp>

namespace mine {
struct mistake : std::runtime_error {
  using runtime_error::runtime_error;
};
}  // namespace mine

expression::number expression::evaluate(futures::executor& pool, const operands& x) {
  return pool
      .submit([x]() -> number {
        if (x.a == 1) throw 42;
        if (x.a == 2) throw std::bad_alloc();
        if (x.a == 3) throw std::logic_error(std::string(10000, 'w'));
        throw mine::mistake("I cannot add");
      })
      .result();
}
