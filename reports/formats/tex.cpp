// SPDX-License-Identifier: MIT
// tex: a LaTeX document of booktabs tables, which pdflatex compiles as it stands.
//
// How it works: text becomes TeX character by character. Letters, digits and plain marks stay; what
// TeX reads as a command becomes the command that prints it; a character that pdflatex's fonts lack
// is named, as in <U+4E2D>, for pdflatex would stop at it. Tables are longtables, which go on over
// pages; each column is as wide as its longest text asks for, in shares of the page, and at least
// as its longest word: where that is too much, the type is smaller.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include "reports/format.hpp"
#include "reports/text.hpp"

namespace reports {
namespace {

constexpr auto preamble = R"(\documentclass[a4paper]{{article}}
\usepackage[landscape,margin=15mm]{{geometry}}
\usepackage{{array,booktabs,longtable,graphicx}}
\setlength{{\parindent}}{{0pt}}
\setlength{{\parskip}}{{.5\baselineskip}}
\setlength{{\emergencystretch}}{{3em}}
{}\begin{{document}}
\setlength{{\LTcapwidth}}{{\linewidth}}
\section*{{{}}}
)";

/// French captions, without the packages that know all of French; and no word is divided, since TeX
/// knows only where English ones are.
constexpr auto french_preamble = R"(\makeatletter
\renewcommand{\tablename}{Tableau}
\renewcommand{\fnum@table}{\tablename~\thetable~}
\makeatother
\AtBeginDocument{\lefthyphenmin=63}
)";

/// Characters that TeX gives a meaning, or that its text fonts lack, and what prints them.
const std::map<std::string_view, std::string_view>& printed_by() {
  static const std::map<std::string_view, std::string_view> table{
      {"\\", "\\textbackslash{}"},
      {"{", "\\{"},
      {"}", "\\}"},
      {"$", "\\$"},
      {"&", "\\&"},
      {"#", "\\#"},
      {"%", "\\%"},
      {"_", "\\_\\allowbreak{}"},
      {"^", "\\textasciicircum{}"},
      {"~", "\\textasciitilde{}"},
      {"<", "\\textless{}"},
      {">", "\\textgreater{}"},
      {"|", "\\textbar{}"},
      {"\"", "''{}"},
      // Braces keep these from being an option of the command before, or a part of a ligature.
      {"[", "{[}"},
      {"]", "{]}"},
      {"*", "{*}"},
      {"-", "-{}"},
      {"'", "'{}"},
      {"`", "`{}"},
      {"?", "?{}"},
      {"!", "!{}"},
      {"/", "/\\allowbreak{}"},
      {"\u00A0", "~"},
      {"\u00A9", "\\copyright{}"},
      {"\u00B0", "\\ensuremath{^\\circ}"},
      {"\u00B1", "\\ensuremath{\\pm}"},
      {"\u00B2", "\\ensuremath{^2}"},
      {"\u00B5", "\\ensuremath{\\mu}"},
      {"\u03BC", "\\ensuremath{\\mu}"},
      {"\u00B7", "\\ensuremath{\\cdot}"},
      {"\u00D7", "\\ensuremath{\\times}"},
      {"\u0152", "\\OE{}"},
      {"\u0153", "\\oe{}"},
      {"\u202F", "\\,"},
      {"\u2013", "--{}"},
      {"\u2014", "---{}"},
      {"\u2018", "`{}"},
      {"\u2019", "'{}"},
      {"\u201C", "``{}"},
      {"\u201D", "''{}"},
      {"\u2026", "\\ldots{}"},
      {"\u221E", "\\ensuremath{\\infty}"},
      {"\u2264", "\\ensuremath{\\leq}"},
      {"\u2265", "\\ensuremath{\\geq}"}};
  return table;
}

/// Whether the character is a letter of Western Europe that pdflatex puts together by itself:
/// U+00C0 to U+00FF without the signs, and without eth and thorn, which its default fonts lack.
bool is_western_letter(std::string_view character) {
  if (character.size() != 2 || character.front() != '\xC3') return false;
  constexpr std::string_view others = "\x90\x97\x9E\xB0\xB7\xBE";  // Ð × Þ ð ÷ þ
  return others.find(character.back()) == std::string_view::npos;
}

