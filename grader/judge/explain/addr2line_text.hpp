// SPDX-License-Identifier: MIT
// What addr2line(1) says of addresses in a submission, from debugging information that the student
// may have forged.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace judge {

/// Lines of the student's file, by address; an address that was not asked for is not added.
using lines_by_address = std::map<std::uint32_t, std::optional<int>>;

/// Takes the lines over from the text of `addr2line -a -i`: of each address the innermost line in
/// the student's file, counted from one. A line that is known already stays.
void take_lines(const std::string& text, lines_by_address& lines);

/// The lines of a file that have nothing but closing braces; none where it cannot be read.
std::set<int> closing_lines(const std::filesystem::path& source);

}  // namespace judge
