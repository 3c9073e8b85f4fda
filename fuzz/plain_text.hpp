// SPDX-License-Identifier: MIT
// Whether a text can harm who reads it, told by other means than the project's own.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace fuzz {

/// Whether the bytes are UTF-8 throughout. Source: RFC 3629, the grammar of section 4.
inline bool is_utf8(std::string_view text) {
  const auto at = [&](std::size_t index) {
    return index < text.size() ? static_cast<std::uint8_t>(text[index]) : std::uint8_t{0};
  };
  const auto tail = [&](std::size_t index) { return at(index) >= 0x80 && at(index) <= 0xBF; };
  const auto within = [](std::uint8_t byte, int low, int high) {
    return byte >= low && byte <= high;
  };
  for (std::size_t i = 0; i < text.size();) {
    const auto one = at(i), two = at(i + 1);
    if (one <= 0x7F) {
      i += 1;
    } else if (within(one, 0xC2, 0xDF) && tail(i + 1)) {
      i += 2;
    } else if (((one == 0xE0 && within(two, 0xA0, 0xBF)) ||
                (one == 0xED && within(two, 0x80, 0x9F)) ||
                (one != 0xED && within(one, 0xE1, 0xEF) && tail(i + 1))) &&
               tail(i + 2)) {
      i += 3;
    } else if (((one == 0xF0 && within(two, 0x90, 0xBF)) ||
                (one == 0xF4 && within(two, 0x80, 0x8F)) ||
                (within(one, 0xF1, 0xF3) && tail(i + 1))) &&
               tail(i + 2) && tail(i + 3)) {
      i += 4;
    } else {
      return false;
    }
  }
  return true;
}

/// Whether nothing in it steers a terminal or reorders a line: no control character but the line
/// ends that are allowed, and no mark of direction.
inline bool is_plain(std::string_view text, bool lines_allowed = false) {
  constexpr std::array<std::string_view, 14> marks{"\u061C", "\u200E", "\u200F", "\u202A", "\u202B",
                                                   "\u202C", "\u202D", "\u202E", "\u2028", "\u2029",
                                                   "\u2066", "\u2067", "\u2068", "\u2069"};
  const bool controls = std::ranges::any_of(text, [&](char c) {
    const auto byte = static_cast<std::uint8_t>(c);
    return (byte < 0x20 && !(lines_allowed && c == '\n')) || byte == 0x7F;
  });
  const bool marked = std::ranges::any_of(
      marks, [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
  bool second_controls = false;  // U+0080 to U+009F
  for (auto at = text.find('\xC2'); at != std::string_view::npos; at = text.find('\xC2', at + 1))
    if (at + 1 < text.size() && static_cast<std::uint8_t>(text[at + 1]) < 0xA0)
      second_controls = true;
  return !controls && !marked && !second_controls && is_utf8(text);
}

}  // namespace fuzz
