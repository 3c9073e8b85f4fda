// SPDX-License-Identifier: MIT
// Timelines drawn with characters.
#pragma once

#include <string>
#include <vector>

#include "grader/feedback/document.hpp"

namespace grader {

/// Both pictures, one under the other and in the same scale, each under its heading: lines of at
/// most 76 printable ASCII characters. A lane whose thread is known begins with its short name
/// (w12: worker 12), and has dots where the thread is idle.
std::vector<std::string> draw(const timeline& shown);

/// "Yours, 4 steps", "The shortest, 3 steps".
std::string heading_of(const char* whose, const std::vector<reports::timeline_bar>& bars);
/// How many lanes they are on.
std::size_t lanes_of(const std::vector<reports::timeline_bar>& bars);
/// When the last bar ends; 0 without any.
std::int64_t length_of(const std::vector<reports::timeline_bar>& bars);

/// As much of the label as fits that many characters, without its blanks if need be; what an
/// operation's name cannot have is a question mark.
std::string fitted(const std::string& label, std::size_t width);

}  // namespace grader
