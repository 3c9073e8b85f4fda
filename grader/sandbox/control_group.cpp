// SPDX-License-Identifier: MIT
// Folders of the kernel's, in which one writes limits and reads events.
#include "grader/sandbox/control_group.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>
#include <thread>

namespace sandbox {
namespace fs = std::filesystem;
namespace {

using namespace std::chrono_literals;

/// Of the group into which this program moves itself.
constexpr const char* own_name = "futures-lab";

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> words_of(const fs::path& file) {
  std::istringstream in(text_of(file));
  return {std::istream_iterator<std::string>(in), {}};
}

/// Where both want a processor, the judge gets two thirds of it; nobody is ever stopped by this, as
/// by a quota, which would disturb what is measured.
constexpr const char* half_of_the_usual_weight = "50";

/// In one write, as the kernel wants it. Returns: whether that was taken.
bool put(const fs::path& file, const std::string& text) {
  const descriptor to(open(file.c_str(), O_WRONLY | O_CLOEXEC));
  return to && write(to.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

/// Where version 2 is mounted: proc(5), mountinfo: the fifth word, and the one after "-".
fs::path mount_point(const fs::path& proc) {
  std::istringstream lines(text_of(proc / "mountinfo"));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream in(line);
    const std::vector<std::string> words{std::istream_iterator<std::string>(in), {}};
    const auto dash = std::find(words.begin(), words.end(), "-");
    if (dash != words.end() && dash + 1 != words.end() && *(dash + 1) == "cgroup2") return words[4];
  }
  return {};
}

/// The group of the process, as a path below the mount point: its line begins with "0::".
std::optional<fs::path> own_group(const fs::path& proc) {
  std::istringstream lines(text_of(proc / "cgroup"));
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("0::/")) return fs::path(line.substr(4));
  return {};
}

/// A group that hands something down has no processes of its own: they must be in groups below it.
bool make_room(const fs::path& group) {
  if (words_of(group / "cgroup.procs") != std::vector{std::to_string(getpid())}) return false;
  const auto below = group / own_name;
  mkdir(below.c_str(), 0755);
  if (!put(below / "cgroup.procs", "0")) return false;
  for (const char* controller : {"+memory", "+pids", "+cpu"})
    put(group / "cgroup.subtree_control", controller);
  return true;
}

std::vector<std::string> handed_down_by(const fs::path& group) {
  std::vector<std::string> ours;
  for (const auto& each : words_of(group / "cgroup.subtree_control"))
    if (each == "memory" || each == "pids") ours.push_back(each);
  return ours;
}

/// What a program that was killed has left: its number is in the name.
void remove_groups_of_the_dead(const fs::path& parent) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(parent, ignored)) {
    int owner = 0, number = 0;
    const auto name = entry.path().filename().string();
    if (std::sscanf(name.c_str(), "futures-lab-%d-%d", &owner, &number) == 2 &&
        kill(owner, 0) != 0 && errno == ESRCH)
      rmdir(entry.path().c_str());
  }
}

}  // namespace

group_support find_group_support(const fs::path& proc) {
  const auto root = mount_point(proc);
  const auto own = own_group(proc);
  if (root.empty() || !own) return {{}, {}, "no control groups of version 2 are mounted"};
  auto parent = (root / *own).lexically_normal();
  if (own->filename() == own_name) parent = parent.parent_path();
  auto controllers = handed_down_by(parent);
  if (controllers.empty() && make_room(parent)) controllers = handed_down_by(parent);
  if (controllers.empty())
    return {{}, {}, "this program is not alone in a control group that hands memory and pids down"};
  if (access(parent.c_str(), W_OK) != 0)
    return {{}, {}, "no groups may be made in " + parent.string()};
  remove_groups_of_the_dead(parent);
  if (controllers.size() == 1) return {parent, controllers, "only " + controllers.front()};
  return {parent, controllers, {}};
}

std::optional<control_group> control_group::make(const group_limits& limits) {
  static const auto support = find_group_support();
  return make(limits, support);
}

std::optional<control_group> control_group::make(const group_limits& limits,
                                                 const group_support& support) {
  static std::atomic<unsigned> made{0};
  if (support.parent.empty() || (limits.memory_mib == 0 && limits.tasks == 0)) return {};
  const auto folder = support.parent / (std::string(own_name) + "-" + std::to_string(getpid()) +
                                        "-" + std::to_string(++made));
  if (mkdir(folder.c_str(), 0755) != 0) return {};
  control_group group(folder,
                      descriptor(open((folder / "cgroup.procs").c_str(), O_WRONLY | O_CLOEXEC)));
  if (!group.entrance_) return {};
  if (limits.memory_mib != 0) {
    put(folder / "memory.max", std::to_string(limits.memory_mib * 1024 * 1024));
    put(folder / "memory.swap.max", "0");
    put(folder / "memory.oom.group", "1");
  }
  put(folder / "cpu.weight", half_of_the_usual_weight);  // where that is handed down
  if (limits.tasks != 0) put(folder / "pids.max", std::to_string(limits.tasks));
  return group;
}

control_group::~control_group() {
  if (folder_.empty()) return;
  put(folder_ / "cgroup.kill", "1");
  // What was killed is counted until it is gone.
  for (int attempt = 0; rmdir(folder_.c_str()) != 0 && errno == EBUSY && attempt < 1000; ++attempt)
    std::this_thread::sleep_for(1ms);
}

bool control_group::ran_out_of_memory() const {
  const auto events = words_of(folder_ / "memory.events");
  const auto found = std::find(events.begin(), events.end(), "oom_kill");
  return found != events.end() && found + 1 != events.end() && *(found + 1) != "0";
}

}  // namespace sandbox
