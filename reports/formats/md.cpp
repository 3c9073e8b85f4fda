// SPDX-License-Identifier: MIT
// md: Markdown with tables, and plots in characters, as GitHub and most viewers know it. Source:
// GitHub Flavored Markdown.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstring>

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
  if (const auto* digits = std::get_if<number_cell>(&of))
    return escaped(to_marked_string(*digits, spoken));
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

/// An address as it may stand in Markdown. Source: RFC 3986, percent-encoding.
std::string percent_encoded(std::string_view path) {
  std::string shown;
  for (const unsigned char each : path) {
    const bool is_plain = each < 0x80 && (std::isalnum(each) != 0 || std::strchr("/._-", each));
    if (is_plain)
      shown += static_cast<char>(each);
    else
      shown += fmt::format("%{:02X}", each);
  }
  return shown;
}

/// What the letters of a picture of characters stand for, and its dotted lines.
std::string key(const plot& of) {
  std::vector<std::string> entries;
  for (std::size_t at = 0; at < of.series.size() && of.kind != plot_kind::bars; ++at)
    entries.push_back(series_letter(at) + " = " + escaped(of.series[at].name));
  std::vector<std::string> lines;
  for (const auto& each : of.references)
    if (!each.name.empty()) lines.push_back(escaped(each.name));
  if (!lines.empty())
    entries.push_back(fmt::format("{} = {}", of.kind == plot_kind::lines ? "." : ":",
                                  fmt::join(lines, ", ")));
  return entries.empty() ? "" : fmt::format("\n{}\n", fmt::join(entries, " · "));
}

/// A picture of characters, in which nothing ends the block that it stands in.
std::string shown(const plot& of, std::string picture) {
  std::ranges::replace(picture, '`', '\'');
  return "\n**" + escaped(of.title) + ".** " + escaped(of.caption) + "\n\n```text\n" + picture +
         "```\n" + key(of);
}

/// A picture in a file of its own.
std::string linked(const plot& of, std::string_view file) {
  return "\n**" + escaped(of.title) + ".** " + escaped(of.caption) + "\n\n![" + escaped(of.title) +
         "](" + percent_encoded(file) + ")\n";
}

/// The plots of a document, table by table.
class shown_plots {
 public:
  explicit shown_plots(const drawings& drawn) : drawn_(drawn) {}

  std::string next(const table& of) {
    std::string lines;
    for (const auto& each : of.plots) {
      if (at_ >= drawn_.pictures.size()) break;
      lines += at_ < drawn_.file_names.size() ? linked(each, drawn_.file_names[at_])
                                              : shown(each, drawn_.pictures[at_]);
      ++at_;
    }
    return lines;
  }

 private:
  const drawings& drawn_;
  std::size_t at_ = 0;
};

std::string shown(const table& from, const std::string& plots, language spoken) {
  auto lines = "\n## " + escaped(from.title) + "\n" + plots;
  lines += "\n" + escaped(from.caption) + "\n\n" + line(from.columns, spoken) + rule(from.columns);
  for (const auto& row : from.rows) lines += line(row, spoken);
  return lines;
}

std::string paragraphs(const std::vector<std::string>& notes) {
  std::string lines;
  for (const auto& note : notes) lines += "\n" + escaped(note) + "\n";
  return lines;
}

std::string shown(const document_part& of) {
  return "\n**" + escaped(of.heading) + "**\n" + paragraphs(of.notes);
}

std::string write_markdown(const document& from, const drawings& drawn) {
  auto lines = "# " + escaped(from.heading) + "\n" + paragraphs(from.notes);
  for (const auto& each : from.parts) lines += shown(each);
  shown_plots plots(drawn);
  for (const auto& each : from.tables) lines += shown(each, plots.next(each), from.spoken);
  return lines;
}

const registered_format registrar{{"md", "Markdown", write_markdown, picture::characters}};

}  // namespace
}  // namespace reports
