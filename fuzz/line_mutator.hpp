// SPDX-License-Identifier: MIT
// Changes for inputs of many lines with values, such as TOML: whole lines and whole values, which
// bytes changed at random rarely leave in order. A target that includes it has them.
//
// How it works. The readers of such files refuse nearly every input, so what libFuzzer keeps for
// what it reaches are hundreds of refused ones. Of three changes one is therefore of an original
// that is right, and the last is libFuzzer's own.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/input.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace fuzz {

/// A right one; the target defines it.
const std::string& original();

class lines {
 public:
  lines(const std::string& text, unsigned seed) : random_(seed) {
    std::istringstream from(text);
    for (std::string line; std::getline(from, line);) all_.push_back(line);
  }

  std::string changed() {
    for (auto changes = 1 + random_() % 3; changes > 0 && !all_.empty(); --changes) change();
    std::string text;
    for (const auto& line : all_) text += line + '\n';
    return text;
  }

 private:
  void change() {
    const auto from = place(), to = place();
    const auto some = std::min(from + 1 + random_() % 8, all_.size());
    const std::vector<std::string> copy(at(from), at(some));
    switch (random_() % 4) {
      case 0:  // repeats some lines elsewhere
        all_.insert(at(to), copy.begin(), copy.end());
        break;
      case 1:
        all_.erase(at(from), at(some));
        break;
      case 2:  // one line with the value of another
        if (const auto equals = all_[from].find('='); equals != std::string::npos)
          all_[to] = all_[to].substr(0, all_[to].find('=')) + all_[from].substr(equals);
        break;
      default:
        change_a_word(all_[to]);
    }
  }
  std::size_t place() { return random_() % all_.size(); }
  std::vector<std::string>::iterator at(std::size_t index) {
    return all_.begin() + static_cast<std::ptrdiff_t>(index);
  }
  /// Puts something else in place of a run of letters and digits.
  void change_a_word(std::string& line) {
    constexpr std::array<std::string_view, 10> others{
        "-1", "0", "1", "nan", "1e300", "65", "9223372036854775807", "true", "\"\"", "[]"};
    constexpr auto letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
    if (line.empty()) return;
    const auto begin = line.find_first_of(letters, random_() % line.size());
    if (begin == std::string::npos) return;
    const auto end = std::min(line.find_first_not_of(letters, begin), line.size());
    line.replace(begin, end - begin, others[random_() % others.size()]);
  }

  std::vector<std::string> all_;
  std::minstd_rand random_;
};

}  // namespace fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
  if (seed % 3 == 0) return LLVMFuzzerMutate(data, size, most);
  const auto from = seed % 3 == 1 ? fuzz::original() : fuzz::text_of(data, size);
  const auto text = fuzz::lines(from, seed).changed();
  const auto length = std::min(text.size(), most);
  std::memcpy(data, text.data(), length);
  return length;
}
