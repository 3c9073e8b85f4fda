// verdict: memory or timeout, 0 points
// All memory, page by page; where the host gives pages slowly, the time is over first.
#include <cstdlib>
#include <cstring>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  for (;;)
    if (void* const more = std::malloc(1 << 20)) std::memset(more, 1, 1 << 20);
}

}  // namespace expression
