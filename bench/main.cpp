// SPDX-License-Identifier: MIT
// lab-bench: compares the backends of futures.
#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string_view>

#include "bench/options.hpp"
#include "bench/program.hpp"

namespace {

/// Whether a line on stderr can be rewritten in place.
bool rewritable() {
  const char* terminal = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

/// Starts this program anew if OpenMP's threads would spin while they wait, a load on everybody
/// else's legs: OpenMP reads its environment before main(). If that fails, they spin.
void make_openmp_passive(char** arguments) {
  constexpr auto policy = "OMP_WAIT_POLICY";
  if (std::getenv(policy) != nullptr || setenv(policy, "passive", 1) != 0) return;
  execv(std::filesystem::read_symlink("/proc/self/exe").c_str(), arguments);
}

}  // namespace

int main(int count, char** arguments) {
  try {
    const std::vector<std::string> words(arguments + 1, arguments + count);
    if (!bench::measures_a_part(words) &&
        bench::parse_options(words).measured == bench::options::suite::overhead)
      make_openmp_passive(arguments);  // legs inherit it
    return bench::run_program(words, {std::cout, std::cerr, rewritable()});
  } catch (const std::exception& problem) {
    std::cerr << "Error: " << problem.what() << "\n";
    return 2;
  }
}
