// SPDX-License-Identifier: MIT
// How often each word occurs in a text; tasks count in pieces, their tables are merged.
//
// How it works. The text is cut at spaces into pieces of about 8 KiB. A task makes a table of its
// piece (map); the caller adds the tables up in the order of the pieces (reduce), serially. The
// words are drawn so that few are frequent and most are rare, as in a language, and the text is
// made once for each size and kept: its making is no part of a run.
//
// Source: the example of Dean and Ghemawat, "MapReduce: Simplified Data Processing on Large
// Clusters", OSDI 2004.
#pragma once

#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

#include "bench/splitmix.hpp"
#include "futures/executor.hpp"

namespace bench {

/// How often each word occurs. The words are parts of the text.
using word_table = std::unordered_map<std::string_view, std::int64_t>;

/// Word number 0, 1, ...: in letters as numbers are in digits.
inline std::string word(std::uint64_t number) {
  std::string letters;
  do letters += static_cast<char>('a' + number % 26);
  while ((number /= 26) > 0);
  return letters;
}

/// Words with a space after each. The less of three numbers drawn is small more often than not.
inline std::string draw_text(std::int64_t words) {
  constexpr std::uint64_t vocabulary = 20'000;  // as many as a grown person knows
  splitmix random(1);
  std::string text;
  for (; words > 0; --words) {
    const auto number =
        std::min({random.below(vocabulary), random.below(vocabulary), random.below(vocabulary)});
    text += word(number) + ' ';
  }
  return text;
}

/// Requires: one thread at a time calls it. The text stays where it is.
inline const std::string& text_of(std::int64_t words) {
  static std::map<std::int64_t, std::string> made;
  const auto place = made.find(words);
  return place != made.end() ? place->second : made.emplace(words, draw_text(words)).first->second;
}

/// The text in order; each piece ends after a space.
inline std::vector<std::string_view> pieces_of(std::string_view text) {
  constexpr std::size_t piece = 8 * 1024;  // some two thousand words: a tenth of a millisecond
  std::vector<std::string_view> pieces;
  while (!text.empty()) {
    const auto space = text.find(' ', std::min(piece, text.size() - 1));
    pieces.push_back(text.substr(0, space + 1));
    text.remove_prefix(space + 1);
  }
  return pieces;
}

inline word_table count_words(std::string_view text) {
  word_table counts;
  while (!text.empty()) {
    const auto space = text.find(' ');
    ++counts[text.substr(0, space)];
    text.remove_prefix(space + 1);
  }
  return counts;
}

inline void add_words(const word_table& part, word_table& all) {
  for (const auto& [word, count] : part) all[word] += count;
}

/// The same in any order of the words; counts are squared, so that two entries are not as good as
/// their sum.
template <class Counts>
std::int64_t fingerprint(const Counts& counts) {
  std::uint64_t sum = 0;
  for (const auto& [word, count] : counts) {
    std::uint64_t hash = 0;
    for (const auto letter : word) hash = hash * 31 + static_cast<unsigned char>(letter);
    sum += hash * static_cast<std::uint64_t>(count) * static_cast<std::uint64_t>(count);
  }
  return static_cast<std::int64_t>(sum);
}

/// In tasks.
inline std::int64_t run_word_count(futures::executor& pool, std::int64_t words) {
  std::vector<futures::future<word_table>> parts;
  for (const auto piece : pieces_of(text_of(words)))
    parts.push_back(pool.submit(count_words, piece));
  word_table all;
  for (const auto& part : parts) add_words(part.result(), all);
  return fingerprint(all);
}

/// The right answer: in one go, by a stream and an ordered table.
inline std::int64_t word_count(std::int64_t words) {
  std::map<std::string, std::int64_t> counts;
  std::istringstream text(text_of(words));
  for (std::string word; text >> word;) ++counts[word];
  return fingerprint(counts);
}

/// How many tasks run_word_count() submits.
inline std::int64_t word_count_tasks(std::int64_t words) {
  return static_cast<std::int64_t>(pieces_of(text_of(words)).size());
}

}  // namespace bench
