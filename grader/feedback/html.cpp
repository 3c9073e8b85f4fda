// SPDX-License-Identifier: MIT
// A document as one page; its look is in feedback.mustache, built in.
#include <kainjow/mustache.hpp>

#include "grader/feedback/document.hpp"
#include "grader/feedback/html_template.hpp"
#include "grader/feedback/inert.hpp"

namespace grader {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;
using list = data::type;

const char* class_of(reports::check_status status) {
  using reports::check_status;
  switch (status) {
    case check_status::passed:
      return "good";
    case check_status::failed:
      return "bad";
    case check_status::skipped:
      return "quiet";
    case check_status::inconclusive:
    case check_status::refused:
      return "mixed";
  }
  return "";
}

/// The data of a block: a part of the template is shown for the kind that is set. Mustache escapes.
struct to_data {
  data operator()(const paragraph& shown) const {
    data values;
    values.set("paragraph", inert_line(shown.text));
    return values;
  }
  data operator()(const mistakes& shown) const {
    data items(list::list);
    for (const auto& each : shown.list) {
      data item;
      item.set("rule", inert_line(each.rule));
      item.set("where", inert_line(each.where));
      item.set("message", inert_line(each.message));
      items << item;
    }
    return several("mistakes", std::move(items));
  }
  data operator()(const verbatim& shown) const {
    data values;
    values.set("verbatim", inert_lines(shown.text));
    return values;
  }
  data operator()(const number_table& shown) const {
    data table, headings(list::list), rows(list::list);
    for (const auto& each : shown.headings) headings << data("heading", each);
    for (const auto& each : shown.rows) {
      data cells(list::list), row;
      for (std::size_t i = 1; i < each.size(); ++i) cells << data("cell", each[i]);
      row.set("name", each.front());
      row.set("cells", cells);
      rows << row;
    }
    table.set("headings", headings);
    table.set("rows", rows);
    data values;
    values.set("numbers", table);
    return values;
  }
  data operator()(const check_list& shown) const {
    data rows(list::list);
    for (const auto& each : shown.checks) {
      data row;
      row.set("class", class_of(each.status));
      row.set("status", to_string(each.status));
      row.set("title", inert_line(each.title));
      row.set("points", score_of(each));
      row.set("message", inert_line(each.message));
      row.set("hint", inert_line(each.hint));
      row.set("has_hint", !each.hint.empty());
      rows << row;
    }
    return several("checks", std::move(rows));
  }

 private:
  static data several(const char* name, data items) {
    data inner, values;
    inner.set("list", items);
    values.set(name, inner);
    return values;
  }
};

}  // namespace

std::string to_html(const document& shown) {
  data page, sections(list::list);
  page.set("submission", inert_line(shown.submission));
  page.set("score", shown.score);
  page.set("message", inert_line(shown.message));
  int number = 0;
  for (const auto& each : shown.sections) {
    data values, blocks(list::list);
    for (const auto& part : each.blocks) blocks << std::visit(to_data{}, part);
    values.set("id", "part" + std::to_string(++number));
    values.set("title", each.title);
    values.set("blocks", blocks);
    sections << values;
  }
  page.set("sections", sections);
  return mustache(html_template).render(page);
}

}  // namespace grader
