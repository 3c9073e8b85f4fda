// SPDX-License-Identifier: MIT
// md: Markdown with tables, as GitHub and most viewers know it. Source: GitHub Flavored Markdown.
#include "reports/format.hpp"
#include "reports/text.hpp"

namespace reports {
namespace {

/// The text on one line, with every character escaped that Markdown may take for its own.
std::string escaped(std::string_view raw) {
  const auto text = visible(raw);
  std::string shown;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = std::string_view(text).substr(at);
    // Addresses become links by themselves, unless their colon or dot is escaped.
    const bool is_address =
        rest.starts_with("://") || (at >= 3 && text.compare(at - 3, 4, "www.") == 0);
    constexpr std::string_view special = "\\`*_{}[]<>#|&~$";
    if (is_address || special.find(text[at]) != std::string_view::npos) shown += '\\';
    shown += text[at];
  }
  return shown;
}

std::string shown(const cell& of) {
  if (const auto* words = std::get_if<text_cell>(&of)) return escaped(words->value);
  if (const auto* digits = std::get_if<number_cell>(&of)) return to_string(*digits);
  return std::string(unknown_mark);
}

std::string shown(const column& of) { return escaped(header(of)); }

template <class Value>
std::string line(const std::vector<Value>& values) {
  std::string cells = "|";
  for (const auto& value : values) cells += " " + shown(value) + " |";
  return cells + "\n";
}

std::string rule(const std::vector<column>& columns) {
  std::string cells = "|";
  for (const auto& each : columns) cells += each.is_numeric ? "---:|" : "---|";
  return cells + "\n";
}

std::string shown(const table& from) {
  auto lines = "\n## " + escaped(from.title) + "\n\n" + escaped(from.caption) + "\n\n" +
               line(from.columns) + rule(from.columns);
  for (const auto& row : from.rows) lines += line(row);
  return lines;
}

std::string write_markdown(const document& from, const drawings& /*unused*/) {
  auto lines = "# " + escaped(from.heading) + "\n";
  for (const auto& note : from.notes) lines += "\n" + escaped(note) + "\n";
  for (const auto& each : from.tables) lines += shown(each);
  return lines;
}

const registered_format registrar{{"md", "Markdown", write_markdown, {}}};

}  // namespace
}  // namespace reports
