// SPDX-License-Identifier: MIT
// The JSON that all records share: the envelope, and fields whose errors name them.
#include "reports/record/json_fields.hpp"

#include <limits>

namespace reports {
namespace {

double number_or_nan(const json& value) {
  return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

bool is_number_or_null(const json& value) { return value.is_number() || value.is_null(); }

bool fits_int64(const json& value) {
  constexpr auto largest = std::uint64_t{std::numeric_limits<std::int64_t>::max()};
  return value.is_number_unsigned() ? value.get<std::uint64_t>() <= largest
                                    : value.is_number_integer();
}

}  // namespace

json make_envelope(std::string_view kind, int schema_version) {
  return {{"schema_version", schema_version}, {"kind", kind}};
}

std::string to_text(const json& value) {
  return value.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

json object_from_text(const std::string& text) {
  json value;
  try {
    value = json::parse(text);
  } catch (const json::parse_error& error) {
    throw std::runtime_error("not JSON: damaged at byte " + std::to_string(error.byte));
  } catch (const json::exception&) {
    throw std::runtime_error("not JSON: a number in it is out of range");
  }
  if (!value.is_object()) throw std::runtime_error("not a record: no JSON object");
  return value;
}

json_fields::json_fields(const json& object, std::string path)
    : object_(&object), path_(std::move(path)) {}

void json_fields::check_envelope(std::string_view kind, int newest) const {
  if (text("kind") != kind) fail("kind", "is not \"" + std::string(kind) + "\"");
  const auto version = integer("schema_version");
  if (version < 1) fail("schema_version", "is not a version");
  if (version > newest) {
    fail("schema_version", "is " + std::to_string(version) + ", and this program reads up to " +
                               std::to_string(newest) + ": update futures-lab");
  }
}

std::string json_fields::text(const char* name) const {
  const auto& value = field(name);
  if (!value.is_string()) fail(name, "is not a string");
  return value.get<std::string>();
}

std::string json_fields::text_or_empty(const char* name) const {
  return is_null(name) ? std::string() : text(name);
}

bool json_fields::boolean(const char* name) const {
  const auto& value = field(name);
  if (!value.is_boolean()) fail(name, "is neither true nor false");
  return value.get<bool>();
}

double json_fields::number(const char* name) const {
  const auto& value = field(name);
  if (!is_number_or_null(value)) fail(name, "is neither a number nor null");
  return number_or_nan(value);
}

std::int64_t json_fields::integer(const char* name) const {
  const auto& value = field(name);
  if (!fits_int64(value)) fail(name, "is not an integer of 64 bits");
  return value.get<std::int64_t>();
}

int json_fields::small_integer(const char* name) const {
  const auto value = integer(name);
  if (!std::in_range<int>(value)) fail(name, "is not an integer of 32 bits");
  return static_cast<int>(value);
}

std::vector<double> json_fields::to_numbers(const json& list, const char* name) const {
  std::vector<double> all;
  for (const auto& value : list) {
    if (!is_number_or_null(value)) fail(name, "holds something else than numbers");
    all.push_back(number_or_nan(value));
  }
  return all;
}

std::vector<double> json_fields::numbers(const char* name) const {
  return to_numbers(array(name), name);
}

std::vector<std::vector<double>> json_fields::number_lists(const char* name) const {
  std::vector<std::vector<double>> all;
  for (const auto& list : array(name)) {
    if (!list.is_array()) fail(name, "holds something else than arrays");
    all.push_back(to_numbers(list, name));
  }
  return all;
}

std::vector<std::string> json_fields::text_list(const char* name) const {
  std::vector<std::string> all;
  for (const auto& value : array(name)) {
    if (!value.is_string()) fail(name, "holds something else than strings");
    all.push_back(value.get<std::string>());
  }
  return all;
}

std::map<std::string, std::string> json_fields::texts(const char* name) const {
  const auto& value = field(name);
  if (!value.is_object()) fail(name, "is not an object");
  std::map<std::string, std::string> all;
  for (const auto& [key, text] : value.items()) {
    if (!text.is_string()) fail(name, "holds something else than strings");
    all[key] = text.get<std::string>();
  }
  return all;
}

json_fields json_fields::object(const char* name) const {
  const auto& value = field(name);
  if (!value.is_object()) fail(name, "is not an object");
  return json_fields(value, path_ + name + ".");
}

std::vector<json_fields> json_fields::objects(const char* name) const {
  std::vector<json_fields> all;
  for (const auto& value : array(name)) {
    if (!value.is_object()) fail(name, "holds something else than objects");
    all.emplace_back(value, path_ + name + "[" + std::to_string(all.size()) + "].");
  }
  return all;
}

const json& json_fields::field(const char* name) const {
  const auto found = object_->find(name);
  if (found == object_->end()) fail(name, "is missing");
  return *found;
}

const json& json_fields::array(const char* name) const {
  const auto& value = field(name);
  if (!value.is_array()) fail(name, "is not an array");
  return value;
}

void json_fields::fail(const char* name, std::string_view complaint) const {
  throw std::runtime_error("field \"" + path_ + name + "\" " + std::string(complaint));
}

}  // namespace reports
