// verdict: memory, 0 points
// More than there is, at once.
#include <vector>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  const std::vector<number> all(std::size_t{1} << 40);
  return all.back();
}

}  // namespace expression
