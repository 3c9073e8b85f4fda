// SPDX-License-Identifier: MIT
// All formats say the same, cell for cell: each is read back by a reader that knows only the
// format.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <utility>

#include "reports/format.hpp"
#include "reports/golden/combined_sample.hpp"
#include "reports/golden/samples.hpp"
#include "reports/text.hpp"
#include "reports/views/bench_view.hpp"
#include "reports/views/compare_view.hpp"
#include "reports/views/conformance_view.hpp"
#include "reports/views/grades_view.hpp"

namespace reports {
namespace {

using grid = std::vector<std::vector<std::string>>;  ///< header and rows, as people read them

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::vector<std::string> split(const std::string& text, const std::string& between) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  for (auto end = text.find(between); end != std::string::npos; end = text.find(between, at)) {
    parts.push_back(text.substr(at, end - at));
    at = end + between.size();
  }
  parts.push_back(text.substr(at));
  return parts;
}

/// What Markdown shows: an escaped character as itself.
std::vector<grid> tables_of_markdown(const std::string& text) {
  std::vector<grid> tables;
  bool inside = false;
  for (const auto& line : lines_of(text)) {
    if (!line.starts_with("|")) {
      inside = false;
    } else if (!inside) {
      tables.emplace_back();
      inside = true;
    }
    if (!inside || line.starts_with("|---")) continue;
    auto& row = tables.back().emplace_back();
    for (auto& cell : split(line.substr(2, line.size() - 4), " | ")) {
      row.push_back(std::regex_replace(cell, std::regex(R"(\\([!-/:-@\[-`{-~]))"), "$1"));
    }
  }
  return tables;
}

std::string shown_by_browser(const std::string& html) {
  auto text = std::regex_replace(html, std::regex("<[^>]*>"), "");
  const std::vector<std::pair<std::string, std::string>> names{
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}};
  for (const auto& [name, character] : names) text = replaced(text, name, character);
  return text;
}

std::vector<grid> tables_of_html(const std::string& text) {
  std::vector<grid> tables;
  for (const auto& line : lines_of(text)) {
    if (line == "<table>") tables.emplace_back();
    if (line == "<tr>") tables.back().emplace_back();
    if (line.starts_with("<th ") || line.starts_with("<td")) {
      tables.back().back().push_back(shown_by_browser(line));
    }
  }
  return tables;
}

std::string printed_by_tex(std::string text) {
  const std::vector<std::pair<std::string, std::string>> commands{
      {"\\allowbreak{}", ""},
      {"\\textbackslash{}", "\x01"},
      {"\\textless{}U+FFFD\\textgreater{}", "\uFFFD"},
      {"\\textless{}", "<"},
      {"\\textgreater{}", ">"},
      {"\\textbar{}", "|"},
      {"\\textasciicircum{}", "^"},
      {"\\textasciitilde{}", "~"},
      {"\\ensuremath{\\mu}", "µ"},
      {"''{}", "\""},
      {"$-$", "-"},
      {"--{}", "–"},
      {"~", "\u00A0"},
      {"\\,", "\u202F"},
      {"\\textbf{", ""},
      {"\\{", "\x02"},
      {"\\}", "\x03"},
      {"{", ""},
      {"}", ""},
      {"\\", ""},
      {"\x01", "\\"},
      {"\x02", "{"},
      {"\x03", "}"}};
  for (const auto& [command, shown] : commands) text = replaced(text, command, shown);
  return text;
}

std::vector<grid> tables_of_tex(const std::string& text) {
  std::vector<grid> tables;
  bool in_head = false;
  bool in_body = false;
  for (const auto& line : lines_of(text)) {
    if (line == "\\toprule" && !in_body) tables.emplace_back(), in_head = true;
    if (line == "\\endfirsthead") in_head = false, in_body = true;
    if (line == "\\end{longtable}") in_body = false;
    if (line == "\\toprule") in_head = tables.back().empty();
    const bool is_row = line.ends_with(" \\\\");
    const bool again = in_body && line.starts_with("\\textbf{");
    if (!is_row || again || (!in_head && !in_body)) continue;
    auto& row = tables.back().emplace_back();
    for (const auto& cell : split(line.substr(0, line.size() - 3), " & ")) {
      row.push_back(printed_by_tex(cell));
    }
  }
  return tables;
}

