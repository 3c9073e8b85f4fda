// SPDX-License-Identifier: MIT
// What addr2line says of a submission, whose debugging information may be forged:
// grader/judge/explain/addr2line_text.
#include "fuzz/input.hpp"
#include "fuzz/require.hpp"
#include "grader/judge/explain/addr2line_text.hpp"

using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const judge::lines_by_address asked{{0x10, {}}, {0x1159, {}}, {0xffffffff, {}}, {0x20, 7}};
  auto lines = asked;
  judge::take_lines(fuzz::text_of(data, size), lines);
  require(lines.size() == asked.size(), "no address is added");
  for (const auto& [address, line] : lines) {
    require(asked.contains(address), "an address was asked for");
    require(!line || (*line >= 1 && *line <= 1'000'000), "a line is one of a file");
  }
  require(lines.at(0x20) == 7, "a line that was known stays");
  return 0;
}
