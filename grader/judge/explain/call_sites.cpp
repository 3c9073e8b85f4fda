// SPDX-License-Identifier: MIT
// Asking addr2line.
#include "grader/judge/explain/call_sites.hpp"

#include <fmt/format.h>

namespace judge {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t most_addresses = 1000;
/// Of a processor, for a submission may be hard to read; and of time, in which others may have it.
constexpr std::uint64_t most_seconds_of_work = 5;
constexpr auto patience = 60s;
/// Behind how many calls it looks for their statement, how far, and in which steps: code of one
/// initializer takes up to 400 bytes.
constexpr std::size_t most_misplaced = 16, most_behind = 400;
constexpr std::uint32_t farthest = 2048, stride = 16;

/// The places that several calls look at are the same.
std::uint32_t next_stride(std::uint32_t address) { return address / stride * stride + stride; }

}  // namespace

std::string call_sites::ask(std::vector<std::string> addresses) {
  const sandbox::bind object{submission_, "/box/submission.so"};
  std::vector<std::string> argv{"/usr/bin/addr2line", "-a", "-i", "-e", path_of(object, walls_)};
  argv.insert(argv.end(), addresses.begin(), addresses.end());
  const auto told = sandbox::run_to_end(
      {.argv = std::move(argv), .binds = {object}, .cpu_seconds = most_seconds_of_work}, walls_,
      patience, 256 * 1024);
  given_up_ = told.timed_out || told.exit.signal != 0;
  return told.output;
}

void call_sites::find(std::span<const protocol::call_path> paths) {
  if (given_up_) return;
  std::vector<std::string> asked;
  for (const auto& path : paths)
    for (const auto address : path)
      if (address != 0 && (lines_.size() < most_addresses || lines_.contains(address)) &&
          lines_.try_emplace(address).second)
        asked.push_back(fmt::format("0x{:x}", address));
  if (asked.empty()) return;
  take_lines(ask(std::move(asked)), lines_);
  if (!given_up_) find_statements_of_misplaced_calls(paths);
}

void call_sites::find_statements_of_misplaced_calls(std::span<const protocol::call_path> paths) {
  std::vector<std::uint32_t> misplaced;
  for (const auto& path : paths)
    for (const auto address : path) {
      const auto found = lines_.find(address);
      if (found == lines_.end() || !found->second || !closing_.contains(*found->second)) continue;
      if (misplaced.size() < most_misplaced && statement_of_.try_emplace(address).second)
        misplaced.push_back(address);
    }
  if (misplaced.empty()) return;
  lines_by_address behind;
  std::vector<std::string> asked;
  for (const auto address : misplaced)
    for (auto next = next_stride(address); next < address + farthest; next += stride)
      if (asked.size() < most_behind && behind.try_emplace(next).second)
        asked.push_back(fmt::format("0x{:x}", next));
  take_lines(ask(std::move(asked)), behind);
  for (const auto address : misplaced)
    for (auto next = behind.upper_bound(address);
         next != behind.end() && next->first < address + farthest; ++next)
      if (next->second && *next->second < *lines_[address] && !closing_.contains(*next->second)) {
        statement_of_[address] = next->second;
        break;
      }
}

std::optional<int> call_sites::line_of_call(const protocol::call_path& path) const {
  for (const auto address : path)
    if (const auto found = statement_of_.find(address);
        found != statement_of_.end() && found->second && line_of({address}) == line_of(path))
      return found->second;
  return line_of(path);
}

std::optional<int> call_sites::line_of(const protocol::call_path& path) const {
  for (const auto address : path) {
    const auto found = lines_.find(address);
    if (found != lines_.end() && found->second) return found->second;
  }
  return {};
}

}  // namespace judge