/// Whether two cells say the same: words alike, numbers but for the rounding that people see.
void expect_same(const nlohmann::json& exact, std::string shown, language spoken) {
  if (exact.is_null()) {
    EXPECT_EQ(shown, unknown_mark);
  } else if (exact.is_number()) {
    if (spoken == language::fr) {
      EXPECT_EQ(shown.find('.'), std::string::npos) << shown;
      shown = replaced(shown, ",", ".");
    }
    const auto point = shown.find('.');
    const auto decimals = point == std::string::npos ? 0 : shown.size() - point - 1;
    EXPECT_EQ(fmt::format("{:.{}f}", exact.get<double>(), decimals), shown);
  } else {
    EXPECT_EQ(visible(exact.get<std::string>()), shown);
  }
}

/// Takes off what JSON says of the number in that cell.
std::string without_marks(const nlohmann::json& table, std::size_t row, std::size_t column,
                          std::string shown) {
  for (const auto& each : table.value("marks", nlohmann::json::array())) {
    if (each["row"] != row || each["column"] != column) continue;
    std::string said;
    if (!each["range"].is_null()) said += " (" + each["range"].get<std::string>() + ")";
    if (!each["mark"].is_null()) said += " " + each["mark"].get<std::string>();
    EXPECT_TRUE(shown.ends_with(said)) << shown << " lacks" << said;
    shown.resize(shown.size() - std::min(shown.size(), said.size()));
  }
  return shown;
}

void expect_headers(const nlohmann::json& columns, const std::vector<std::string>& shown) {
  ASSERT_EQ(columns.size(), shown.size());
  for (std::size_t at = 0; at < shown.size(); ++at) {
    const auto& unit = columns[at]["unit"];
    const column exact{columns[at]["title"], unit.is_null() ? "" : unit.get<std::string>(), true};
    EXPECT_EQ(visible(header(exact)), shown[at]);
  }
}

void expect_agreement(const document& made) {
  const auto markdown = tables_of_markdown(find_format("md").write(made, {}));
  const auto page = find_format("html").write(made, {});
  const auto html = tables_of_html(page);
  const auto tex = tables_of_tex(find_format("tex").write(made, {}));
  const auto exact = nlohmann::json::parse(find_format("json").write(made, {}))["tables"];
  ASSERT_EQ(exact.size(), made.tables.size());
  EXPECT_EQ(markdown, html);
  EXPECT_EQ(tables_of_html(replaced(page, "’", "'")), tex) << "TeX prints both alike";
  ASSERT_EQ(html.size(), exact.size());
  for (std::size_t table = 0; table < html.size(); ++table) {
    ASSERT_EQ(html[table].size(), exact[table]["rows"].size() + 1);
    expect_headers(exact[table]["columns"], html[table].front());
    for (std::size_t row = 1; row < html[table].size(); ++row) {
      const auto& cells = exact[table]["rows"][row - 1];
      ASSERT_EQ(html[table][row].size(), cells.size());
      for (std::size_t at = 0; at < cells.size(); ++at)
        expect_same(cells[at], without_marks(exact[table], row - 1, at, html[table][row][at]),
                    made.spoken);
    }
  }
}

/// The numbers of each plot stand in the page before the table that it is drawn from.
void expect_plots_agree(const document& made) {
  const auto html = tables_of_html(
      find_format("html").write(made, draw(all_plots(made), picture::svg, made.spoken)));
  const auto exact = nlohmann::json::parse(find_format("json").write(made, {}))["tables"];
  std::size_t at = 0;
  for (const auto& table : exact) {
    for (const auto& plot : table.value("plots", nlohmann::json::array())) {
      ASSERT_LT(at, html.size());
      const auto& shown = html[at++];
      ASSERT_EQ(shown.size(), plot["rows"].size() + 1);
      for (std::size_t row = 1; row < shown.size(); ++row) {
        ASSERT_EQ(shown[row].size(), plot["columns"].size());
        for (std::size_t cell = 0; cell < shown[row].size(); ++cell)
          expect_same(plot["rows"][row - 1][cell], shown[row][cell], made.spoken);
      }
    }
    ++at;
  }
  EXPECT_EQ(at, html.size());
}

