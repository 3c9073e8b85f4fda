// SPDX-License-Identifier: MIT
// Starts a program that nobody trusts, shut in by bubblewrap and resource limits.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "grader/sandbox/control_group.hpp"
#include "grader/sandbox/descriptor.hpp"

namespace sandbox {

/// Whether the program is shut in. `none` is somebody's explicit choice for code of their own.
enum class isolation { bubblewrap, none };

/// A file or folder that the program may see, and where.
struct bind {
  std::filesystem::path outside;
  std::string inside;
  bool writable = false;
};

/// A program to start. A limit of 0 is none.
struct job {
  std::vector<std::string> argv;  ///< paths as path_of() gives them
  std::vector<bind> binds;        ///< beside /usr, which is always there, read-only
  int channel = -1;               ///< becomes descriptor 3 of the program; -1 for none
  std::uint64_t address_space_mib = 4096;
  std::uint64_t file_mib = 64;  ///< the largest file it may write
  std::uint64_t cpu_seconds = 60;
  std::uint64_t scratch_mib = 64;  ///< its /tmp, and as much of /dev/shm, in memory
  bool plain_addresses = false;    ///< does not ask the kernel to scatter its memory at random
  /// Of the program and all that it starts, together; where there are control groups.
  group_limits together{};
};

/// What the program sees of a bind.
std::string path_of(const bind& visible, isolation walls);

/// Why bubblewrap cannot be used here, with the remedy; empty when it can.
/// Cost: starts bubblewrap once.
std::optional<std::string> why_unusable();

/// How the program ended.
struct exit_report {
  int code = 0;                ///< of exit(), when no signal ended it
  int signal = 0;              ///< 0 when it exited by itself
  bool out_of_memory = false;  ///< the kernel ended it, as the memory of its group was used up
};

/// A started program, in a process group of its own; killed, with all that it started, when this
/// object goes.
class process {
 public:
  /// Throws: std::system_error when no process can be made.
  process(const job& what, isolation walls);
  process(const process&) = delete;
  process& operator=(const process&) = delete;
  ~process();

  int output() const noexcept { return output_.get(); }  ///< non-blocking: stdout and stderr
  void kill() noexcept;
  bool has_ended() noexcept;
  /// Blocks until the program has ended.
  exit_report wait();

 private:
  /// What waitpid() found, and how the group fared.
  void report(int status);

  std::optional<control_group> group_;
  pid_t pid_ = -1;
  std::optional<exit_report> report_;
  descriptor output_;
};

/// What a program printed, up to a limit; the rest is counted and dropped.
class captured_text {
 public:
  explicit captured_text(std::size_t limit_bytes) : limit_(limit_bytes) {}
  /// Reads what is there now. Returns: false at the end of the stream.
  bool drain(int fd);
  bool over_limit() const noexcept { return total_ > limit_; }
  const std::string& text() const noexcept { return text_; }

 private:
  std::size_t limit_;
  std::uint64_t total_ = 0;
  std::string text_;
};

/// What became of a program that ran to its end, or to its limit.
struct finished_run {
  exit_report exit;
  bool timed_out = false;
  bool flooded = false;  ///< printed more than its limit, and was killed for it
  std::string output;
};

/// Runs a program that talks to nobody. Blocks for at most `wall_limit` of attended_time, and not
/// much longer than until `*stop` is true, if given; then the run counts as timed out.
finished_run run_to_end(const job& what, isolation walls, std::chrono::milliseconds wall_limit,
                        std::size_t output_limit_bytes, const std::atomic<bool>* stop = nullptr);

}  // namespace sandbox
