// verdict: memory or timeout, 0 points
// The same past the allocator.
#include <sys/mman.h>
#include <cstring>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  for (;;) {
    void* const more =
        mmap(nullptr, 1 << 24, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (more != MAP_FAILED) std::memset(more, 1, 1 << 24);
  }
}

}  // namespace expression
