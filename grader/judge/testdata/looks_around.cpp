// Returns how many of these a submission can open; a right answer is none.
#include <fcntl.h>

#include <expression.hpp>

expression::number expression::evaluate(futures::executor&, const operands&) {
  number seen = 0;
  for (const char* path : {"/etc/passwd", "/box/judge", "/box/exercise.toml", "/work", "/kit",
                           "/source", "/home", "/root"})
    if (open(path, O_RDONLY) >= 0) ++seen;
  if (open("/box/runner", O_WRONLY) >= 0) ++seen;
  if (open("/box/submission.so", O_WRONLY) >= 0) ++seen;
  return seen;
}
