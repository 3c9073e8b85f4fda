// SPDX-License-Identifier: MIT
// json: the document for programs, numbers in full and unknown values as null.
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "reports/format.hpp"

namespace reports {
namespace {

using json = nlohmann::ordered_json;

/// An integer where the number is a count.
json to_value(const number_cell& digits) {
  constexpr double exact = 1LL << 53;  // doubles hold all integers up to here
  const bool is_count = digits.decimals == 0 && std::abs(digits.value) <= exact &&
                        std::trunc(digits.value) == digits.value;
  return is_count ? json(static_cast<std::int64_t>(digits.value)) : json(digits.value);
}

json to_value(const cell& shown) {
  if (const auto* words = std::get_if<text_cell>(&shown)) return words->value;
  if (const auto* digits = std::get_if<number_cell>(&shown)) return to_value(*digits);
  return nullptr;
}

json to_value(const column& of) {
  return {{"title", of.title}, {"unit", of.unit.empty() ? json() : json(of.unit)}};
}

json to_value(const table& from);
json to_value(const plot& from);
json to_value(const document_part& from);

template <class Value>
json to_array(const std::vector<Value>& values) {
  auto array = json::array();
  for (const auto& value : values) array.push_back(to_value(value));
  return array;
}

json to_rows(const table& from) {
  auto rows = json::array();
  for (const auto& row : from.rows) rows.push_back(to_array(row));
  return rows;
}

const char* name_of(plot_kind kind) {
  switch (kind) {
    case plot_kind::lines:
      return "lines";
    case plot_kind::strips:
      return "strips";
    case plot_kind::bars:
      break;
  }
  return "bars";
}

json to_value(const plot_axis& of) {
  return {{"title", of.title},
          {"unit", of.unit.empty() ? json() : json(of.unit)},
          {"logarithmic", of.is_logarithmic}};
}

/// What the plot shows, for programs that draw it themselves.
json to_value(const plot& from) {
  auto samples = json::array();
  for (const auto& each : from.series) samples.push_back(each.samples);
  const auto points = to_table(from);
  json value{{"title", from.title},        {"caption", from.caption},
             {"kind", name_of(from.kind)}, {"x", to_value(from.x)},
             {"y", to_value(from.y)},      {"columns", to_array(points.columns)},
             {"rows", to_rows(points)}};
  if (from.kind == plot_kind::strips) value["samples"] = std::move(samples);
  return value;
}

json to_value(const document_part& from) {
  return {{"heading", from.heading}, {"notes", from.notes}};
}

/// What is said of numbers for people: where the true one is, and whether it is the best.
json marks_of(const table& from) {
  const auto known = [](const std::string& text) { return text.empty() ? json() : json(text); };
  auto marks = json::array();
  for (std::size_t row = 0; row < from.rows.size(); ++row)
    for (std::size_t at = 0; at < from.rows[row].size(); ++at) {
      const auto* digits = std::get_if<number_cell>(&from.rows[row][at]);
      if (digits == nullptr || (digits->range.empty() && digits->mark.value.empty())) continue;
      marks.push_back({{"row", row},
                       {"column", at},
                       {"range", known(digits->range)},
                       {"mark", known(digits->mark.value)}});
    }
  return marks;
}

json to_value(const table& from) {
  json value{{"title", from.title},
             {"caption", from.caption},
             {"columns", to_array(from.columns)},
             {"rows", to_rows(from)}};
  if (auto marks = marks_of(from); !marks.empty()) value["marks"] = std::move(marks);
  if (!from.plots.empty()) value["plots"] = to_array(from.plots);
  return value;
}

std::string write_json(const document& from, const drawings& /*unused*/) {
  json value{
      {"schema_version", 1}, {"kind", "report"}, {"heading", from.heading}, {"notes", from.notes}};
  if (!from.parts.empty()) value["parts"] = to_array(from.parts);
  value["tables"] = to_array(from.tables);
  // Nothing but ASCII: control characters and marks of writing direction come out as \u escapes.
  constexpr bool ensure_ascii = true;
  return value.dump(2, ' ', ensure_ascii, json::error_handler_t::replace) + "\n";
}

const registered_format registrar{{"json", "all tables, for programs", write_json, {}, true}};

}  // namespace
}  // namespace reports
