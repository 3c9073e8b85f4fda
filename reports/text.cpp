// SPDX-License-Identifier: MIT
// Makes text that nobody vouches for fit to be shown.
#include "reports/text.hpp"

#include <array>
#include <optional>
#include <vector>

namespace reports {
namespace {

constexpr std::string_view replacement = "\uFFFD";

struct character {
  char32_t code;
  std::size_t bytes;
};

/// Bytes of the character that starts so; 0 when none does.
std::size_t length_by_first_byte(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  if (first >= 0xF0 && first < 0xF5) return 4;
  return 0;
}

/// The character at the start of the text; nothing when it is not well-formed.
/// Requires: the text is not empty. Source: Unicode 15.0, table 3-7.
std::optional<character> first_character(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const auto bytes = length_by_first_byte(first);
  if (bytes == 0 || bytes > text.size()) return std::nullopt;
  if (bytes == 1) return character{first, 1};
  char32_t code = first & (0x7FU >> bytes);
  for (const char next : text.substr(1, bytes - 1)) {
    const auto byte = static_cast<unsigned char>(next);
    if ((byte & 0xC0U) != 0x80U) return std::nullopt;
    code = (code << 6U) | (byte & 0x3FU);
  }
  constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < smallest[bytes] || code > 0x10FFFF || surrogate) return std::nullopt;
  return character{code, bytes};
}

bool is_control(char32_t code) { return code < 0x20 || (code >= 0x7F && code <= 0x9F); }

/// Whether it changes the direction of writing, or ends the line where no line should end.
bool rearranges(char32_t code) {
  return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
         code == 0x200E || code == 0x200F || code == 0x061C || code == 0x2028 || code == 0x2029;
}

}  // namespace

std::string visible(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const auto next = first_character(text);
    const auto bytes = next ? next->bytes : 1;
    if (!next || rearranges(next->code)) {
      shown += replacement;
    } else if (next->code == '\n' || next->code == '\r' || next->code == '\t') {
      shown += ' ';
    } else if (is_control(next->code)) {
      shown += replacement;
    } else {
      shown += text.substr(0, bytes);
    }
    text.remove_prefix(bytes);
  }
  return shown;
}

std::string shortened(std::string_view text, std::size_t most) {
  std::vector<std::size_t> begins;  // of each character
  for (std::size_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U) begins.push_back(at);
  }
  if (begins.size() <= most) return std::string(text);
  const auto behind = (most - 1) / 3;  // characters; numbers stand at the end of a name
  const auto before = most - 1 - behind;
  const auto end = behind == 0 ? text.size() : begins[begins.size() - behind];
  return std::string(text.substr(0, begins[before])) + "\u2026" + std::string(text.substr(end));
}

}  // namespace reports
