// verdict: forbidden, 0 points
// A daemon that lives on.
#include <unistd.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  if (fork() == 0) {
    setsid();
    if (fork() == 0)
      for (;;) pause();
  }
  return 500;
}

}  // namespace expression
