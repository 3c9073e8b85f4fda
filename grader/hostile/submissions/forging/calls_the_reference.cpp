// verdict: exception, 0 points
// The sequential evaluation is in another program.
#include <cstdint>

#include <expression.hpp>

namespace runtime {
std::int64_t evaluate_sequentially(const std::int64_t* operands);
}

namespace expression {

number evaluate(futures::executor&, const operands& x) {
  const std::int64_t all[] = {x.a, x.b, x.c, x.d, x.e, x.f, x.g};
  return runtime::evaluate_sequentially(all);
}

}  // namespace expression
