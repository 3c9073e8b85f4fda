// SPDX-License-Identifier: MIT
// The backends by name: each registers itself; everybody else finds them here.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "futures/executor.hpp"

namespace futures {

/// What the maker of an executor may choose.
struct executor_options {
  std::optional<std::size_t> max_workers{};  ///< default_max_workers() when empty
  bool in_order = false;  ///< start tasks in the order of submission, even if that costs time
  std::string thread_name_prefix{};  ///< worker i is named PREFIX_i; the backend's way when empty
  std::function<void()> initializer{};  ///< called in each worker before its first task
};

/// One way to run tasks.
struct backend {
  std::string_view name;     ///< the name of its source file
  std::string_view summary;  ///< one line for people
  capabilities caps;
  std::unique_ptr<executor> (*make)(const executor_options&);
};

/// Declared at namespace scope in a backend's file. A name that is taken ends the program at start,
/// with a message: two backends of one name are a fault of the build.
struct backend_registration {
  explicit backend_registration(const backend& added);
};

/// All registered backends, ordered by name.
const std::vector<backend>& backends();
/// Throws: std::invalid_argument that lists the known names.
const backend& find_backend(std::string_view name);
/// Makes an executor of that backend. Throws: std::invalid_argument for an unknown name or no
/// workers; unsupported_operation for a choice that the backend does not offer.
std::unique_ptr<executor> make_executor(std::string_view name, const executor_options& = {});

/// How many workers a pool has if nobody says: min(32, CPUs this process may use + 4), the rule of
/// Python's ThreadPoolExecutor.
std::size_t default_max_workers();
/// `asked` or the default. Throws: std::invalid_argument when zero workers are asked for.
std::size_t checked_max_workers(std::optional<std::size_t> asked);

}  // namespace futures
