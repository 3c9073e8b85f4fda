// verdict: crash, 0 points
// Overwrites the code of the process through /proc/self/mem.
#include <cstdio>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands& x) {
  std::FILE* const memory = std::fopen("/proc/self/mem", "r+b");
  if (memory == nullptr) return 0;
  std::fseek(memory, reinterpret_cast<long>(&add), SEEK_SET);
  constexpr unsigned char trap[] = {0xcc, 0xcc, 0xcc, 0xcc};
  std::fwrite(trap, 1, sizeof trap, memory);
  std::fclose(memory);
  return add(x.a, x.b);
}

}  // namespace expression
