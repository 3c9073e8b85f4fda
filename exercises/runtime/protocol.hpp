// SPDX-License-Identifier: MIT
// What a judge and a submission process say to each other: one fixed frame a packet.
//
// How it works. The two are the ends of a SOCK_SEQPACKET pair, which keeps packets whole and in
// order. The judge trusts nothing that comes from the submission: a packet of another size, of an
// unknown kind or out of turn ends the run. In order:
//
//     submission                         judge
//     hello (before any student code)
//                                        setup {backend, workers, clock, ...}, and the trace area
//     locked, and the descriptor that tells of forbidden system calls
//     request {plug} x workers           (only if asked to: every worker of the pool blocks)
//     loading (from here on student code may run)
//     ready, or unloadable {why}
//                                        go {operands}
//     request {operation, x, y}           (or, where operations burn CPU, receipt {..., value})
//                                        answer {value}, or failure {text}
//                                        plug_again, and the answer to the plug before
//                                        where (every thread notes its place in the trace area)
//     returned {value}, or threw {type, text}
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace protocol {

inline constexpr int descriptor = 3;             ///< where the submission process finds its end
inline constexpr std::size_t max_operands = 16;  ///< enough for any exercise

enum class kind : std::uint32_t {
  hello = 1,
  setup,
  loading,
  ready,
  unloadable,
  go,
  request,
  answer,
  failure,
  receipt,
  returned,
  threw,
  plug_again,
  where,
  locked
};

/// How operations pass the time.
enum class mode : std::uint32_t {
  served,     ///< each operation asks the judge and waits for its answer
  burning,    ///< each operation computes a chain of dependent steps and sends its end as receipt
  reference,  ///< as burning, by the exercise's own sequential evaluation
  ceiling,    ///< as many threads as workers burn, with nothing between them: what the machine can
};

/// The request of a worker that only blocks, until the judge answers.
inline constexpr std::uint32_t plug_operation = 0xffffffff;

/// A packet; which members mean something depends on the kind.
struct frame {
  protocol::kind kind{};
  std::uint32_t id = 0;         ///< of a request, and of its answer or failure
  std::uint32_t operation = 0;  ///< request: which one
  std::uint32_t workers = 0;    ///< setup: 0 leaves the choice to the backend
  protocol::mode mode{};        ///< setup
  std::uint32_t plugged = 0;    ///< setup: 1 asks to block every worker first
  std::int64_t value = 0;       ///< answer, receipt, returned; setup: steps of a burning operation,
                                ///< ceiling: of each thread
  /// go; request, receipt: the first two; request: the third is its event's number in the trace
  /// area
  std::array<std::int64_t, max_operands> operands{};
  std::array<char, 64> name{};   ///< setup: backend; threw: type of the exception
  std::array<char, 256> text{};  ///< failure, threw, unloadable
};
static_assert(std::is_trivially_copyable_v<frame>);

/// Copies as much of `from` as fits, and ends it with a NUL.
template <std::size_t Size>
void set_text(std::array<char, Size>& to, std::string_view from) {
  const auto length = std::min(from.size(), Size - 1);
  std::copy_n(from.begin(), length, to.begin());
  std::fill(to.begin() + static_cast<std::ptrdiff_t>(length), to.end(), '\0');
}

/// The text up to its NUL, or all of it if there is none.
template <std::size_t Size>
std::string_view get_text(const std::array<char, Size>& from) {
  return {from.data(),
          static_cast<std::size_t>(std::find(from.begin(), from.end(), '\0') - from.begin())};
}

/// The receipt of a burning operation: `steps` dependent steps from a seed made of the operation
/// and its operands. No step can start before the one before has ended, and as each one multiplies
/// and folds (the mixer of SplitMix64, Steele et al. 2014), no formula is known that skips any.
inline std::int64_t burn(std::uint32_t operation, std::int64_t x, std::int64_t y,
                         std::int64_t steps) {
  auto state = static_cast<std::uint64_t>(x) * 0x9e3779b97f4a7c15u +
               (static_cast<std::uint64_t>(y) ^ operation);
  for (std::int64_t step = 0; step < steps; ++step) {
    state = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9u;
    state = (state ^ (state >> 27)) + 0x94d049bb133111ebu;
  }
  return static_cast<std::int64_t>(state);
}

}  // namespace protocol
