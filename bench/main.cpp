// SPDX-License-Identifier: MIT
// lab-bench: compares the backends of futures.
#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <string_view>

#include "bench/program.hpp"

namespace {

/// Whether a line on stderr can be rewritten in place.
bool rewritable() {
  const char* terminal = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

}  // namespace

int main(int count, char** arguments) {
  try {
    return bench::run_program({arguments + 1, arguments + count},
                              {std::cout, std::cerr, rewritable()});
  } catch (const std::exception& problem) {
    std::cerr << "Error: " << problem.what() << "\n";
    return 2;
  }
}
