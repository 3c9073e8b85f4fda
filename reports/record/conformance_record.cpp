// SPDX-License-Identifier: MIT
// A conformance record as JSON, and back.
#include "reports/record/conformance_record.hpp"

#include <array>

#include "reports/record/json_fields.hpp"

namespace reports {
namespace {

// In the order of the enumerators.
constexpr std::array result_names{"pass", "refused", "FAIL"};
static_assert(result_names.size() == static_cast<std::size_t>(conformance_result::fail) + 1);

constexpr auto kind = "conformance";

json to_value(const conformance_row& row) {
  auto results = json::object();
  for (const auto& [backend, result] : row.results) results[backend] = to_string(result);
  return {{"subject", row.subject}, {"behaviour", row.behaviour}, {"results", results}};
}

conformance_row to_row(const json_fields& from) {
  conformance_row row{
      .subject = from.text("subject"), .behaviour = from.text("behaviour"), .results = {}};
  const auto results = from.object("results");
  for (const auto& [backend, text] : from.texts("results"))
    row.results[backend] = results.one_of<conformance_result>(backend.c_str(), result_names);
  return row;
}

json to_value(const conformance_failure& failure) {
  return {{"test", failure.test}, {"backend", failure.backend}, {"message", failure.message}};
}

conformance_failure to_failure(const json_fields& from) {
  return {
      .test = from.text("test"), .backend = from.text("backend"), .message = from.text("message")};
}

template <class Entry>
json to_array(const std::vector<Entry>& entries) {
  auto array = json::array();
  for (const auto& each : entries) array.push_back(to_value(each));
  return array;
}

}  // namespace

const char* to_string(conformance_result value) {
  return result_names.at(static_cast<std::size_t>(value));
}

std::string to_json(const conformance_record& record) {
  auto value = make_envelope(kind, conformance_record::schema_version);
  value["backends"] = record.backends;
  value["behaviours"] = to_array(record.behaviours);
  value["failures"] = to_array(record.failures);
  return to_text(value);
}

conformance_record conformance_from_json(const std::string& text) {
  const auto value = object_from_text(text);
  const json_fields from(value);
  from.check_envelope(kind, conformance_record::schema_version);
  conformance_record record;
  record.backends = from.text_list("backends");
  for (const auto& each : from.objects("behaviours")) record.behaviours.push_back(to_row(each));
  for (const auto& each : from.objects("failures")) record.failures.push_back(to_failure(each));
  return record;
}

}  // namespace reports
