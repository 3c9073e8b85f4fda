// SPDX-License-Identifier: MIT
// Compiles a submission, alone and shut in.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "grader/build/kit.hpp"
#include "grader/sandbox/sandbox.hpp"
#include "reports/record/submission_record.hpp"

namespace grader {

struct compile_result {
  bool ok = false;
  std::string message;                        ///< one sentence when not ok
  std::vector<reports::diagnosis> diagnoses;  ///< errors and warnings, on the student's lines
  std::string shown;  ///< the compiler's text, as far as it speaks of the student's file
};

/// Compiles `source` to the shared object `out`, whose folder must exist and be empty. Ends soon
/// after `*stop` is true, if given; what it says then means nothing.
/// Throws: std::runtime_error when the compiler itself cannot be run, or fails on a trivial file.
/// Cost: one start of the compiler with a precompiled header, about half a second.
compile_result compile(const kit& with, const std::string& source, const std::string& name,
                       const std::filesystem::path& out, sandbox::isolation walls,
                       const std::atomic<bool>* stop = nullptr);

/// Where compile() leaves the source; `scratch` is the folder of the folder of `out`.
std::filesystem::path source_in(const std::filesystem::path& scratch);

/// Compiles once more, with a sanitizer, what compile() has compiled; `out` in another folder
/// beside that one. Returns: whether it compiles. Throws, Cost: as compile().
bool compile_sanitized(const kit& with, const sanitizer& under, const std::filesystem::path& out,
                       sandbox::isolation walls, const std::atomic<bool>* stop = nullptr);

}  // namespace grader
