// SPDX-License-Identifier: MIT
// A document as Markdown.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "grader/feedback/document.hpp"
#include "grader/feedback/inert.hpp"
#include "grader/feedback/timeline_text.hpp"

namespace grader {
namespace {

class writer {
 public:
  std::string write(const document& shown) {
    line(fmt::format("# {}: {}\n", inert_markdown(shown.submission), shown.score));
    line(inert_markdown(shown.message));
    for (const auto& each : shown.sections) {
      line(fmt::format("\n## {}", inert_markdown(each.title)));
      for (const auto& part : each.blocks) {
        line("");  // a table would swallow the text around it
        std::visit(*this, part);
      }
    }
    return std::move(text_);
  }

  void operator()(const paragraph& shown) { line(inert_markdown(shown.text)); }
  void operator()(const mistakes& shown) {
    for (const auto& each : shown.list) {
      line(fmt::format("- {}{}: {}", inert_markdown(each.rule), inert_markdown(each.where),
                       inert_markdown(each.message)));
      if (!each.cost.empty()) line("  - Cost: " + inert_markdown(each.cost));
      if (!each.advice.empty()) line("  - Next: " + inert_markdown(each.advice));
    }
  }
  /// Indented by four, Markdown takes it as it stands: no fence that the text could close.
  void operator()(const verbatim& shown) {
    std::string indented = "    ";
    for (const char c : inert_lines(shown.text))
      indented += c == '\n' ? "\n    " : std::string(1, c);
    while (indented.ends_with(' ') || indented.ends_with('\n')) indented.pop_back();
    line(indented);
  }
  void operator()(const number_table& shown) {
    line(fmt::format("| {} |", fmt::join(shown.headings, " | ")));
    std::string rule = "|---|";
    for (std::size_t i = 1; i < shown.headings.size(); ++i) rule += "---:|";
    line(rule);
    for (const auto& row : shown.rows) {
      std::string cells = "|";
      for (const auto& cell : row) cells += " " + inert_markdown(cell) + " |";
      line(cells);
    }
  }
  void operator()(const timeline& shown) {
    for (const auto& each : draw(shown)) line("    " + each);
  }
  void operator()(const check_list& shown) {
    line("| | check | points | what happened | what to do next |\n|---|---|---:|---|---|");
    for (const auto& each : shown.checks)
      line(fmt::format("| {} {} | {} | {} | {} | {} |", mark_of(each.status),
                       to_string(each.status), inert_markdown(each.title), score_of(each),
                       inert_markdown(each.message), inert_markdown(each.hint)));
  }

 private:
  void line(const std::string& text) { text_ += text + '\n'; }

  std::string text_;
};

}  // namespace

std::string to_markdown(const document& shown) { return writer().write(shown); }

}  // namespace grader
