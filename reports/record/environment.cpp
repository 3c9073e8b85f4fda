// SPDX-License-Identifier: MIT
// Where numbers come from: the machine, the compiler and the commit of this build.
#include "reports/record/environment.hpp"

#include <sched.h>
#include <sys/utsname.h>

#include <cstdlib>
#include <ctime>
#include <fstream>

namespace reports {
namespace {

constexpr auto unknown = "unknown";

std::string known(const std::string& text) { return text.empty() ? unknown : text; }

/// The value of a "name : value" line of a file in /proc, empty when there is none.
std::string proc_value(const char* file, const std::string& name) {
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    const auto colon = line.find(':');
    if (colon == std::string::npos || line.rfind(name, 0) != 0) continue;
    const auto begin = line.find_first_not_of(" \t", colon + 1);
    return begin == std::string::npos ? std::string() : line.substr(begin);
  }
  return {};
}

std::string cores() {
  const auto count = usable_cpus();
  return count ? std::to_string(*count) : unknown;
}

std::string memory_mib() {
  const auto kib = proc_value("/proc/meminfo", "MemTotal");
  return kib.empty() ? unknown : std::to_string(std::strtoull(kib.c_str(), nullptr, 10) / 1024);
}

std::string kernel() {
  utsname name{};
  if (uname(&name) != 0) return unknown;
  return std::string(name.sysname) + " " + name.release + " " + name.machine;
}

/// Whether the processor says that it is a virtual one; only x86 tells.
std::string hypervisor() {
  const auto flags = proc_value("/proc/cpuinfo", "flags");
  if (flags.empty()) return unknown;
  return (" " + flags + " ").find(" hypervisor ") == std::string::npos ? "no" : "yes";
}

/// Of the last 1, 5 and 15 minutes.
std::string load_average() {
  std::ifstream file("/proc/loadavg");
  std::string one, five, fifteen;
  if (!(file >> one >> five >> fifteen)) return unknown;
  return one + " " + five + " " + fifteen;
}

std::string utc_time() {
  const auto now = std::time(nullptr);
  std::tm parts{};
  char text[sizeof "2026-01-01T00:00:00Z"] = "";
  if (gmtime_r(&now, &parts) != nullptr) {
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  }
  return known(text);
}

std::string compiler() {
#ifdef __clang__
  return __VERSION__;  // says "Clang" itself
#else
  return "GCC " __VERSION__;
#endif
}

}  // namespace

std::optional<std::size_t> usable_cpus() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) != 0) return {};
  return static_cast<std::size_t>(CPU_COUNT(&set));
}

std::map<std::string, std::string> describe_machine() {
  return {{"build_type", known(LAB_BUILD_TYPE)},
          {"commit", known(LAB_COMMIT)},
          {"compiler", compiler()},
          {"cores", cores()},
          {"cpu", known(proc_value("/proc/cpuinfo", "model name"))},
          {"flags", known(LAB_FLAGS)},
          {"hypervisor", hypervisor()},
          {"kernel", kernel()},
          {"load_average", load_average()},
          {"memory_mib", memory_mib()},
          {"utc_time", utc_time()}};
}

}  // namespace reports
