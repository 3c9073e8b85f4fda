// SPDX-License-Identifier: MIT
// csv: the flat table of the document, for spreadsheets and statistics. Source: RFC 4180.
#include <algorithm>
#include <array>

#include "reports/format.hpp"
#include "reports/text.hpp"

namespace reports {
namespace {

constexpr auto line_end = "\r\n";

/// Whether a spreadsheet may take the text for a formula and run it.
bool looks_like_a_formula(std::string_view text) {
  if (text.empty()) return false;
  if (text.front() == '\t' || text.front() == '\r' || text.front() == '\n') return true;
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  // The last four are the full-width forms of the first four.
  constexpr std::array<std::string_view, 8> starts{"=",      "+",      "-",      "@",
                                                   "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view start) { return text.starts_with(start); });
}

std::string quoted(const std::string& text) {
  if (text.find_first_of("\",;") == std::string::npos) return text;
  std::string doubled = "\"";
  for (const char each : text) doubled += each == '"' ? "\"\"" : std::string(1, each);
  return doubled + "\"";
}

std::string field(const std::string& text) {
  return quoted((looks_like_a_formula(text) ? "'" : "") + visible(text));
}

std::string field(const cell& shown) {
  if (const auto* words = std::get_if<text_cell>(&shown)) return field(words->value);
  if (const auto* digits = std::get_if<number_cell>(&shown)) return to_exact_string(*digits);
  return {};
}

std::string field(const column& of) { return field(header(of)); }

template <class Value>
std::string line(const std::vector<Value>& values) {
  std::string fields;
  for (const auto& value : values) fields += (&value == values.data() ? "" : ",") + field(value);
  return fields + line_end;
}

std::string write_csv(const document& from, const drawings& /*unused*/) {
  auto lines = line(from.flat.columns);
  for (const auto& row : from.flat.rows) lines += line(row);
  return lines;
}

const registered_format registrar{{.name = "csv",
                                   .description = "one table, for spreadsheets",
                                   .write = write_csv,
                                   .is_for_programs = true,
                                   .holds_one_table = true}};

}  // namespace
}  // namespace reports
