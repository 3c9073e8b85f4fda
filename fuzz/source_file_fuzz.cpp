// SPDX-License-Identifier: MIT
// Handed-in files: grader/build/source_file.
#include "grader/build/source_file.hpp"

#include "fuzz/input.hpp"
#include "fuzz/input_file.hpp"
#include "fuzz/require.hpp"

using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::int64_t limit_kib = 1;
  const auto text = fuzz::text_of(data, size);
  const auto read = grader::read_source(fuzz::input_file(text), limit_kib);
  const bool too_large = size > limit_kib * 1024;
  const bool binary = text.find('\0') != std::string::npos;
  require(read.problem.empty() == !(too_large || binary), "text that is not too large is taken");
  require(read.text == (too_large ? "" : text), "the text is that of the file");
  require(read.sha256 == (too_large ? "" : grader::sha256_of(text)), "the digest is the text's");
  require(read.sha256.find_first_not_of("0123456789abcdef") == std::string::npos,
          "a digest is hexadecimal");
  return 0;
}
