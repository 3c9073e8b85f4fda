// SPDX-License-Identifier: MIT
// Reads the kernel's counters.
#include "grader/judge/machine_gates.hpp"

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

namespace judge {
namespace {

/// One tick, 10 ms on all processors together, may be left over from before.
constexpr std::uint64_t stolen_ticks_allowed = 1;

std::optional<std::uint64_t> read_stolen_ticks() {
  std::ifstream stat("/proc/stat");
  std::string cpu;
  std::uint64_t value = 0;
  stat >> cpu;
  for (int field = 1; field <= 8; ++field)  // user nice system idle iowait irq softirq steal
    if (!(stat >> value)) return {};
  return value;
}

/// The folder of this process's control group; empty where there is no version 2.
std::string own_group() {
  std::ifstream groups("/proc/self/cgroup");
  for (std::string line; std::getline(groups, line);)
    if (line.starts_with("0::")) return "/sys/fs/cgroup" + line.substr(3);
  return {};
}

std::optional<std::uint64_t> read_throttled() {
  std::ifstream stat(own_group() + "/cpu.stat");
  std::string key;
  std::uint64_t value = 0;
  while (stat >> key >> value)
    if (key == "nr_throttled") return value;
  return {};
}

template <class Count>
bool grew_by_more_than(Count allowed, const std::optional<Count>& before,
                       const std::optional<Count>& after) {
  return before && after && *after > *before + allowed;
}

}  // namespace

machine_counters machine_counters::now() { return {read_stolen_ticks(), read_throttled()}; }

std::string disturbance_between(const machine_counters& before, const machine_counters& after) {
  if (grew_by_more_than(stolen_ticks_allowed, before.stolen_ticks, after.stolen_ticks))
    return "the host took processor time away";
  if (grew_by_more_than(std::uint64_t{0}, before.throttled, after.throttled))
    return "the control group's time was used up";
  return {};
}

bool machine_is_quiet() {
  for (int look = 0; look < 10; ++look) {
    double ignored = 0;
    int runnable = 0;  // of the whole machine: the fourth field of /proc/loadavg
    std::ifstream loads("/proc/loadavg");
    if (loads >> ignored >> ignored >> ignored >> runnable && runnable <= 1) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return false;
}

}  // namespace judge
