// SPDX-License-Identifier: MIT
// Tells the one who waits how far the measuring is.
#include "bench/progress_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace bench {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t terminal_columns = 79;  // of eighty: the last one may break the line

std::string bar(std::size_t done, std::size_t total) {
  constexpr std::size_t width = 20;
  const auto full = total == 0 ? 0 : width * std::min(done, total) / total;
  return fmt::format("[{:#<{}}{:.<{}}]", "", full, "", width - full);
}

std::string in_words(double seconds) {
  constexpr double minute = 60, whole_minutes_from = 90;
  if (seconds >= whole_minutes_from) return fmt::format("{:.0f} min", std::ceil(seconds / minute));
  return fmt::format("{:.0f} s", std::ceil(seconds));
}

}  // namespace

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
  constexpr auto pause = 200ms;  // a busy terminal disturbs what we measure
  const auto now = now_();
  if (!begun_ || begun_->doing != doing) begun_ = {std::string(doing), now, done};
  if (now < next_) return;
  next_ = now + pause;
  rewrite(fmt::format("{} {} {} of {}{}: {}", bar(done, total), doing, done + 1, total,
                      time_left(done, total), cell)
              .substr(0, terminal_columns));
}

/// Nothing until there is enough to go by.
std::string progress_line::time_left(std::size_t done, std::size_t total) const {
  constexpr auto enough = 3s;
  const auto passed = now_() - begun_->when;
  if (passed < enough || done <= begun_->done || done > total) return "";
  const auto each =
      std::chrono::duration<double>(passed).count() / static_cast<double>(done - begun_->done);
  return fmt::format(", {} left", in_words(each * static_cast<double>(total - done)));
}

/// Overwrites what is left of a longer line by spaces: plain characters do on every terminal.
void progress_line::rewrite(const std::string& text) {
  to_ << fmt::format("\r{:<{}}\r{}", "", shown_, text) << std::flush;
  shown_ = text.size();
}

}  // namespace bench
