// SPDX-License-Identifier: MIT
// For tests: a submission to the expression exercise, compiled and ready to be judged.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "grader/build/compile.hpp"
#include "grader/build/kit.hpp"
#include "grader/judge/run.hpp"
#include "grader/test_files.hpp"

namespace judge {

/// The exercise's operations, as the exercise numbers them.
inline const operation_table expression_operations{
    {"add", "sub", "mul"}, [](std::uint32_t which, number x, number y) {
      return which == 0 ? x + y : which == 1 ? x - y : x * y;
    }};

/// A compiled file; its shared object goes with it.
class compiled {
 public:
  /// Throws: std::runtime_error when it does not compile.
  explicit compiled(const std::filesystem::path& source)
      : kit_(grader::open_kit(KITS_FOLDER, "expression")) {
    std::filesystem::create_directory(folder_ / "out");
    const auto result = grader::compile(kit_, grader::read_text(source), source.filename().string(),
                                        object(), sandbox::isolation::bubblewrap);
    if (!result.ok) throw std::runtime_error(result.message + "\n" + result.shown);
  }
  subject what() const {
    return {.runner = kit_.runner(),
            .submission = object(),
            .table = expression_operations,
            .source = grader::source_in(folder_.path())};
  }

 private:
  std::filesystem::path object() const { return folder_ / "out" / "submission.so"; }

  grader::temporary_folder folder_;
  grader::kit kit_;
};

/// A file compiled with a sanitizer of the kit; its shared object goes with it.
class compiled_with {
 public:
  /// Throws: std::runtime_error when it does not compile, or the kit has no such sanitizer.
  compiled_with(const std::string& sanitizer, const std::filesystem::path& source)
      : kit_(grader::open_kit(KITS_FOLDER, "expression")) {
    std::filesystem::create_directory(folder_ / "out");
    const auto under = std::ranges::find(kit_.sanitizers, sanitizer, &grader::sanitizer::name);
    if (under == kit_.sanitizers.end()) throw std::runtime_error("the kit has no " + sanitizer);
    runner_ = under->runner();
    const auto in = grader::source_in(folder_.path());
    std::filesystem::create_directory(in.parent_path());
    grader::write_text(in, grader::read_text(source));
    if (!grader::compile_sanitized(kit_, *under, object(), sandbox::isolation::bubblewrap))
      throw std::runtime_error(source.string() + " does not compile with " + sanitizer);
  }
  subject what() const {
    return {.runner = runner_,
            .submission = object(),
            .table = expression_operations,
            .sanitized = true};
  }

 private:
  std::filesystem::path object() const { return folder_ / "out" / "submission.so"; }

  grader::temporary_folder folder_;
  grader::kit kit_;
  std::filesystem::path runner_;
};

inline std::filesystem::path testdata(const std::string& name) {
  return std::filesystem::path(TESTDATA_FOLDER) / (name + ".cpp");
}
inline std::filesystem::path sample(const std::string& name) {
  return std::filesystem::path(EXPRESSION_FOLDER) / "submissions" / (name + ".cpp");
}
inline std::filesystem::path solution() {
  return std::filesystem::path(EXPRESSION_FOLDER) / "solution.cpp";
}

}  // namespace judge
