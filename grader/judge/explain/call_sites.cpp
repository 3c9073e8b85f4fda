// SPDX-License-Identifier: MIT
// Asking addr2line.
#include "grader/judge/explain/call_sites.hpp"

#include <fmt/format.h>

#include <charconv>
#include <sstream>
#include <string_view>

#include "grader/build/source_name.hpp"

namespace judge {
namespace {

using namespace std::chrono_literals;

constexpr int most_lines = 1'000'000;
constexpr std::size_t most_addresses = 1000;

/// From "/source/submission.cpp:14 (discriminator 2)".
std::optional<int> student_line(std::string_view text) {
  const auto file = fmt::format("/{}:", grader::source_name);
  const auto found = text.find(file);
  if (found == text.npos) return {};
  text.remove_prefix(found + file.size());
  int line = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), line);
  if (parsed.ec != std::errc() || line < 1 || line > most_lines) return {};
  return line;
}

}  // namespace

void call_sites::find(std::span<const protocol::call_path> paths) {
  const sandbox::bind object{submission_, "/box/submission.so"};
  std::vector<std::string> argv{"/usr/bin/addr2line", "-a", "-i", "-e", path_of(object, walls_)};
  for (const auto& path : paths)
    for (const auto address : path)
      if (address != 0 && lines_.try_emplace(address).second)
        argv.push_back(fmt::format("0x{:x}", address));
  if (argv.size() == 5) return;
  const auto told =
      sandbox::run_to_end({.argv = std::move(argv), .binds = {object}}, walls_, 5s, 256 * 1024);
  // For each address: itself, then the place, then the places that it was inlined into.
  std::istringstream text(told.output);
  std::optional<int>* current = nullptr;
  for (std::string line; std::getline(text, line);) {
    if (line.starts_with("0x")) {
      const auto found =
          lines_.find(static_cast<std::uint32_t>(std::strtoul(line.c_str(), nullptr, 16)));
      current = found != lines_.end() ? &found->second : nullptr;
    } else if (current != nullptr && !*current) {
      *current = student_line(line);
    }
  }
}

std::optional<int> call_sites::line_of(const protocol::call_path& path) const {
  for (const auto address : path) {
    const auto found = lines_.find(address);
    if (found != lines_.end() && found->second) return found->second;
  }
  return {};
}

}  // namespace judge
