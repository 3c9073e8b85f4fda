// SPDX-License-Identifier: MIT
// What a record depends on, as a digest: the same key, and nothing has to be graded again.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "grader/build/kit.hpp"
#include "grader/build/source_file.hpp"
#include "grader/grade/grade_one.hpp"
#include "grader/grade/submission.hpp"

namespace grader {

/// Lower-case hexadecimal SHA-256 digests.
struct record_key {
  std::string digest;                        ///< of the parts
  std::map<std::string, std::string> parts;  ///< by name, as in `key_names`
  friend bool operator==(const record_key&, const record_key&) = default;
};

/// A part of a key, and what a person calls it.
struct key_name {
  const char* part;
  const char* title;
};
inline constexpr key_name key_names[] = {
    {"name", "the submission's name"},    {"submission", "the submission"},
    {"kit", "the exercise or its judge"}, {"compiler", "the compiler or its flags"},
    {"options", "the options"},           {"grader", "the grader"}};

/// Makes the keys of a class.
class key_maker {
 public:
  /// Reads every file of the kit that is used. Throws: std::runtime_error when one cannot be read.
  /// Cost: about 0.1 s for 100 MB.
  key_maker(const kit& with, sanitizers also, sandbox::isolation walls);
  record_key key_of(const submission& what, const source_file& source) const;

 private:
  std::map<std::string, std::string> common_;
};

/// Keeps the key in the record's environment.
void put_key(reports::submission_record& into, const record_key& key);
/// Returns: empty for an old record, and for one that was made of something else than its key says.
std::optional<record_key> key_in(const reports::submission_record& record);

}  // namespace grader
