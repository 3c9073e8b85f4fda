// SPDX-License-Identifier: MIT
// Tells the one who waits how far the measuring is.
#include "bench/progress_line.hpp"

#include <fmt/format.h>

namespace bench {

progress_line::~progress_line() {
  if (shown_ > 0) rewrite("");
}

void progress_line::step(std::string_view doing, std::size_t done, std::size_t total,
                         const std::string& cell) {
  if (!terminal_) {
    const auto tenths = [&](std::size_t steps) { return 10 * steps / total; };
    if (done == 0 || tenths(done) != tenths(done - 1))
      to_ << fmt::format("{} {} of {}\n", doing, done + 1, total) << std::flush;
    return;
  }
  constexpr auto pause =
      std::chrono::milliseconds(200);  // a busy terminal disturbs what we measure
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + pause;
  rewrite(fmt::format("{} {} of {}: {}", doing, done + 1, total, cell));
}

/// Overwrites what is left of a longer line by spaces: plain characters do on every terminal.
void progress_line::rewrite(const std::string& text) {
  to_ << fmt::format("\r{:<{}}\r{}", "", shown_, text) << std::flush;
  shown_ = text.size();
}

}  // namespace bench
