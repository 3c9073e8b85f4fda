// SPDX-License-Identifier: MIT
// Names of handed-in files: safe_name() in grader/grade/submission.
#include "fuzz/input.hpp"
#include "fuzz/require.hpp"
#include "grader/grade/submission.hpp"

using fuzz::require;

namespace {

bool is_harmless(const std::string& name) {
  return !name.empty() && name.size() <= 200 && name.front() != '.' &&
         name.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
             "0123456789_-.%") == std::string::npos;
}

}  // namespace

/// Two names, with a line end between them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  const auto end = text.find('\n');
  const auto one = text.substr(0, end);
  const auto other = end == std::string::npos ? std::string() : text.substr(end + 1);
  const auto safe_one = grader::safe_name(one), safe_other = grader::safe_name(other);
  require(is_harmless(safe_one), "a name is one harmless component of a path");
  require(is_harmless(safe_other), "a second name is one harmless component of a path");
  require((safe_one == safe_other) == (one == other), "different names stay different");
  return 0;
}
