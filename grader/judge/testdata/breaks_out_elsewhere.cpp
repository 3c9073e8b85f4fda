// Starts a process where `a` says: on a worker of the pool, on a thread of its own, in the standard
// library's way, or with every signal blocked.
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <thread>

#include <expression.hpp>

expression::number expression::evaluate(futures::executor& pool, const operands& x) {
  switch (x.a) {
    case 0:
      return pool.submit([] { return static_cast<number>(fork()); }).result();
    case 1:
      std::thread([] { static_cast<void>(fork()); }).join();
      return 0;
    case 2:
      return system("true");
    default:
      sigset_t all;
      sigfillset(&all);
      pthread_sigmask(SIG_BLOCK, &all, nullptr);
      return fork();
  }
}
