// SPDX-License-Identifier: MIT
// Reads what somebody handed in, whatever it is.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace grader {

/// A handed-in file.
struct source_file {
  std::string text;
  std::string sha256;   ///< of the text, lower-case hexadecimal; empty when it could not be read
  std::string problem;  ///< one sentence when it is no source file; empty when it is
};

/// Reads at most `limit_kib`, and follows no symbolic link.
/// Throws: std::system_error when the machine cannot read what it should be able to.
source_file read_source(const std::filesystem::path& file, std::int64_t limit_kib);

/// Lower-case hexadecimal. Source: FIPS 180-4, by OpenSSL.
std::string sha256_of(const std::string& data);

}  // namespace grader
