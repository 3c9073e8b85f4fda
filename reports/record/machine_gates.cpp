// SPDX-License-Identifier: MIT
// Reads the kernel's counters.
#include "reports/record/machine_gates.hpp"

#include <charconv>
#include <chrono>
#include <ctime>
#include <fstream>
#include <sstream>
#include <thread>
#include <utility>

namespace reports {
namespace {

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

/// The total of the line "some avg10=0.00 avg60=0.00 avg300=0.00 total=0".
std::optional<std::uint64_t> read_pressure() {
  std::string ignored, total;
  std::ifstream pressure("/proc/pressure/cpu");
  if (!(pressure >> ignored >> ignored >> ignored >> ignored >> total)) return {};
  const std::string key = "total=";
  std::uint64_t value = 0;
  const auto* const end = total.data() + total.size();
  if (!total.starts_with(key) ||
      std::from_chars(total.data() + key.size(), end, value).ec != std::errc())
    return {};
  return value;
}

/// Threads of the whole machine that run or want to: the fourth field of /proc/loadavg, proc(5).
std::optional<int> read_runnable() {
  double ignored = 0;
  int runnable = 0;
  std::ifstream loads("/proc/loadavg");
  if (loads >> ignored >> ignored >> ignored >> runnable) return runnable;
  return {};
}

template <class Count>
bool grew_by_more_than(Count allowed, const std::optional<Count>& before,
                       const std::optional<Count>& after) {
  return before && after && *after > *before + allowed;
}

}  // namespace

machine_counters machine_counters::now() {
  return {read_stolen_ticks(), read_throttled(), read_pressure()};
}

std::string disturbance_between(const machine_counters& before, const machine_counters& after,
                                std::uint64_t stolen) {
  if (grew_by_more_than(stolen, before.stolen_ticks, after.stolen_ticks))
    return "the host took processor time away";
  if (grew_by_more_than(std::uint64_t{0}, before.throttled, after.throttled))
    return "the control group's time was used up";
  return {};
}

std::optional<double> most_seconds_taken(const machine_counters& before,
                                         const machine_counters& after) {
  constexpr double tick = 0.01;
  if (!before.stolen_ticks || !after.stolen_ticks ||
      grew_by_more_than(std::uint64_t{0}, before.throttled, after.throttled))
    return {};
  if (!grew_by_more_than(stolen_ticks_allowed, before.stolen_ticks, after.stolen_ticks)) return 0;
  return tick * static_cast<double>(*after.stolen_ticks - *before.stolen_ticks + 1);  // begun ones
}

std::optional<double> seconds_of_pressure(const machine_counters& before,
                                          const machine_counters& after) {
  if (!before.pressure_us || !after.pressure_us || *after.pressure_us < *before.pressure_us)
    return {};
  return 1e-6 * static_cast<double>(*after.pressure_us - *before.pressure_us);
}

bool machine_is_quiet(const std::function<std::optional<int>()>& count_runnable) {
  for (int look = 0; look < 10; ++look) {
    const auto runnable = count_runnable();
    if (!runnable || *runnable <= 1) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return false;
}

bool machine_is_quiet() { return machine_is_quiet(read_runnable); }

std::optional<double> clock_tick() {
  timespec tick{};
  if (clock_getres(CLOCK_MONOTONIC, &tick) != 0) return {};
  return static_cast<double>(tick.tv_sec) + 1e-9 * static_cast<double>(tick.tv_nsec);
}

std::string describe_gates() {
  const auto now = machine_counters::now();
  std::string known, unknown;
  for (const auto& [name, is_known] :
       {std::pair{"steal", now.stolen_ticks.has_value()},
        std::pair{"throttling", now.throttled.has_value()},
        std::pair{"load", read_runnable().has_value()}}) {
    auto& list = is_known ? known : unknown;
    list += (list.empty() ? "" : ", ") + std::string(name);
  }
  if (unknown.empty()) return known;
  return known + (known.empty() ? "unknown: " : "; unknown: ") + unknown;
}

}  // namespace reports