/// Requires: the character is well-formed UTF-8.
std::string named(std::string_view character) {
  const auto bytes = character.size();
  char32_t code = static_cast<unsigned char>(character.front()) & (0x7FU >> bytes);
  for (const char next : character.substr(1)) {
    code = (code << 6U) | (static_cast<unsigned char>(next) & 0x3FU);
  }
  return fmt::format("\\allowbreak{{}}\\textless{{}}U+{:04X}\\textgreater{{}}\\allowbreak{{}}",
                     static_cast<std::uint32_t>(code));
}

std::string printed(std::string_view character) {
  const auto special = printed_by().find(character);
  if (special != printed_by().end()) return std::string(special->second);
  if (character.size() == 1 || is_western_letter(character)) return std::string(character);
  return named(character);
}

/// The characters of a text that is well-formed, each as its bytes.
std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> all;
  for (std::size_t at = 0; at < text.size();) {
    auto end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    all.push_back(text.substr(at, end - at));
    at = end;
  }
  return all;
}

/// The text on one line, with nothing in it that TeX takes for a command.
std::string escaped(std::string_view raw) {
  constexpr int longest_word = 16;  // narrower than this is no column: a longer word may break
  const auto text = visible(raw);
  std::string shown;
  int word = 0;
  for (const auto each : characters(text)) {
    word = each == " " ? 0 : word + 1;
    if (word > longest_word) shown += "\\allowbreak{}", word = 1;
    shown += printed(each);
  }
  return shown;
}

std::string shown(const cell& of, language spoken) {
  if (const auto* words = std::get_if<text_cell>(&of)) return escaped(words->value);
  if (const auto* digits = std::get_if<number_cell>(&of)) {
    const auto text = to_marked_string(*digits, spoken);
    return text.front() == '-' ? "$-$" + escaped(text.substr(1)) : escaped(text);
  }
  return escaped(unknown_mark);
}

std::string plain(const cell& of) {
  if (const auto* words = std::get_if<text_cell>(&of)) return words->value;
  if (const auto* digits = std::get_if<number_cell>(&of)) return to_marked_string(*digits);
  return std::string(unknown_mark);
}

std::size_t longest_word_in(const std::string& text) {
  std::size_t longest = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find_first_of(" _", at), text.size());
    longest = std::max(longest, end - at);
    at = end + 1;
  }
  return longest;
}

/// A size of type, and how a table is set in it.
struct setting {
  std::string_view size;   ///< TeX's command
  int gap_points;          ///< on each side of a column
  double fit_in_a_line;    ///< characters of this size, with the space between columns
  double between_columns;  ///< that space, in characters
};

constexpr std::array settings{setting{"footnotesize", 6, 130, 3},
                              setting{"scriptsize", 3, 150, 1.5}, setting{"tiny", 2, 205, 1.5}};

/// In characters: of the longest word, which does not break, and of the longest cell.
struct width {
  double least;
  double wanted;
};

std::vector<width> widths(const table& from) {
  constexpr std::size_t least = 4, most = 36, most_of_a_word = 16;
  std::vector<width> all;
  for (std::size_t at = 0; at < from.columns.size(); ++at) {
    auto word = longest_word_in(header(from.columns[at]));
    auto whole = std::min(word, most_of_a_word);
    for (const auto& row : from.rows) {
      const auto text = plain(row[at]);
      word = std::max(word, longest_word_in(text));
      whole = std::max(whole, std::min(text.size(), most));
    }
    word = std::clamp(word, least, most_of_a_word);
    all.push_back({static_cast<double>(word), static_cast<double>(std::max(whole, word))});
  }
  return all;
}

double sum_of(const std::vector<width>& all, double width::*which) {
  return std::accumulate(all.begin(), all.end(), 0.0,
                         [which](double sum, const width& each) { return sum + each.*which; });
}

/// The largest size in which no word is wider than its column, or the smallest of all.
const setting& setting_for(const std::vector<width>& all) {
  const auto* const found = std::ranges::find_if(settings, [&](const setting& each) {
    return sum_of(all, &width::least) + each.between_columns * static_cast<double>(all.size()) <=
           each.fit_in_a_line;
  });
  return found == settings.end() ? settings.back() : *found;
}

