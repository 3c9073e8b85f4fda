// verdict: forbidden, 0 points
// A thread bomb.
#include <chrono>
#include <thread>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  for (;;) std::thread([] { std::this_thread::sleep_for(std::chrono::hours(1)); }).detach();
  return 500;
}

}  // namespace expression
