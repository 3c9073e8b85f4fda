// SPDX-License-Identifier: MIT
// A document as plain text.
#include <fmt/format.h>

#include <algorithm>

#include "grader/feedback/document.hpp"
#include "grader/feedback/inert.hpp"
#include "grader/feedback/timeline_text.hpp"

namespace grader {
namespace {

class writer {
 public:
  std::string write(const document& shown) {
    line(fmt::format("{}: {}", inert_line(shown.submission), shown.score));
    line(inert_line(shown.message));
    for (const auto& each : shown.sections) {
      line(fmt::format("\n{}:", inert_line(each.title)));
      for (const auto& part : each.blocks) std::visit(*this, part);
    }
    return std::move(text_);
  }

  void operator()(const paragraph& shown) { line(inert_line(shown.text)); }
  void operator()(const mistakes& shown) {
    for (const auto& each : shown.list) {
      line(fmt::format("- {}{}: {}", inert_line(each.rule), inert_line(each.where),
                       inert_line(each.message)));
      if (!each.cost.empty()) line("  Cost: " + inert_line(each.cost));
      if (!each.advice.empty()) line("  Next: " + inert_line(each.advice));
    }
  }
  void operator()(const verbatim& shown) {
    std::string indented = "    ";
    for (const char c : inert_lines(shown.text))
      indented += c == '\n' ? "\n    " : std::string(1, c);
    while (indented.ends_with(' ') || indented.ends_with('\n')) indented.pop_back();
    line(indented);
  }
  void operator()(const number_table& shown) {
    const auto widths = widths_of(shown);
    const auto row_of = [&](const std::vector<std::string>& cells) {
      std::string text;
      for (std::size_t i = 0; i < cells.size(); ++i)
        text += i == 0 ? fmt::format("  {:<{}}", cells[i], widths[i])
                       : fmt::format("{:>{}}", cells[i], widths[i] + 3);
      line(text);
    };
    row_of(shown.headings);
    for (const auto& row : shown.rows) row_of(row);
  }
  void operator()(const timeline& shown) {
    for (const auto& each : draw(shown)) line("  " + each);
  }
  void operator()(const check_list& shown) {
    for (const auto& each : shown.checks) {
      line(fmt::format("  {} {:<40} {:>8}", mark_of(each.status), inert_line(each.title),
                       score_of(each)));
      if (!each.message.empty()) line("       " + inert_line(each.message));
      if (!each.hint.empty()) line("       Next: " + inert_line(each.hint));
    }
  }

 private:
  static std::vector<std::size_t> widths_of(const number_table& shown) {
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < shown.headings.size(); ++i) {
      widths.push_back(shown.headings[i].size());
      for (const auto& row : shown.rows) widths.back() = std::max(widths.back(), row[i].size());
    }
    return widths;
  }
  void line(const std::string& text) { text_ += text + '\n'; }

  std::string text_;
};

}  // namespace

std::string to_terminal(const document& shown) { return writer().write(shown); }

}  // namespace grader
