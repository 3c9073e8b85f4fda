// SPDX-License-Identifier: MIT
// Makes text that a stranger wrote harmless.
#include "grader/feedback/inert.hpp"

#include <cstdint>
#include <string_view>

namespace grader {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

struct decoded {
  char32_t character = 0;
  std::size_t length = 1;
  bool valid = false;
};

/// The character at the front. Source: RFC 3629, section 4.
decoded decode(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return {first, 1, true};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return {};
  char32_t character = first & (0x7Fu >> length);
  for (std::size_t index = 1; index < length; ++index) {
    const auto next = static_cast<unsigned char>(text[index]);
    if ((next & 0xC0u) != 0x80) return {};
    character = character << 6 | (next & 0x3Fu);
  }
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
  if (character < least[length] || character > 0x10FFFF || surrogate) return {};
  return {character, length, true};
}

bool steers(char32_t c) {
  const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
  const bool bidirectional = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
                             c == 0x200E || c == 0x200F || c == 0x061C;
  const bool invisible = c == 0xFEFF || c == 0x2028 || c == 0x2029;
  return control || bidirectional || invisible;
}

std::string_view harmless_form(const decoded& next, std::string_view as_it_stands,
                               bool keep_lines) {
  if (!next.valid) return replacement;
  if (next.character == '\n') return keep_lines ? "\n" : " ";
  if (next.character == '\t') return " ";
  return steers(next.character) ? replacement : as_it_stands;
}

std::string inert(std::string_view text, std::size_t longest, bool keep_lines) {
  std::string result;
  while (!text.empty()) {
    const auto next = decode(text);
    const auto harmless = harmless_form(next, text.substr(0, next.length), keep_lines);
    if (result.size() + harmless.size() > longest) return result.append(ellipsis);
    result += harmless;
    text.remove_prefix(next.length);
  }
  return result;
}

}  // namespace

std::string inert_line(const std::string& text, std::size_t longest) {
  return inert(text, longest, false);
}

std::string inert_lines(const std::string& text, std::size_t longest) {
  return inert(text, longest, true);
}

std::string inert_markdown(const std::string& text, std::size_t longest) {
  std::string result;
  for (const char c : inert_line(text, longest)) {
    if (std::string_view("\\`*_{}[]<>#|~&!$").find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

}  // namespace grader
