// SPDX-License-Identifier: MIT
// Who may use the machine: several at once for work that is only counted, one alone to measure
// time.
#pragma once

#include <filesystem>
#include <optional>

#include "grader/sandbox/descriptor.hpp"

namespace grader {

/// Turns among the threads and processes that name the same file.
///
/// How it works. A shared turn is a shared lock of the file, a turn alone an exclusive one. Whoever
/// wants either first takes the lock of a second file, the gate, and holds it until he has his
/// turn: so who waits to be alone keeps later ones from coming in before him. The kernel gives
/// locks back when a process ends, however it does. Source: flock(2).
class turns {
 public:
  /// Held while it lives.
  class turn {
   public:
    turn(turn&&) noexcept = default;
    turn& operator=(turn&&) noexcept = default;
    ~turn() = default;

   private:
    friend class turns;
    explicit turn(sandbox::descriptor held) : held_(std::move(held)) {}
    sandbox::descriptor held_;
  };

  /// Requires: the folder exists; the file and FILE.gate are made.
  explicit turns(std::filesystem::path file) : file_(std::move(file)) {}

  const std::filesystem::path& file() const noexcept { return file_; }
  /// Block until the turn comes. Throw: std::system_error.
  turn shared() const;
  turn alone() const;

 private:
  turn take(int operation) const;

  std::filesystem::path file_;
};

/// A turn if there are turns to take: who is by himself needs none.
inline std::optional<turns::turn> shared_turn(const turns* of) {
  return of != nullptr ? std::optional(of->shared()) : std::nullopt;
}

}  // namespace grader
