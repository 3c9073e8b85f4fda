// SPDX-License-Identifier: MIT
// Reads what somebody handed in.
#include "grader/build/source_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/sha.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "grader/sandbox/descriptor.hpp"

namespace grader {
namespace {

/// Reads to the end, or one byte past the limit.
std::string read_up_to(int fd, std::size_t limit) {
  std::string text;
  std::array<char, 65536> buffer;
  while (text.size() <= limit) {
    const auto size = read(fd, buffer.data(), buffer.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) throw std::system_error(errno, std::generic_category(), "cannot read");
    if (size == 0) break;
    text.append(buffer.data(), static_cast<std::size_t>(size));
  }
  return text;
}

std::string problem_of_kind(const struct stat& about) {
  if (S_ISDIR(about.st_mode)) return "It is a folder, not a source file; hand in one .cpp file.";
  if (!S_ISREG(about.st_mode)) return "It is no regular file; hand in one .cpp file.";
  return {};
}

std::string problem_of_text(const std::string& text, std::size_t limit) {
  if (text.size() > limit)
    return fmt::format("It is larger than {} KiB; hand in the source file alone.", limit / 1024);
  if (text.find('\0') != std::string::npos)
    return "It is not text: it has bytes of value 0; hand in C++ source, not a compiled program.";
  return {};
}

}  // namespace

std::string sha256_of(const std::string& data) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(data.data()), data.size(), digest.data());
  return fmt::format("{:02x}", fmt::join(digest, ""));
}

source_file read_source(const std::filesystem::path& file, std::int64_t limit_kib) {
  const auto limit = static_cast<std::size_t>(limit_kib) * 1024;
  // O_NONBLOCK: a named pipe must not make us wait for its writer.
  const sandbox::descriptor opened(
      open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  source_file result;
  struct stat about {};
  if (!opened || fstat(opened.get(), &about) != 0) {
    if (errno == ELOOP)
      result.problem = "It is a symbolic link; hand in the file itself.";
    else if (errno == EACCES)
      result.problem = "It may not be read; give read permission and hand it in again.";
    else if (errno == ENXIO)
      result.problem = "It is no regular file; hand in one .cpp file.";
    else
      throw std::system_error(errno, std::generic_category(), "cannot open " + file.string());
    return result;
  }
  result.problem = problem_of_kind(about);
  if (!result.problem.empty()) return result;
  result.text = read_up_to(opened.get(), limit);
  result.problem = problem_of_text(result.text, limit);
  if (result.text.size() > limit)
    result.text.clear();
  else
    result.sha256 = sha256_of(result.text);
  return result;
}

}  // namespace grader
