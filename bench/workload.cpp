// SPDX-License-Identifier: MIT
// The list of workloads, filled while the program starts.
#include "bench/workload.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

namespace bench {
namespace {

std::vector<workload>& list() {
  static std::vector<workload> workloads;
  return workloads;
}

std::string known_names() {
  std::string names;
  for (const auto& known : list()) names += (names.empty() ? "" : ", ") + std::string(known.name);
  return names;
}

}  // namespace

std::string_view name_of(stress label) {
  switch (label) {
    case stress::spawn_overhead:
      return "spawn overhead";
    case stress::latency:
      return "latency";
    case stress::computation:
      return "computation";
    case stress::memory_bandwidth:
      return "memory bandwidth";
    case stress::irregular:
      return "irregular";
    case stress::dependencies:
      return "dependencies";
    case stress::blocking:
      return "blocking";
  }
  return "unknown";
}

workload_registration::workload_registration(const workload& added) {
  auto& all = list();
  const auto place = std::ranges::lower_bound(all, added.name, {}, &workload::name);
  if (place != all.end() && place->name == added.name) {
    fmt::print(stderr, "bench: two workloads are named '{}'\n", added.name);
    std::abort();
  }
  all.insert(place, added);
}

const std::vector<workload>& workloads() { return list(); }

const workload& find_workload(std::string_view name) {
  const auto place = std::ranges::find(list(), name, &workload::name);
  if (place != list().end()) return *place;
  throw std::invalid_argument(
      fmt::format("unknown workload '{}'; there are {}", name, known_names()));
}

}  // namespace bench