/// "p" columns, in shares of the line: numbers at the right edge, texts at the left one. Where not
/// every column gets what it wants, each has its longest word, and all share what is left.
std::string column_types(const table& from, const std::vector<width>& all, const setting& set) {
  const auto between = set.between_columns * static_cast<double>(all.size());
  const auto least = sum_of(all, &width::least), wanted = sum_of(all, &width::wanted);
  const auto share =
      wanted > least
          ? std::clamp((set.fit_in_a_line - between - least) / (wanted - least), 0.0, 1.0)
          : 1.0;
  const auto line = std::max(set.fit_in_a_line, least + share * (wanted - least) + between);
  std::string types;
  for (std::size_t at = 0; at < all.size(); ++at) {
    const auto own = all[at].least + share * (all[at].wanted - all[at].least);
    types +=
        fmt::format(">{{\\{}\\arraybackslash}}p{{\\dimexpr {:.4f}\\linewidth-2\\tabcolsep\\relax}}",
                    from.columns[at].is_numeric ? "raggedleft" : "raggedright",
                    (own + set.between_columns) / line);
  }
  return types;
}

std::string shown(const column& of, language /*unused*/) {
  return "\\textbf{" + escaped(header(of)) + "}";
}

template <class Value>
std::string line(const std::vector<Value>& values, language spoken) {
  std::string cells;
  for (const auto& value : values)
    cells += (&value == values.data() ? "" : " & ") + shown(value, spoken);
  return cells + " \\\\\n";
}

/// Plots, two beside each other, each with its caption below. `page` counts those before.
std::string shown(const std::vector<plot>& plots, const std::vector<double>& blank_points,
                  const std::string& file, std::size_t& page) {
  std::string lines = plots.empty() ? "" : "\n";
  for (const auto& each : plots) {
    const auto blank = blank_points.at(page);
    lines += fmt::format(
        "\\begin{{minipage}}[t]{{0.48\\linewidth}}\\footnotesize\n"
        "\\includegraphics[page={},trim=0 {:.2f}bp 0 0,clip,width=\\linewidth]{{{}}}\\\\\n"
        "\\textbf{{{}.}} {}\n\\end{{minipage}}\\hfill\n",
        ++page, blank, file, escaped(each.title), escaped(each.caption));
  }
  return lines;
}

std::string shown(const table& from, language spoken) {
  if (from.columns.empty()) return "";
  const auto head = "\\toprule\n" + line(from.columns, spoken) + "\\midrule\n";
  const auto needs = widths(from);
  const auto& set = setting_for(needs);
  auto lines = fmt::format(
      "\n\\begingroup\\{}\\setlength{{\\tabcolsep}}{{{}pt}}\n\\begin{{longtable}}{{{}}}\n"
      "\\caption{{\\textbf{{{}.}} {}}}\\\\\n{}\\endfirsthead\n{}\\endhead\n"
      "\\bottomrule\n\\endfoot\n",
      set.size, set.gap_points, column_types(from, needs, set), escaped(from.title),
      escaped(from.caption), head, head);
  for (const auto& row : from.rows) lines += line(row, spoken);
  return lines + "\\end{longtable}\n\\endgroup\n";
}

std::string paragraphs(const std::vector<std::string>& notes) {
  std::string lines;
  for (const auto& note : notes) lines += "\n" + escaped(note) + "\n";
  return lines;
}

std::string shown(const document_part& of) {
  return "\n\\textbf{" + escaped(of.heading) + "}\n" + paragraphs(of.notes);
}

std::string write_tex(const document& from, const drawings& drawn) {
  auto lines = fmt::format(preamble, from.spoken == language::fr ? french_preamble : "",
                           escaped(from.heading));
  const auto blank_points = blank_points_below(all_plots(from));
  std::size_t page = 0;
  lines += paragraphs(from.notes);
  for (const auto& each : from.parts) lines += shown(each);
  for (const auto& each : from.tables) {
    if (!drawn.pdf.empty()) lines += shown(each.plots, blank_points, drawn.pdf_name, page);
    lines += shown(each, from.spoken);
  }
  return lines + "\n\\end{document}\n";
}

const registered_format registrar{
    {"tex", "LaTeX with booktabs, for pdflatex", write_tex, picture::pdf}};

}  // namespace
}  // namespace reports
