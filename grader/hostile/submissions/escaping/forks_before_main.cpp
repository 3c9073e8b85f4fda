// verdict: forbidden, 0 points
// In a static constructor.
#include <unistd.h>

#include <expression.hpp>

namespace {
const auto child = fork();
}  // namespace

namespace expression {

number evaluate(futures::executor&, const operands&) { return child; }

}  // namespace expression
