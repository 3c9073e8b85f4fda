// SPDX-License-Identifier: MIT
// Tells the one who waits how far the measuring is.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace bench {

/// On a terminal one line that is rewritten in place, with a bar and the time that is left, and
/// gone at the end; elsewhere a plain line for each tenth of the way. It has no colours.
class progress_line {
 public:
  using clock = std::chrono::steady_clock;

  /// `now`: the time, or that of a test.
  progress_line(std::ostream& to, bool terminal,
                std::function<clock::time_point()> now = clock::now)
      : to_(to), terminal_(terminal), now_(std::move(now)) {}
  progress_line(const progress_line&) = delete;
  progress_line& operator=(const progress_line&) = delete;
  ~progress_line();

  /// `done` of `total` steps are behind us; `cell` comes now. Steps of another `doing` begin anew:
  /// the time that is left is that of the steps so far, from the first that was told of.
  void step(std::string_view doing, std::size_t done, std::size_t total, const std::string& cell);

 private:
  struct beginning {
    std::string doing;
    clock::time_point when;
    std::size_t done;  ///< not 0 when a run goes on
  };

  std::string time_left(std::size_t done, std::size_t total) const;
  void rewrite(const std::string& text);

  std::ostream& to_;
  bool terminal_;
  std::function<clock::time_point()> now_;
  std::optional<beginning> begun_{};
  std::size_t shown_ = 0;  ///< columns of the line that is on the terminal now
  clock::time_point next_{};
};

}  // namespace bench
