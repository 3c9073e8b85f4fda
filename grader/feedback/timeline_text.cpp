// SPDX-License-Identifier: MIT
// Timelines drawn with characters.
#include "grader/feedback/timeline_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>

namespace grader {
namespace {

// A line of a terminal less its indentation, and less some room for the last number.
constexpr std::int64_t most_columns = 72, most_columns_a_step = 13;
constexpr std::size_t line_length = 76;

/// From steps to columns.
class scale {
 public:
  explicit scale(std::int64_t steps)
      : steps_(std::max<std::int64_t>(steps, 1)),
        columns_(steps_ > most_columns
                     ? most_columns
                     : steps_ * std::min(most_columns_a_step, most_columns / steps_)) {}
  std::size_t column(std::int64_t step) const {
    return static_cast<std::size_t>(step * columns_ / steps_);
  }
  /// The numbers of steps, as many as there is room for.
  std::string ruler() const {
    constexpr std::size_t apart = 5;
    std::string text;
    for (std::int64_t step = 0; step <= steps_; ++step) {
      if (step != 0 && column(step) < text.size() + apart - 1) continue;
      const auto number = std::to_string(step);
      text.resize(std::min(column(step), line_length - number.size()), ' ');
      text += number;
    }
    return text;
  }

 private:
  std::int64_t steps_, columns_;
};

std::string drawn_bar(const reports::timeline_bar& bar, std::size_t width) {
  if (width < 3) return std::string(width, '#');
  return fmt::format("[{:<{}}]", fitted(bar.label, width - 2), width - 2);
}

void draw_lanes(const std::vector<reports::timeline_bar>& bars, const scale& by,
                std::vector<std::string>& to) {
  int lanes = 0;
  for (const auto& bar : bars) lanes = std::max(lanes, bar.lane + 1);
  for (int lane = 0; lane < lanes; ++lane) {
    std::string line;
    for (const auto& bar : bars) {
      if (bar.lane != lane || by.column(bar.start) < line.size()) continue;
      line.resize(by.column(bar.start), ' ');
      line += drawn_bar(bar, by.column(bar.finish) - by.column(bar.start));
    }
    to.push_back(line);
  }
}

}  // namespace

std::int64_t length_of(const std::vector<reports::timeline_bar>& bars) {
  std::int64_t length = 0;
  for (const auto& bar : bars) length = std::max(length, bar.finish);
  return length;
}

std::string heading_of(const char* whose, const std::vector<reports::timeline_bar>& bars) {
  const auto length = length_of(bars);
  return fmt::format("{}, {} step{}", whose, length, length == 1 ? "" : "s");
}

std::string fitted(const std::string& label, std::size_t width) {
  auto text = label;
  if (text.size() > width) std::erase(text, ' ');
  text.resize(std::min(text.size(), width));
  const auto is_plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("(), -_").find(c) != std::string_view::npos;
  };
  std::ranges::replace_if(text, std::not_fn(is_plain), '?');
  return text;
}

std::vector<std::string> draw(const timeline& shown) {
  const scale by(std::max(length_of(shown.yours), length_of(shown.ideal)));
  std::vector<std::string> lines;
  for (const auto& [whose, bars] :
       {std::pair{"Yours", &shown.yours}, std::pair{"The shortest", &shown.ideal}}) {
    lines.push_back(heading_of(whose, *bars) + ":");
    lines.push_back(by.ruler());
    draw_lanes(*bars, by, lines);
  }
  return lines;
}

}  // namespace grader
