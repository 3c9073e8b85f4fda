// SPDX-License-Identifier: MIT
// Arithmetic of random expressions: on residues modulo 2^64, so that no value is out of range.
#pragma once

#include <cstdint>

namespace bench {

using residue = std::uint64_t;

/// As many operations as apply() knows.
constexpr std::uint64_t operations = 3;

constexpr residue apply(std::uint64_t operation, residue x, residue y) {
  switch (operation) {
    case 0:
      return x + y;
    case 1:
      return x - y;
    default:
      return x * y;
  }
}

}  // namespace bench
