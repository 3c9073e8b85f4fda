// A signal to oneself, and one to a thread of one's own, are nobody else's business.
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <expression.hpp>

namespace {
volatile sig_atomic_t handled = 0;
}

expression::number expression::evaluate(futures::executor&, const operands&) {
  signal(SIGUSR1, [](int) { handled = handled + 1; });
  raise(SIGUSR1);
  kill(getpid(), SIGUSR1);
  pthread_kill(pthread_self(), SIGUSR1);
  return handled == 3 ? 42 : handled;
}
