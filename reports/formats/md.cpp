// SPDX-License-Identifier: MIT
// md: Markdown with tables, and plots in characters, as GitHub and most viewers know it. Source:
// GitHub Flavored Markdown.
#include <algorithm>
#include <span>

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

std::string shown(const cell& of, language spoken) {
  if (const auto* words = std::get_if<text_cell>(&of)) return escaped(words->value);
  if (const auto* digits = std::get_if<number_cell>(&of)) return to_string(*digits, spoken);
  return std::string(unknown_mark);
}

std::string shown(const column& of, language /*unused*/) { return escaped(header(of)); }

template <class Value>
std::string line(const std::vector<Value>& values, language spoken) {
  std::string cells = "|";
  for (const auto& value : values) cells += " " + shown(value, spoken) + " |";
  return cells + "\n";
}

std::string rule(const std::vector<column>& columns) {
  std::string cells = "|";
  for (const auto& each : columns) cells += each.is_numeric ? "---:|" : "---|";
  return cells + "\n";
}

/// What the letters of a picture of characters stand for.
std::string key(const plot& of) {
  if (of.kind == plot_kind::bars) return "";
  std::string names;
  for (std::size_t at = 0; at < of.series.size(); ++at) {
    names += (at == 0 ? "" : " · ") + series_letter(at) + " = " + escaped(of.series[at].name);
  }
  return "\n" + names + "\n";
}

/// A picture of characters, in which nothing ends the block that it stands in.
std::string shown(const plot& of, std::string picture) {
  std::ranges::replace(picture, '`', '\'');
  return "\n**" + escaped(of.title) + ".** " + escaped(of.caption) + "\n\n```text\n" + picture +
         "```\n" + key(of);
}

std::string shown(const table& from, std::span<const std::string> pictures, language spoken) {
  auto lines = "\n## " + escaped(from.title) + "\n";
  for (std::size_t at = 0; at < pictures.size(); ++at) lines += shown(from.plots[at], pictures[at]);
  lines += "\n" + escaped(from.caption) + "\n\n" + line(from.columns, spoken) + rule(from.columns);
  for (const auto& row : from.rows) lines += line(row, spoken);
  return lines;
}

std::string write_markdown(const document& from, const drawings& drawn) {
  auto lines = "# " + escaped(from.heading) + "\n";
  for (const auto& note : from.notes) lines += "\n" + escaped(note) + "\n";
  std::span<const std::string> pictures(drawn.pictures);
  for (const auto& each : from.tables) {
    const auto count = std::min(each.plots.size(), pictures.size());
    lines += shown(each, pictures.first(count), from.spoken);
    pictures = pictures.subspan(count);
  }
  return lines;
}

const registered_format registrar{{"md", "Markdown", write_markdown, picture::characters}};

}  // namespace
}  // namespace reports
