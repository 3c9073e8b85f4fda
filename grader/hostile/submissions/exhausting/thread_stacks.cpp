// verdict: forbidden or timeout, 0 points
// Many threads, each with a stack that it fills; pages may be given slowly, as in heap.cpp.
#include <thread>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  for (;;)
    std::thread([] {
      volatile char frame[1 << 22];
      for (auto& each : frame) each = 1;
      for (;;) {
      }
    }).detach();
}

}  // namespace expression
