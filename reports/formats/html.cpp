// SPDX-License-Identifier: MIT
// html: one page that needs no other file, plots included; its look is in html.mustache, what its
// reader can do with the tables in html_tables.js, both built in.
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <kainjow/mustache.hpp>

#include "reports/format.hpp"
#include "reports/html_template.hpp"
#include "reports/text.hpp"

namespace reports {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;
using list = data::type;

const char* to_class(tone of) {
  switch (of) {
    case tone::good:
      return "good";
    case tone::mixed:
      return "mixed";
    case tone::bad:
      return "bad";
    case tone::plain:
      break;
  }
  return "";
}

std::string to_class(const cell& shown, const column& of) {
  const auto* words = std::get_if<text_cell>(&shown);
  if (of.is_numeric) {
    const std::string said = words != nullptr ? to_class(words->tone) : "";
    return said.empty() ? "number" : "number " + said;
  }
  if (words == nullptr) return "";
  constexpr std::size_t fits_in_a_narrow_column = 20;
  if (words->value.size() > fits_in_a_narrow_column) return "long";
  return to_class(words->tone);
}

/// The text in parts between which a line may break: after underscores, which names are made of.
data to_parts(const std::string& text) {
  data parts(list::list);
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('_', begin), text.size() - 1) + 1;
    parts << data("part", text.substr(begin, end - begin));
    begin = end;
  }
  return parts;
}

std::string to_text(const cell& shown, language spoken) {
  if (const auto* words = std::get_if<text_cell>(&shown)) return words->value;
  if (const auto* digits = std::get_if<number_cell>(&shown)) return to_string(*digits, spoken);
  return std::string(unknown_mark);
}

/// A statement that names its row needs more room than a name.
std::string to_class_of_name(const cell& shown) {
  constexpr std::size_t longest_name = 40;
  const auto* words = std::get_if<text_cell>(&shown);
  return words != nullptr && words->value.size() > longest_name ? "statement" : "";
}

/// What is said of a number, on lines of its own.
void set_notes(data& values, const number_cell* shown) {
  const bool has_range = shown != nullptr && !shown->range.empty();
  const bool has_mark = shown != nullptr && !shown->mark.value.empty();
  values.set("has_range", has_range);
  values.set("has_mark", has_mark);
  if (has_range) values.set("range", shown->range);
  if (!has_mark) return;
  const std::string css = to_class(shown->mark.tone);
  values.set("mark", shown->mark.value);
  values.set("mark_class", css.empty() ? css : " " + css);
}

data to_data(const cell& shown, const column& of, bool names_row, language spoken) {
  const auto css = names_row ? to_class_of_name(shown) : to_class(shown, of);
  data values;
  values.set("value", to_text(shown, spoken));
  values.set("parts", to_parts(to_text(shown, spoken)));
  values.set("names_row", names_row);
  values.set("has_class", !css.empty());
  values.set("class", css);
  set_notes(values, std::get_if<number_cell>(&shown));
  return values;
}

data to_data(const column& of) {
  data values;
  values.set("parts", to_parts(of.title));
  values.set("has_unit", !of.unit.empty());
  values.set("unit", of.unit);
  values.set("is_numeric", of.is_numeric);
  return values;
}

data to_row(const table& from, const std::vector<cell>& row, language spoken) {
  data cells(list::list);
  for (std::size_t at = 0; at < row.size(); ++at) {
    cells << to_data(row[at], from.columns[at], at == 0, spoken);
  }
  return {"cells", cells};
}

data to_data(const table& from, language spoken) {
  data columns(list::list);
  for (const auto& each : from.columns) columns << to_data(each);
  data rows(list::list);
  for (const auto& each : from.rows) rows << to_row(from, each, spoken);
  data values;
  values.set("name", from.title);
  values.set("caption", from.caption);
  values.set("columns", columns);
  values.set("rows", rows);
  return values;
}

/// A plot with its numbers. The picture's outer element is the page's own.
data to_data(const plot& from, const std::string& picture, std::size_t index, language spoken) {
  const auto begin = picture.find('>') + 1;
  auto values = to_data(to_table(from, spoken), spoken);
  values.set("id", "plot-" + std::to_string(index + 1));
  values.set("shape", picture.substr(0, begin - 1));
  values.set("picture", picture.substr(begin));
  return values;
}

data to_data(const std::vector<std::string>& notes) {
  data values(list::list);
  for (const auto& each : notes) values << data("note", each);
  return values;
}

data to_data(const document_part& from) {
  data values;
  values.set("topic", from.heading);
  values.set("notes", to_data(from.notes));
  return values;
}

data to_data(const document& from, const drawings& drawn) {
  data topics(list::list);
  for (const auto& each : from.parts) topics << to_data(each);
  data tables(list::list);
  std::size_t plots = 0;
  for (std::size_t at = 0; at < from.tables.size(); ++at) {
    auto values = to_data(from.tables[at], from.spoken);
    values.set("id", "table-" + std::to_string(at + 1));
    data drawn_here(list::list);
    for (const auto& each : from.tables[at].plots) {
      if (plots == drawn.pictures.size()) break;
      drawn_here << to_data(each, drawn.pictures[plots], plots, from.spoken);
      ++plots;
    }
    values.set("has_plots", drawn_here.is_non_empty_list());
    values.set("plots", drawn_here);
    tables << values;
  }
  data values;
  values.set("heading", from.heading);
  values.set("notes", to_data(from.notes));
  values.set("has_topics", topics.is_non_empty_list());
  values.set("topics", topics);
  values.set("tables", tables);
  return values;
}

/// The script's hash as a browser wants it: the page's policy runs this script and no other.
std::string script_hash() {
  const std::string script = html_script;
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int bytes = 0;
  if (EVP_Digest(script.data(), script.size(), digest.data(), &bytes, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("OpenSSL has no SHA-256 here; install libssl-dev as Debian has it");
  }
  std::array<unsigned char, 2 * EVP_MAX_MD_SIZE> text{};
  const int length = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(bytes));
  return "sha256-" + std::string(text.begin(), text.begin() + length);
}

/// What the page says by itself, script included.
void set_words(data& values, language spoken) {
  const wording say(spoken);
  values.set("language", spoken == language::fr ? "fr" : "en");
  values.set("numbers_of_plot", say("The numbers of this plot"));
  values.set("unknown_means", say("stands for what is unknown or was not measured."));
  values.set("filter", say("Filter"));
  values.set("filter_rows", say("Filter the rows of {}", "{}"));
  values.set("shown_rows", say("{} of {} rows", "{shown}", "{all}"));
}

std::string write_html(const document& from, const drawings& drawn) {
  mustache page(html_template);
  if (!page.is_valid()) throw std::logic_error("html.mustache: " + page.error_message());
  page.set_custom_escape(
      [](const std::string& text) { return kainjow::mustache::html_escape(visible(text)); });
  auto values = to_data(from, drawn);
  set_words(values, from.spoken);
  values.set("script", html_script);
  values.set("script_hash", script_hash());
  return page.render(values);
}

const registered_format registrar{
    {"html", "one page, for browsers and printers", write_html, picture::svg}};

}  // namespace
}  // namespace reports
