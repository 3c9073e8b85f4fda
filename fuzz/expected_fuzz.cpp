// SPDX-License-Identifier: MIT
// What samples of an exercise must get, expected.toml: grader/grade/samples.
#include <algorithm>
#include <stdexcept>

#include "fuzz/input.hpp"
#include "fuzz/line_mutator.hpp"
#include "fuzz/require.hpp"
#include "grader/grade/samples.hpp"
#include "grader/test_files.hpp"

using fuzz::require;

const std::string& fuzz::original() {
  static const auto text = grader::read_text(CORPUS_FOLDER "/expected/small");
  return text;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const grader::scratch_folder folder;
  grader::write_text(folder / "expected.toml", fuzz::text_of(data, size));
  std::vector<grader::sample> read;
  if (fuzz::refuses<std::runtime_error>([&] { read = grader::samples_in(folder.path()); }))
    return 0;
  require(std::ranges::is_sorted(read, {}, &grader::sample::name), "samples are ordered by name");
  const auto same = std::ranges::adjacent_find(read, {}, &grader::sample::name);
  require(same == read.end(), "no sample is there twice");
  return 0;
}
