// SPDX-License-Identifier: MIT
// Digests of all that a record depends on.
//
// How it works. A digest is taken over a list of texts, each after its length, so that no two lists
// give the same bytes. The compiler counts as its path, its flags and the file itself, which has
// its version; the kit as the relative path and the content of each file. What a sanitizer needs
// counts only when sanitizers are used.
#include "grader/grade/record_key.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <vector>

namespace grader {
namespace fs = std::filesystem;
namespace {

constexpr const char* environment_name = "record_key";
constexpr const char* format = "futures-lab record key 1";  // another number: all is graded again

std::string digest_of(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& each : texts) all += fmt::format("{}:{}", each.size(), each);
  return sha256_of(all);
}

/// A file may be large: it is read in pieces.
std::string digest_of_file(const fs::path& path) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> state(EVP_MD_CTX_new(),
                                                                      EVP_MD_CTX_free);
  std::ifstream file(path, std::ios::binary);
  std::vector<char> piece(1 << 20);
  bool fine = file && state && EVP_DigestInit_ex(state.get(), EVP_sha256(), nullptr) == 1;
  while (fine && file) {
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    fine = !file.bad() && EVP_DigestUpdate(state.get(), piece.data(),
                                           static_cast<std::size_t>(file.gcount())) == 1;
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (!fine || EVP_DigestFinal_ex(state.get(), digest.data(), &size) != 1)
    throw std::runtime_error("cannot read " + path.string());
  return fmt::format("{:02x}", fmt::join(digest.begin(), digest.begin() + size, ""));
}

bool is_in(const fs::path& file, const fs::path& folder) {
  return std::ranges::mismatch(folder, file).in1 == folder.end();
}

std::string digest_of_kit(const kit& with, sanitizers also) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(with.folder)) {
    const bool is_for_a_sanitizer = std::ranges::any_of(
        with.sanitizers, [&](const auto& each) { return is_in(entry.path(), each.folder); });
    if (entry.is_regular_file() && (also == sanitizers::on || !is_for_a_sanitizer))
      files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::vector<std::string> texts{with.exercise};
  for (const auto& each : files) {
    texts.push_back(each.lexically_relative(with.folder).string());
    texts.push_back(digest_of_file(each));
  }
  return digest_of(texts);
}

std::string digest_of_compiler(const kit& with, sanitizers also) {
  std::vector<std::string> texts{with.compiler};
  // One that is not there cannot be run either, which is said then.
  texts.push_back(fs::is_regular_file(with.compiler) ? digest_of_file(with.compiler) : "");
  const auto add = [&](const std::vector<std::string>& flags) {
    texts.push_back(std::to_string(flags.size()));
    texts.insert(texts.end(), flags.begin(), flags.end());
  };
  add(with.flags);
  if (also == sanitizers::on)
    for (const auto& each : with.sanitizers) add(each.flags);
  return digest_of(texts);
}

std::string digest_of_parts(const std::map<std::string, std::string>& parts) {
  std::vector<std::string> texts{format};
  for (const auto& [name, digest] : parts) texts.insert(texts.end(), {name, digest});
  return digest_of(texts);
}

}  // namespace

key_maker::key_maker(const kit& with, sanitizers also, sandbox::isolation walls)
    : common_{{"kit", digest_of_kit(with, also)},
              {"compiler", digest_of_compiler(with, also)},
              {"options", digest_of({also == sanitizers::on ? "sanitizers" : "no sanitizers",
                                     walls == sandbox::isolation::none ? "no walls" : "walls"})},
              {"grader", digest_of_file("/proc/self/exe")}} {}

record_key key_maker::key_of(const submission& what, const source_file& source) const {
  record_key result{.parts = common_};
  result.parts["name"] = digest_of({what.name});
  result.parts["submission"] =
      digest_of({what.path.filename().string(), source.sha256, source.problem});
  result.digest = digest_of_parts(result.parts);
  return result;
}

void put_key(reports::submission_record& into, const record_key& key) {
  into.environment[environment_name] = key.digest;
  for (const auto& [part, digest] : key.parts)
    into.environment[fmt::format("{}_{}", environment_name, part)] = digest;
}

std::optional<record_key> key_in(const reports::submission_record& record) {
  record_key result;
  const auto& known = record.environment;
  const auto found = known.find(environment_name);
  if (found == known.end()) return {};
  result.digest = found->second;
  for (const auto& [part, title] : key_names) {
    const auto digest = known.find(fmt::format("{}_{}", environment_name, part));
    if (digest == known.end()) return {};
    result.parts[part] = digest->second;
  }
  if (digest_of_parts(result.parts) != result.digest) return {};
  return result;
}

}  // namespace grader
