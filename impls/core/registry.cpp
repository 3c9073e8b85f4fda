// SPDX-License-Identifier: MIT
// The list of backends, filled while the program starts.
#include "futures/registry.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "core/usable_cpus.hpp"

namespace futures {
namespace {

std::vector<backend>& list() {
  static std::vector<backend> backends;
  return backends;
}

std::string known_names() {
  std::string names;
  for (const auto& known : list()) names += (names.empty() ? "" : ", ") + std::string(known.name);
  return names;
}

}  // namespace

backend_registration::backend_registration(const backend& added) {
  auto& all = list();
  const auto place = std::ranges::lower_bound(all, added.name, {}, &backend::name);
  if (place != all.end() && place->name == added.name) {
    std::fprintf(stderr, "futures: two backends are named '%s'\n", std::string(added.name).c_str());
    std::abort();
  }
  all.insert(place, added);
}

const std::vector<backend>& backends() { return list(); }

const backend& find_backend(std::string_view name) {
  const auto place = std::ranges::find(list(), name, &backend::name);
  if (place != list().end()) return *place;
  throw std::invalid_argument("unknown backend '" + std::string(name) + "'; there are " +
                              known_names());
}

std::unique_ptr<executor> make_executor(std::string_view name, const executor_options& options) {
  const backend& chosen = find_backend(name);
  const auto require = [&](bool asked, bool capabilities::*claim, const char* refusal) {
    if (asked && !(chosen.caps.*claim))
      throw unsupported_operation("backend '" + std::string(name) + "' does not " + refusal);
  };
  require(options.max_workers.has_value(), &capabilities::bounded_workers,
          "let its user choose max_workers");
  require(options.in_order, &capabilities::fifo_start,
          "start tasks in the order of their submission");
  require(!options.thread_name_prefix.empty(), &capabilities::thread_names, "name its threads");
  require(options.initializer != nullptr, &capabilities::initializer,
          "run an initializer in its workers");
  return chosen.make(options);
}

std::size_t default_max_workers() { return std::min<std::size_t>(32, detail::usable_cpus() + 4); }

std::size_t checked_max_workers(std::optional<std::size_t> asked) {
  if (asked == std::size_t{0}) throw std::invalid_argument("max_workers must be greater than 0");
  return asked.value_or(default_max_workers());
}

}  // namespace futures
