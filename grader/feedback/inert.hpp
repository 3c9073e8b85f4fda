// SPDX-License-Identifier: MIT
// Makes text that a stranger wrote harmless where a person reads it.
#pragma once

#include <string>

namespace grader {

/// One line of plain text: control characters, line breaks, bidirectional controls and bytes that
/// are not UTF-8 become U+FFFD (a line break becomes a blank), so that nothing can steer a terminal
/// or reorder a page. At most `longest` bytes, and an ellipsis in place of what was cut.
std::string inert_line(const std::string& text, std::size_t longest = 400);

/// The same for text of several lines, which stay.
std::string inert_lines(const std::string& text, std::size_t longest = 16384);

/// inert_line() with Markdown's special characters escaped.
std::string inert_markdown(const std::string& text, std::size_t longest = 400);

}  // namespace grader
