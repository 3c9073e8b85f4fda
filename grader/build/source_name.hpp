// SPDX-License-Identifier: MIT
// What a student's file is called while it is compiled, and so in its debugging information.
#pragma once

namespace grader {

inline constexpr const char* source_name = "submission.cpp";

}  // namespace grader
