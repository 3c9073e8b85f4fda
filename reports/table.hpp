// SPDX-License-Identifier: MIT
// Tables that know nothing of formats: what a view makes and a format writes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "reports/plot.hpp"
#include "reports/words/words.hpp"

namespace reports {

/// Where a text stands between good and bad. A format may colour it; the text says it in words.
enum class tone { plain, good, mixed, bad };

struct unknown_cell {};
struct text_cell {
  std::string value;
  reports::tone tone = reports::tone::plain;
};
struct number_cell {
  double value;         ///< finite
  int decimals;         ///< shown to people
  std::string range{};  ///< for people, as "1.48–1.57": where the true one is; empty for none
  text_cell mark{""};   ///< for people, as "best": what is to be said of it; empty for nothing
};
using cell = std::variant<unknown_cell, text_cell, number_cell>;

/// A number for a cell; NaN and infinity are unknown.
cell make_number(double value, int decimals);
/// The same with three digits that count, and so many decimals at most.
cell make_rounded(std::optional<double> value, int most_decimals);
/// A whole number of things; unknown unless there is one.
cell make_count(std::int64_t value);
/// Text for a cell; the empty one is unknown.
cell make_text(std::string value);

struct column {
  std::string title;
  std::string unit;         ///< of every number in it; empty when they have none
  bool is_numeric = false;  ///< and stands at the right edge
};

struct table {
  std::string title;
  std::string caption;  ///< one sentence: how to read it
  std::vector<column> columns;
  std::vector<std::vector<cell>> rows;  ///< each as long as `columns`; its first cell names the row
  std::vector<plot> plots{};            ///< drawn from the same numbers
};

/// One of the things that a document is about.
struct document_part {
  std::string heading;
  std::vector<std::string> notes;
};

struct document {
  std::string heading;
  std::vector<std::string> notes;      ///< a sentence each, above the tables
  std::vector<document_part> parts{};  ///< below the notes; none when it is about one thing
  std::vector<table> tables;
  /// What the document is about in one table, for formats that hold only one; without columns when
  /// there is no such table.
  table flat;
  language spoken = language::en;  ///< of its texts, and of the marks in its numbers
};

/// How a number is shown to people, such as "12.50", in French "12,50".
std::string to_string(const number_cell& shown, language spoken = language::en);
/// The number with its range and its mark, such as "1.52 (1.48–1.57) best".
std::string to_marked_string(const number_cell& shown, language spoken = language::en);
/// The number alone in full, as programs read it: the shortest text that gives back the same
/// double.
std::string to_exact_string(const number_cell& exact);
/// "title [unit]", or the title alone.
std::string header(const column& of);
std::string axis_title(const plot_axis& of);

/// The plots of all tables, in the order of the tables.
std::vector<const plot*> all_plots(const document& of);
/// The numbers that the plot shows, a row for each point: whoever cannot see it reads them.
table to_table(const plot& of, language spoken = language::en);

/// What people see in the place of an unknown value.
constexpr std::string_view unknown_mark = "\u2013";

}  // namespace reports
