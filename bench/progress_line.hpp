// SPDX-License-Identifier: MIT
// Tells the one who waits how far the measuring is.
#pragma once

#include <chrono>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

namespace bench {

/// On a terminal one line that is rewritten in place, and gone at the end; elsewhere a plain line
/// for each tenth of the way. It has no colours.
class progress_line {
 public:
  progress_line(std::ostream& to, bool terminal) : to_(to), terminal_(terminal) {}
  progress_line(const progress_line&) = delete;
  progress_line& operator=(const progress_line&) = delete;
  ~progress_line();

  /// `done` of `total` steps are behind us; `cell` comes now.
  void step(std::string_view doing, std::size_t done, std::size_t total, const std::string& cell);

 private:
  void rewrite(const std::string& text);

  std::ostream& to_;
  bool terminal_;
  std::size_t shown_ = 0;  ///< columns of the line that is on the terminal now
  std::chrono::steady_clock::time_point next_{};
};

}  // namespace bench
