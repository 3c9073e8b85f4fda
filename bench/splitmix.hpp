// SPDX-License-Identifier: MIT
// Random numbers that are the same on every machine, and that a tree's nodes can hand to children.
//
// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; the
// constants of mix() are those of its 64-bit variant 13 by Stafford.
#pragma once

#include <cstdint>

namespace bench {

class splitmix {
 public:
  explicit constexpr splitmix(std::uint64_t seed) : state_(seed) {}

  constexpr std::uint64_t next() { return mix(state_ += golden_gamma); }
  /// Returns: 0 ... bound - 1, nearly uniform as long as the bound is far below 2^64.
  constexpr std::uint64_t below(std::uint64_t bound) { return next() % bound; }
  /// A generator of its own, whose numbers do not depend on how many of this one are drawn later.
  constexpr splitmix split() { return splitmix(next()); }

 private:
  static constexpr std::uint64_t golden_gamma = 0x9e3779b97f4a7c15;  // 2^64 / golden ratio, odd
  static constexpr std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

}  // namespace bench
