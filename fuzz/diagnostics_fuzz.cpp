// SPDX-License-Identifier: MIT
// Messages of the compiler about a hostile source file: grader/build/diagnostics.
#include "grader/build/diagnostics.hpp"

#include "fuzz/input.hpp"
#include "fuzz/require.hpp"
#include "grader/build/source_name.hpp"

using fuzz::require;

/// What the compiler said, and behind a NUL the source.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  const auto end = text.find('\0');
  const auto said = text.substr(0, end);
  const auto source = end == std::string::npos ? "int one;\nint two;\n" : text.substr(end + 1);
  const auto report = grader::trim_to_student(said, grader::source_name, "alice.cpp", source);
  std::size_t errors = 0;
  for (const auto& each : report.diagnoses) {
    require(each.rule == "compiler error" || each.rule == "compiler warning",
            "a message is an error or a warning");
    require(each.file == "alice.cpp", "a message is about the student's file");
    require(!each.line || *each.line >= 0, "a line is no negative number");
    require(each.message.find('\n') == std::string::npos, "a message is one line");
    require(said.find(each.message) != std::string::npos, "the words are the compiler's");
    errors += each.rule == "compiler error" ? 1 : 0;
  }
  require(report.errors.size() == errors, "every error is listed");
  return 0;
}
