// SPDX-License-Identifier: MIT
// What the conformance suite found: which backend has which behaviour.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace reports {

enum class conformance_result {
  pass,
  refused,  ///< not claimed, and tests have shown that the backend says so
  fail
};

/// As the record has it: "pass", "refused" or "FAIL".
const char* to_string(conformance_result value);

/// One behaviour that the suite tests.
struct conformance_row {
  std::string subject;    ///< what it is about, such as "cancel pending"
  std::string behaviour;  ///< a statement about that
  /// By backend; of the_library alone where no backend can differ.
  std::map<std::string, conformance_result> results;
};

/// Stands in the place of a backend for what is the library's own.
inline constexpr auto the_library = "library";

/// A test that failed; one of a refusal has no row.
struct conformance_failure {
  std::string test;
  std::string backend;
  std::string message;  ///< what the test said, of several lines
};

struct conformance_record {
  static constexpr int schema_version = 1;

  std::vector<std::string> backends;  ///< in the order of their names
  std::vector<conformance_row> behaviours;
  std::vector<conformance_failure> failures;
};

/// JSON text of the record, indented, with `"kind": "conformance"`; bytes that are not UTF-8 are
/// replaced by U+FFFD.
std::string to_json(const conformance_record& record);
/// Throws: std::runtime_error that names the missing or wrong field.
conformance_record conformance_from_json(const std::string& text);

}  // namespace reports
