// SPDX-License-Identifier: MIT
// Small programs that try to get out of each layer.
//
// How it works. A layer is believed when a program inside it that tries what it forbids fails, and
// says so.
#include "grader/sandbox/layers.hpp"

#include <algorithm>
#include <stdexcept>

namespace sandbox {
namespace {

constexpr auto patience = std::chrono::seconds(10);
constexpr std::size_t output_limit = 4096;

const char* const no_bubblewrap =
    "install bubblewrap (apt-get install bubblewrap) and allow user namespaces, for example with: "
    "sysctl kernel.unprivileged_userns_clone=1";

/// What a shell script prints inside; empty when it failed.
std::string said_by(const std::string& script, isolation walls) {
  const auto run = run_to_end({.argv = {"/bin/sh", "-c", script}}, walls, patience, output_limit);
  return run.timed_out || run.exit.code != 0 || run.exit.signal != 0 ? "" : run.output;
}

std::string namespace_of(const std::string& kind) {
  std::error_code ignored;
  return std::filesystem::read_symlink("/proc/self/ns/" + kind, ignored).string();
}

layer namespaces(isolation walls) {
  for (const std::string kind : {"user", "pid", "ipc", "net", "uts", "mnt"}) {
    const auto inside = said_by("readlink /proc/self/ns/" + kind, walls);
    if (inside.empty() || inside == namespace_of(kind) + "\n")
      return {"namespaces", health::fail, "no " + kind + " namespace of its own", no_bubblewrap};
  }
  return {"namespaces", health::pass, "user, pid, ipc, net, uts and mount", {}};
}

layer files(isolation walls) {
  const auto seen = said_by(
      "touch /x 2>/dev/null && echo /; touch /usr/x 2>/dev/null && echo /usr; "
      "for f in /etc /home /root /var; do test -e $f && echo $f; done; echo ok",
      walls);
  if (seen == "ok\n")
    return {"files", health::pass, "/usr alone, read-only; scratch in memory", {}};
  return {"files", health::fail, "it sees or writes more than it should", no_bubblewrap};
}

layer inheritance(isolation walls) {
  // ls has the folder itself open, as the fourth.
  const auto seen = said_by(
      "env | grep -vcE '^(PATH|LANG|PWD|SHLVL|_|OLDPWD)='; "
      "ls /proc/self/fd | wc -l",
      walls);
  if (seen == "0\n4\n") return {"inheritance", health::pass, "no variables, no descriptors", {}};
  return {"inheritance", health::fail, "it inherits variables or descriptors", no_bubblewrap};
}

layer system_calls(const std::filesystem::path& runner, isolation walls) {
  const bind program{runner, "/box/runner"};
  const auto run = run_to_end({.argv = {path_of(program, walls), "--lockdown"}, .binds = {program}},
                              walls, patience, output_limit);
  if (run.output == "told\n")
    return {
        "system_calls", health::pass, "seccomp forbids all but a few, and names what it did", {}};
  if (run.output == "killed\n")
    return {"system_calls", health::caution, "seccomp forbids all but a few, without a name",
            "run the grader where no other program supervises its system calls"};
  return {"system_calls", health::fail, "seccomp does not work",
          "use a kernel with CONFIG_SECCOMP_FILTER, and a container that allows seccomp(2)"};
}

layer limits(isolation walls) {
  const auto run = run_to_end(
      {.argv = {"/bin/sh", "-c", "ulimit -v; ulimit -f; ulimit -t; ulimit -c; ulimit -n"},
       .address_space_mib = 1024,
       .file_mib = 16,
       .cpu_seconds = 5},
      walls, patience, output_limit);
  if (run.output == "1048576\n32768\n5\n0\n256\n")
    return {"limits", health::pass, "address space, files, processor time, cores, descriptors", {}};
  return {"limits", health::fail, "limits of resources are not kept", "see setrlimit(2)"};
}

/// Whether limits of a group are kept: of two programs, each tries to use too much of something.
layer groups(isolation walls) {
  constexpr const char* remedy =
      "nothing needs to be done: the judge counts memory and threads every 2 ms. For the kernel to "
      "count them, grade in a control group: systemd-run --user --scope -p Delegate=yes ./lab "
      "grade";
  const auto support = find_group_support();
  const auto has = [&](const char* controller) {
    return std::ranges::count(support.controllers, controller) != 0;
  };
  const job hog{.argv = {"/bin/sh", "-c", "x=$(head -c 64M /dev/zero | tr '\\0' a)"},
                .together = {.memory_mib = 32}};
  if (has("memory") && !run_to_end(hog, walls, patience, output_limit).exit.out_of_memory)
    return {"control_group", health::caution, "its limit of memory is not kept", remedy};
  const job crowd{.argv = {"/bin/sh", "-c", "for i in 1 2 3 4 5 6 7 8 9; do sleep 9 & done"},
                  .together = {.tasks = 8}};
  if (has("pids") && run_to_end(crowd, walls, patience, output_limit).exit.code == 0)
    return {"control_group", health::caution, "its limit of processes is not kept", remedy};
  if (!support.problem.empty()) return {"control_group", health::caution, support.problem, remedy};
  return {"control_group", health::pass, "memory and processes", {}};
}

}  // namespace

const char* to_string(health state) {
  switch (state) {
    case health::pass:
      return "PASS";
    case health::caution:
      return "CAUTION";
    case health::fail:
      return "FAIL";
  }
  return "";
}

std::vector<layer> try_layers(const std::filesystem::path& runner, isolation walls) {
  return {namespaces(walls),           files(walls),  inheritance(walls),
          system_calls(runner, walls), limits(walls), groups(walls)};
}

std::vector<layer> require_layers(const std::filesystem::path& runner, isolation walls) {
  auto layers = try_layers(runner, walls);
  for (const auto& each : layers)
    if (each.state == health::fail && walls == isolation::bubblewrap)
      throw std::runtime_error("submissions are not run, the sandbox has a hole: " + each.name +
                               ": " + each.seen + "; " + each.remedy);
  return layers;
}

}  // namespace sandbox
