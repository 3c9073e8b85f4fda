// SPDX-License-Identifier: MIT
// Timelines drawn with characters.
#include "grader/feedback/timeline_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string_view>

namespace grader {
namespace {

// A line of a terminal less its indentation, and less some room for the last number.
constexpr std::int64_t most_columns = 72, most_columns_a_step = 13;
constexpr std::size_t line_length = 76;

/// From steps to columns.
class scale {
 public:
  /// `margin`: columns to the left of the first step.
  scale(std::int64_t steps, std::size_t margin)
      : steps_(std::max<std::int64_t>(steps, 1)), margin_(margin) {
    const auto room = std::min(most_columns, static_cast<std::int64_t>(line_length - margin) - 1);
    columns_ = steps_ > room ? room : steps_ * std::min(most_columns_a_step, room / steps_);
  }
  std::size_t margin() const { return margin_; }
  std::size_t column(std::int64_t step) const {
    return margin_ + static_cast<std::size_t>(step * columns_ / steps_);
  }
  /// The numbers of steps, as many as there is room for.
  std::string ruler() const {
    constexpr std::size_t apart = 5;
    std::string text(margin_, ' ');
    for (std::int64_t step = 0; step <= steps_; ++step) {
      if (step != 0 && column(step) < text.size() + apart - 1) continue;
      const auto number = std::to_string(step);
      text.resize(std::min(column(step), line_length - number.size()), ' ');
      text += number;
    }
    return text;
  }

 private:
  std::int64_t steps_, columns_ = 0;
  std::size_t margin_;
};

std::string drawn_bar(const reports::timeline_bar& bar, std::size_t width) {
  if (width < 3) return std::string(width, '#');
  return fmt::format("[{:<{}}]", fitted(bar.label, width - 2), width - 2);
}

std::string short_name(const std::string& thread) {
  const auto number = thread.find_first_of("0123456789");
  return fitted(thread, 1) + (number == std::string::npos ? "" : fitted(thread.substr(number), 3));
}

void draw_lanes(const std::vector<reports::timeline_bar>& bars,
                const std::vector<std::string>& threads, const scale& by,
                std::vector<std::string>& to) {
  const auto lanes = std::max(lanes_of(bars), threads.size());
  const char idle = threads.empty() ? ' ' : '.';
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    std::string line = lane < threads.size() ? short_name(threads[lane]) : "";
    line.resize(by.margin(), ' ');
    for (const auto& bar : bars) {
      if (static_cast<std::size_t>(bar.lane) != lane || by.column(bar.start) < line.size())
        continue;
      line.resize(by.column(bar.start), idle);
      line += drawn_bar(bar, by.column(bar.finish) - by.column(bar.start));
    }
    if (!threads.empty()) line.resize(std::max(line.size(), by.column(length_of(bars))), idle);
    to.push_back(line);
  }
}

}  // namespace

std::int64_t length_of(const std::vector<reports::timeline_bar>& bars) {
  std::int64_t length = 0;
  for (const auto& bar : bars) length = std::max(length, bar.finish);
  return length;
}

std::size_t lanes_of(const std::vector<reports::timeline_bar>& bars) {
  int lanes = 0;
  for (const auto& bar : bars) lanes = std::max(lanes, bar.lane + 1);
  return static_cast<std::size_t>(lanes);
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
  std::size_t margin = 0;
  for (const auto& each : shown.threads) margin = std::max(margin, short_name(each).size() + 1);
  const scale by(std::max(length_of(shown.yours), length_of(shown.ideal)), margin);
  std::vector<std::string> lines{heading_of("Yours", shown.yours) + ":", by.ruler()};
  draw_lanes(shown.yours, shown.threads, by, lines);
  lines.push_back(heading_of("The shortest", shown.ideal) + ":");
  lines.push_back(by.ruler());
  draw_lanes(shown.ideal, {}, by, lines);
  return lines;
}

}  // namespace grader
