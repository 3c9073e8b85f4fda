// SPDX-License-Identifier: MIT
// A document as one page; its look is in feedback.mustache, built in.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <kainjow/mustache.hpp>

#include "grader/feedback/document.hpp"
#include "grader/feedback/html_template.hpp"
#include "grader/feedback/inert.hpp"
#include "grader/feedback/timeline_text.hpp"

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
      item.set("cost", inert_line(each.cost));
      item.set("has_cost", !each.cost.empty());
      item.set("advice", inert_line(each.advice));
      item.set("has_advice", !each.advice.empty());
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
    table.set("caption", shown.caption);
    table.set("headings", headings);
    table.set("rows", rows);
    data values;
    values.set("numbers", table);
    return values;
  }
  data operator()(const timeline& shown) const {
    const auto longest = std::max(length_of(shown.yours), length_of(shown.ideal));
    data pictures(list::list), inner, values;
    const double margin = 8 + (shown.threads.empty() ? 0 : of_character * longest_name);
    pictures << picture("yours", heading_of("Yours", shown.yours), shown.yours, shown.threads,
                        margin, longest);
    pictures << picture("ideal", heading_of("The shortest", shown.ideal), shown.ideal, {}, margin,
                        longest);
    inner.set("pictures", pictures);
    values.set("timeline", inner);
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
  static constexpr std::size_t longest_name = 10;  // "worker 200"
  static constexpr double lane_height = 34, top = 22;
  static constexpr double of_character = 7.2;  // of the monospaced font at 12 px
  static std::string number(double value) { return fmt::format("{:.4g}", value); }

  /// The names of the lanes, and a line through each for the time in which it is idle.
  static data lanes_with_names(const std::vector<std::string>& threads, double from, double to) {
    data lanes(list::list);
    double y = top;
    for (const auto& each : threads) {
      data lane;
      lane.set("thread", fitted(each, longest_name));
      lane.set("text_y", number(y + 21));
      lane.set("from", number(from));
      lane.set("to", number(to));
      lane.set("y", number(y + 17));
      lanes << lane;
      y += lane_height;
    }
    return lanes;
  }

  /// A picture in CSS pixels, with the same scale for all that are as long as the longest.
  static data picture(const char* name, const std::string& caption,
                      const std::vector<reports::timeline_bar>& bars,
                      const std::vector<std::string>& threads, double margin,
                      std::int64_t longest) {
    constexpr double most_width = 720, most_of_step = 96;
    const double step =
        std::min(most_of_step, (most_width - margin) / static_cast<double>(longest));
    const auto x_of = [&](std::int64_t at) { return margin + step * static_cast<double>(at); };
    data shapes(list::list), ticks(list::list);
    for (const auto& bar : bars) {
      const double width = step * static_cast<double>(bar.finish - bar.start) - 4;
      const double y = top + lane_height * bar.lane;
      data shape;
      shape.set("x", number(x_of(bar.start) + 2));
      shape.set("y", number(y + 4));
      shape.set("width", number(std::max(width, 1.0)));
      shape.set("text_x", number(x_of(bar.start) + 8));
      shape.set("text_y", number(y + 21));
      const auto room = static_cast<std::size_t>(std::max((width - 10) / of_character, 0.0));
      shape.set("label", fitted(bar.label, room));
      shapes << shape;
    }
    const auto lanes = std::max(lanes_of(bars), threads.size());
    const double height = top + lane_height * static_cast<double>(lanes) + 4;
    const auto every = static_cast<std::int64_t>(std::ceil(24 / step));  // so that numbers fit
    for (std::int64_t at = 0; at <= longest; at += every) {
      data tick;
      tick.set("x", number(x_of(at)));
      tick.set("step", std::to_string(at));
      tick.set("bottom", number(height));
      ticks << tick;
    }
    data values;
    values.set("name", name);
    values.set("caption", caption);
    values.set("width", number(x_of(longest) + 8));
    values.set("lanes", lanes_with_names(threads, x_of(0), x_of(length_of(bars))));
    values.set("height", number(height));
    values.set("ticks", ticks);
    values.set("bars", shapes);
    return values;
  }
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
    const auto id = "part" + std::to_string(++number);
    int place = 0;
    for (const auto& part : each.blocks) {
      auto part_data = std::visit(to_data{}, part);
      part_data.set("block", fmt::format("{}-{}", id, ++place));
      blocks << part_data;
    }
    values.set("id", id);
    values.set("title", each.title);
    values.set("blocks", blocks);
    sections << values;
  }
  page.set("sections", sections);
  return mustache(html_template).render(page);
}

}  // namespace grader
