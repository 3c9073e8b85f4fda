// SPDX-License-Identifier: MIT
// The matrix as text for people, Markdown, CSV and JSON.
#include <algorithm>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <sstream>

#include "impls/conformance/matrix/matrix.hpp"

namespace conformance {
namespace {

const char* name_of(cell shown) {
  switch (shown) {
    case cell::pass:
      return "pass";
    case cell::refused:
      return "refused";
    case cell::fail:
      break;
  }
  return "FAIL";
}

std::string summary(const matrix& shown) {
  std::size_t count[3] = {0, 0, 0};
  for (const auto* rows : {&shown.rows, &shown.of_library})
    for (const auto& row : *rows)
      for (const auto each : row.cells) ++count[static_cast<int>(each)];
  return std::to_string(count[0]) + " pass, " + std::to_string(count[1]) + " refused, " +
         std::to_string(count[2]) + " FAIL";
}

/// A table of the rows: a heading for each subject, columns of one width.
void write_table(std::ostream& out, const std::vector<std::string>& columns,
                 const std::vector<matrix::row>& rows) {
  std::size_t widest = 0;
  for (const auto& row : rows) widest = std::max(widest, row.behaviour.size());
  const auto left = static_cast<int>(widest) + 4;
  out << std::left << std::setw(left) << "";
  for (const auto& column : columns) out << std::setw(12) << column;
  out << '\n';
  std::string subject;
  for (const auto& row : rows) {
    if (row.subject != subject) out << (subject = row.subject) << '\n';
    out << "  " << std::setw(left - 2) << row.behaviour;
    for (const auto each : row.cells) out << std::setw(12) << name_of(each);
    out << '\n';
  }
}

/// Lines without the blanks at their ends.
std::string trimmed(const std::string& text) {
  std::string all;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    all += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  return all;
}

std::string to_plain_text(const matrix& shown) {
  std::ostringstream out;
  if (!shown.rows.empty()) write_table(out, shown.backends, shown.rows);
  if (!shown.rows.empty() && !shown.of_library.empty()) out << '\n';
  if (!shown.of_library.empty()) write_table(out, {"library"}, shown.of_library);
  for (const auto& each : shown.failures)
    out << "\nFAIL " << each.test.suite << '.' << each.test.behaviour << ' ' << each.test.backend
        << '\n'
        << each.message << '\n';
  out << '\n' << summary(shown) << '\n';
  return trimmed(out.str());
}

void write_markdown(std::ostream& out, const std::vector<std::string>& columns,
                    const std::vector<matrix::row>& rows) {
  out << "| subject | behaviour |";
  for (const auto& column : columns) out << ' ' << column << " |";
  out << "\n|---|---|";
  for (std::size_t i = 0; i < columns.size(); ++i) out << "---|";
  out << '\n';
  for (const auto& row : rows) {
    out << "| " << row.subject << " | " << row.behaviour << " |";
    for (const auto each : row.cells) out << ' ' << name_of(each) << " |";
    out << '\n';
  }
}

std::string to_markdown(const matrix& shown) {
  std::ostringstream out;
  if (!shown.rows.empty()) write_markdown(out, shown.backends, shown.rows);
  if (!shown.rows.empty() && !shown.of_library.empty()) out << '\n';
  if (!shown.of_library.empty()) write_markdown(out, {"library"}, shown.of_library);
  out << '\n' << summary(shown) << '\n';
  return out.str();
}

/// A line for each cell; names are words, so that nothing needs quotes.
std::string to_csv(const matrix& shown) {
  std::ostringstream out;
  out << "subject,behaviour,backend,result\n";
  const auto write = [&](const matrix::row& row, const std::string& column, cell each) {
    out << row.subject << ',' << row.behaviour << ',' << column << ',' << name_of(each) << '\n';
  };
  for (const auto& row : shown.rows)
    for (std::size_t i = 0; i < row.cells.size(); ++i) write(row, shown.backends[i], row.cells[i]);
  for (const auto& row : shown.of_library) write(row, "library", row.cells.front());
  return out.str();
}

/// A record as reports/record/README.md describes it; `lab-report` reads it.
std::string to_json(const matrix& shown) {
  auto rows = nlohmann::ordered_json::array();
  const auto add = [&](const matrix::row& row, const std::vector<std::string>& columns) {
    nlohmann::ordered_json results;
    for (std::size_t i = 0; i < columns.size(); ++i) results[columns[i]] = name_of(row.cells[i]);
    rows.push_back({{"subject", row.subject}, {"behaviour", row.behaviour}, {"results", results}});
  };
  for (const auto& row : shown.rows) add(row, shown.backends);
  for (const auto& row : shown.of_library) add(row, {"library"});
  auto failures = nlohmann::ordered_json::array();
  for (const auto& each : shown.failures)
    failures.push_back({{"test", each.test.suite + "." + each.test.behaviour},
                        {"backend", each.test.backend.empty() ? "library" : each.test.backend},
                        {"message", each.message}});
  const nlohmann::ordered_json whole{{"schema_version", 1},
                                     {"kind", "conformance"},
                                     {"backends", shown.backends},
                                     {"behaviours", rows},
                                     {"failures", failures}};
  return whole.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

const std::vector<std::string>& matrix_formats() {
  static const std::vector<std::string> names{"text", "md", "csv", "json"};
  return names;
}

std::string to_text(const matrix& shown, const std::string& format) {
  if (format == "md") return to_markdown(shown);
  if (format == "csv") return to_csv(shown);
  return format == "json" ? to_json(shown) : to_plain_text(shown);
}

}  // namespace conformance
