// SPDX-License-Identifier: MIT
// Says whether this machine can grade.
#include "grader/grade/doctor.hpp"

#include <fmt/format.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <fstream>

#include "grader/build/kit.hpp"
#include "grader/sandbox/sandbox.hpp"
#include "reports/record/environment.hpp"

namespace grader {
namespace {

finding sandbox_finding() {
  if (auto problem = sandbox::why_unusable())
    return {health::fail, "sandbox: no bubblewrap", *problem};
  return {health::pass, "sandbox: bubblewrap shuts programs in", {}};
}

void add_layers(std::vector<finding>& to, const kit& with) {
  if (sandbox::why_unusable()) return;
  for (const auto& each : sandbox::try_layers(with.runner(), sandbox::isolation::bubblewrap))
    to.push_back({each.state, fmt::format("sandbox, {}: {}", each.name, each.seen), each.remedy});
}

finding processors_finding() {
  const auto count = reports::usable_cpus().value_or(1);
  if (count >= 2) return {health::pass, fmt::format("processors: {}", count), {}};
  return {health::caution, "processors: 1",
          "a speedup needs two; that check will be refused, which costs no point"};
}

finding load_finding() {
  double load = 0;
  std::ifstream("/proc/loadavg") >> load;
  if (load < 1) return {health::pass, fmt::format("load: {:.2f}", load), {}};
  return {health::caution, fmt::format("load: {:.2f}", load),
          "measured speedups may be refused while other programs run; everything else is exact"};
}

finding process_handle_finding() {
  const long handle = syscall(SYS_pidfd_open, static_cast<long>(getpid()), 0L);
  if (handle < 0) return {health::fail, "kernel: no process descriptors", "use Linux 5.3 or newer"};
  close(static_cast<int>(handle));
  return {health::pass, "kernel: process descriptors", {}};
}

finding thread_states_finding() {
  std::string word;
  std::ifstream status("/proc/self/task/" + std::to_string(getpid()) + "/status");
  while (status >> word)
    if (word == "voluntary_ctxt_switches:")
      return {health::pass, "kernel: states of threads in /proc", {}};
  return {health::fail, "kernel: no states of threads in /proc",
          "mount /proc and use a kernel with CONFIG_PROC_FS"};
}

finding compiler_finding(const kit& with) {
  const auto run = sandbox::run_to_end(
      {.argv = {with.compiler, "--version"}},
      sandbox::why_unusable() ? sandbox::isolation::none : sandbox::isolation::bubblewrap,
      std::chrono::seconds(10), 4096);
  if (run.exit.code == 0 && run.exit.signal == 0)
    return {health::pass, "compiler: " + run.output.substr(0, run.output.find('\n')), {}};
  return {health::fail, "compiler: " + with.compiler + " cannot be run",
          "install it (apt-get install g++) and build again: ./lab build"};
}

/// Whether a submission process starts under the sanitizer.
finding sanitizer_finding(const sanitizer& under) {
  const auto walls =
      sandbox::why_unusable() ? sandbox::isolation::none : sandbox::isolation::bubblewrap;
  const sandbox::bind runner{under.runner(), "/box/runner"};
  const auto run = sandbox::run_to_end({.argv = {path_of(runner, walls), "--backends"},
                                        .binds = {runner},
                                        .address_space_mib = 0,
                                        .plain_addresses = true},
                                       walls, std::chrono::seconds(10), 4096);
  if (run.exit.code == 0 && run.exit.signal == 0)
    return {health::pass, "sanitizer: " + under.name, {}};
  return {health::caution, "sanitizer: " + under.name + " does not start",
          "its mistakes are not looked for, which costs no point; perhaps this helps: "
          "sysctl vm.mmap_rnd_bits=28"};
}

}  // namespace

std::vector<finding> examine(const std::filesystem::path& kits) {
  std::vector<finding> result{sandbox_finding(), process_handle_finding(), thread_states_finding(),
                              processors_finding(), load_finding()};
  for (const auto& exercise : exercises_in(kits)) {
    try {
      const auto opened = open_kit(kits, exercise);
      result.push_back(compiler_finding(opened));
      add_layers(result, opened);
      for (const auto& each : opened.sanitizers) result.push_back(sanitizer_finding(each));
      result.push_back({health::pass, "exercise: " + exercise, {}});
    } catch (const std::exception& problem) {
      result.push_back({health::fail, "exercise: " + exercise, problem.what()});
    }
  }
  return result;
}

}  // namespace grader
