// SPDX-License-Identifier: MIT
// Reads what addr2line said.
#include "grader/judge/explain/addr2line_text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string_view>

#include "grader/build/source_name.hpp"

namespace judge {
namespace {

constexpr int most_lines = 1'000'000;

/// From "/source/submission.cpp:14 (discriminator 2)".
std::optional<int> student_line(std::string_view text) {
  const auto file = fmt::format("/{}:", grader::source_name);
  const auto found = text.find(file);
  if (found == text.npos) return {};
  text.remove_prefix(found + file.size());
  int line = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), line);
  if (parsed.ec != std::errc() || line < 1 || line > most_lines) return {};
  return line;
}

}  // namespace

void take_lines(const std::string& text, lines_by_address& lines) {
  // For each address: itself, then the place, then the places that it was inlined into.
  std::istringstream told(text);
  std::optional<int>* current = nullptr;
  for (std::string line; std::getline(told, line);) {
    if (line.starts_with("0x")) {
      const auto found =
          lines.find(static_cast<std::uint32_t>(std::strtoul(line.c_str(), nullptr, 16)));
      current = found != lines.end() ? &found->second : nullptr;
    } else if (current != nullptr && !*current) {
      *current = student_line(line);
    }
  }
}

std::set<int> closing_lines(const std::filesystem::path& source) {
  std::set<int> result;
  std::ifstream file(source);
  std::string text;
  for (int line = 1; std::getline(file, text); ++line)
    if (text.find('}') != std::string::npos &&
        text.find_first_not_of(" \t\r}") == std::string::npos)
      result.insert(line);
  return result;
}

}  // namespace judge
