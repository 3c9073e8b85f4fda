// SPDX-License-Identifier: MIT
// The JSON that all records share: the envelope, and fields whose errors name them.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reports {

/// Keeps the fields in the order in which they were added.
using json = nlohmann::ordered_json;

/// The start of every record: `schema_version` and `kind`.
json make_envelope(std::string_view kind, int schema_version);

/// Indented text of a record. Bytes that are not UTF-8 become U+FFFD; NaN and infinity, which mean
/// an unknown number, become null.
std::string to_text(const json& value);

/// The text as one JSON object. Throws: std::runtime_error, when it is something else.
json object_from_text(const std::string& text);

/// A JSON object read field by field; fields that nobody asks for are tolerated.
/// Every reading member throws std::runtime_error that names the field when it is missing or wrong.
/// Requires: the json outlives this view of it.
class json_fields {
 public:
  explicit json_fields(const json& object, std::string path = "");

  /// Throws: std::runtime_error unless the record is of this kind, and no newer than `newest`.
  void check_envelope(std::string_view kind, int newest) const;

  /// Whether it is there at all: fields may be added within a version.
  bool has(const char* name) const { return object_->contains(name); }
  bool is_null(const char* name) const { return field(name).is_null(); }
  std::string text(const char* name) const;
  std::string text_or_empty(const char* name) const;  ///< empty for null
  bool boolean(const char* name) const;
  double number(const char* name) const;  ///< NaN for null
  int small_integer(const char* name) const;
  std::int64_t integer(const char* name) const;
  std::vector<double> numbers(const char* name) const;                    ///< NaN for null
  std::vector<std::vector<double>> number_lists(const char* name) const;  ///< NaN for null
  std::vector<std::string> text_list(const char* name) const;
  std::map<std::string, std::string> texts(const char* name) const;  ///< of an object
  json_fields object(const char* name) const;
  std::vector<json_fields> objects(const char* name) const;

  /// The enumerator, counted from 0, whose name is the field's text.
  template <class Enum, std::size_t Count>
  Enum one_of(const char* name, const std::array<const char*, Count>& names) const {
    const auto found = text(name);
    for (std::size_t index = 0; index < Count; ++index) {
      if (found == names[index]) return static_cast<Enum>(index);
    }
    fail(name, "has an unknown value");
  }

 private:
  const json& field(const char* name) const;
  const json& array(const char* name) const;
  std::vector<double> to_numbers(const json& list, const char* name) const;
  [[noreturn]] void fail(const char* name, std::string_view complaint) const;

  const json* object_;
  std::string path_;  ///< of this object, such as "checks[2]."; empty for the record itself
};

}  // namespace reports