/// The fields of each line, as RFC 4180 has them.
grid table_of_csv(const std::string& text) {
  grid csv(1);
  std::string field;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char each = text[at];
    if (each == '"') {
      const bool is_doubled = quoted && text.substr(at, 2) == "\"\"";
      if (is_doubled) field += text[++at];
      if (!is_doubled) quoted = !quoted;
    } else if (!quoted && (each == ',' || each == '\n')) {
      csv.back().push_back(std::exchange(field, ""));
      if (each == '\n') csv.emplace_back();
    } else if (quoted || each != '\r') {
      field += each;
    }
  }
  csv.pop_back();
  return csv;
}

/// The text without the apostrophe that keeps a spreadsheet from taking it for a formula.
std::string without_apostrophe(const std::string& field) {
  const auto begin = field.starts_with("'") ? field.find_first_not_of(' ', 1) : std::string::npos;
  const bool is_kept_off =
      begin != std::string::npos && std::string("=+-@").find(field[begin]) != std::string::npos;
  return is_kept_off ? field.substr(1) : field;
}

/// CSV holds the flat table alone: it is compared with that, shown as JSON.
void expect_csv_agrees(const document& made) {
  const document flat{.heading = "", .notes = {}, .tables = {made.flat}, .flat = made.flat};
  const auto exact = nlohmann::json::parse(find_format("json").write(flat, {}))["tables"][0];
  const auto csv = table_of_csv(find_format("csv").write(made, {}));
  ASSERT_EQ(csv.size(), exact["rows"].size() + 1);
  expect_headers(exact["columns"], csv.front());
  for (std::size_t row = 1; row < csv.size(); ++row) {
    const auto& cells = exact["rows"][row - 1];
    ASSERT_EQ(csv[row].size(), cells.size());
    for (std::size_t at = 0; at < cells.size(); ++at) {
      if (cells[at].is_null()) {
        EXPECT_EQ(csv[row][at], "");
      } else if (cells[at].is_number()) {
        EXPECT_EQ(std::stod(csv[row][at]), cells[at].get<double>());
      } else {
        EXPECT_EQ(without_apostrophe(csv[row][at]), visible(cells[at].get<std::string>()));
      }
    }
  }
}

TEST(Formats, AgreeOnTheNumbersOfPlots) {
  expect_plots_agree(make_grades_view(sample_class()));
  expect_plots_agree(make_bench_view(sample_benchmark()));
  expect_plots_agree(make_bench_view(sample_pairs()));
  expect_plots_agree(make_bench_view(sample_overheads()));
}

TEST(Formats, AgreeOnEveryCellOfTheGrades) {
  expect_agreement(make_grades_view(sample_class()));
  expect_csv_agrees(make_grades_view(sample_class()));
}

TEST(Formats, AgreeOnEveryCellOfABenchmark) {
  expect_agreement(make_bench_view(sample_benchmark()));
  expect_csv_agrees(make_bench_view(sample_benchmark()));
}

TEST(Formats, AgreeOnEveryCellOfPairs) {
  expect_agreement(make_bench_view(sample_pairs()));
  expect_csv_agrees(make_bench_view(sample_pairs()));
}

TEST(Formats, AgreeOnEveryCellOfOverheads) {
  expect_agreement(make_bench_view(sample_overheads()));
  expect_csv_agrees(make_bench_view(sample_overheads()));
}

TEST(Formats, AgreeOnEveryCellOfConformance) {
  expect_agreement(make_conformance_view(sample_conformance()));
  expect_csv_agrees(make_conformance_view(sample_conformance()));
}

TEST(Formats, AgreeOnEveryCellOfAComparison) {
  const auto made = compare(sample_before(), sample_now(), 0.05).shown;
  expect_agreement(made);
  expect_plots_agree(made);
  expect_csv_agrees(made);
}

TEST(Formats, AgreeOnEveryCellOfACombinedReport) {
  expect_agreement(sample_combined());
  expect_plots_agree(sample_combined());
}

TEST(Formats, AgreeInFrenchWithADecimalComma) {
  for (const auto& made : {make_grades_view(sample_class(), language::fr),
                           make_bench_view(sample_benchmark(), language::fr),
                           make_bench_view(sample_pairs(), language::fr),
                           make_bench_view(sample_overheads(), language::fr),
                           make_conformance_view(sample_conformance(), language::fr),
                           compare(sample_before(), sample_now(), 0.05, language::fr).shown,
                           sample_combined(language::fr)}) {
    expect_agreement(made);
    expect_plots_agree(made);
  }
}

}  // namespace
}  // namespace reports
