// SPDX-License-Identifier: MIT
// What a student is told, before anybody decides how it looks.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "reports/record/submission_record.hpp"

namespace grader {

/// All texts of a document are as they came: some are a stranger's. Who renders it makes them
/// inert.
struct paragraph {
  std::string text;
};
/// A short text that names a mistake, where it is, what it cost and what to do; no text is there
/// that another one of the document has said already, but for the message.
struct mistake {
  std::string rule;
  std::string where;  ///< ", line 14"; empty when it has no place
  std::string message;
  std::string cost{};    ///< empty: not known, or said already
  std::string advice{};  ///< likewise
};
struct mistakes {
  std::vector<mistake> list;
};
/// The compiler's text, line by line as it stands.
struct verbatim {
  std::string text;
};
/// Numbers under headings, no two of a table the same; the cells of a row are as many as the
/// headings, and the first one says what the row is about.
struct number_table {
  std::string caption;
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> rows;
};
/// The operations of a run, and of the shortest schedule.
struct timeline {
  std::vector<reports::timeline_bar> yours, ideal;
  /// Whose each of your lanes is: "worker 1", "caller"; empty when nobody knows.
  std::vector<std::string> threads{};
};
struct check_list {
  std::vector<reports::check_result> checks;
};
using block = std::variant<paragraph, mistakes, verbatim, number_table, timeline, check_list>;

struct section {
  std::string title;
  std::vector<block> blocks;
};

struct document {
  std::string submission;
  std::string score;    ///< "11.5 of 20 points (partial)"
  std::string message;  ///< one sentence
  std::vector<section> sections;
};

/// Everything that a record has to say to its student.
document compose(const reports::submission_record& record, const std::string& compiler_text);

/// The ways a document can look.
std::string to_markdown(const document& shown);
std::string to_terminal(const document& shown);
/// One page that needs no other file, and runs nothing.
std::string to_html(const document& shown);

/// "[ok]": can be told apart without colour.
const char* mark_of(reports::check_status status);
/// "2 of 4".
std::string score_of(const reports::check_result& check);
/// "11.5", "2": points without needless digits.
std::string points_text(double points);

}  // namespace grader
