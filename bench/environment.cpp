// SPDX-License-Identifier: MIT
// Where a benchmark's numbers come from.
#include "bench/environment.hpp"

#include <fmt/format.h>
#include <gnu/libc-version.h>

#include <cstdlib>
#include <fstream>

#include "reports/record/environment.hpp"
#include "reports/record/machine_gates.hpp"

namespace bench {
namespace {

std::string known(const std::string& text) { return text.empty() ? "unknown" : text; }

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  return known(value == nullptr ? "" : value);
}

}  // namespace

std::string cpu_scaling(const std::filesystem::path& cpus) {
  std::string found = "unknown";
  for (int cpu = 0;; ++cpu) {
    std::ifstream file(cpus / fmt::format("cpu{}/cpufreq/scaling_governor", cpu));
    std::string governor;
    if (!(file >> governor)) return found;
    if (governor != "performance") return "yes";
    found = "no";
  }
}

std::map<std::string, std::string> describe_run(const std::string& command, scale size,
                                                const effort& each) {
  auto described = reports::describe_machine();
  described.insert({{"command", command},
                    {"size", std::string(name_of(size))},
                    {"repetitions", std::to_string(each.repetitions)},
                    {"repetition_seconds", fmt::format("{:.3g}", each.repetition_seconds)},
                    {"cpu_scaling", cpu_scaling()},
                    {"gates", reports::describe_gates()},
                    {"omp_wait_policy", from_environment("OMP_WAIT_POLICY")},
                    {"google_benchmark", known(LAB_BENCHMARK_VERSION)},
                    {"glibc", gnu_get_libc_version()},
                    {"libstdcxx", std::to_string(__GLIBCXX__)},
                    {"onetbb", known(LAB_TBB_VERSION)},
                    {"openmp", known(LAB_OPENMP_DATE)}});
  return described;
}

}  // namespace bench
