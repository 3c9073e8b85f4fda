// SPDX-License-Identifier: MIT
// The command line that shuts a program in: see bwrap(1).
#include "grader/sandbox/bubblewrap.hpp"

#include <filesystem>

namespace sandbox {
namespace {

constexpr std::uint64_t mib = 1024 * 1024;

/// On a merged-/usr system /lib and its like are links; elsewhere they are folders of their own.
void add_system_folder(std::vector<std::string>& command, const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_symlink(path, ignored)) {
    command.insert(command.end(),
                   {"--symlink", std::filesystem::read_symlink(path, ignored).string(), path});
  } else if (std::filesystem::is_directory(path, ignored)) {
    command.insert(command.end(), {"--ro-bind", path, path});
  }
}

}  // namespace

std::vector<std::string> bubblewrap_command(const job& what) {
  std::vector<std::string> command{"bwrap",
                                   "--unshare-user",
                                   "--unshare-pid",
                                   "--unshare-ipc",
                                   "--unshare-net",
                                   "--unshare-uts",
                                   "--uid",
                                   "65534",
                                   "--gid",
                                   "65534",
                                   "--cap-drop",
                                   "ALL",
                                   "--hostname",
                                   "sandbox",
                                   "--die-with-parent",
                                   "--new-session",
                                   "--clearenv",
                                   "--setenv",
                                   "PATH",
                                   "/usr/bin:/bin",
                                   "--setenv",
                                   "LANG",
                                   "C.UTF-8",
                                   "--ro-bind",
                                   "/usr",
                                   "/usr"};
  for (const char* path : {"/bin", "/lib", "/lib64", "/sbin"}) add_system_folder(command, path);
  const auto scratch_bytes = std::to_string(what.scratch_mib * mib);
  command.insert(command.end(),
                 {"--proc", "/proc", "--dev", "/dev", "--size", scratch_bytes, "--tmpfs", "/tmp",
                  "--size", scratch_bytes, "--tmpfs", "/dev/shm", "--tmpfs", "/dev/pts",
                  "--remount-ro", "/dev/pts", "--remount-ro", "/dev"});
  for (const auto& shown : what.binds)
    command.insert(command.end(),
                   {shown.writable ? "--bind" : "--ro-bind", shown.outside.string(), shown.inside});
  command.insert(command.end(), {"--remount-ro", "/", "--chdir", "/tmp", "--"});
  command.insert(command.end(), what.argv.begin(), what.argv.end());
  return command;
}

}  // namespace sandbox
