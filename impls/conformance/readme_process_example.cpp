// SPDX-License-Identifier: MIT
// The README's example of processes: a program that is compiled, run, and shown there.
#include <map>
#include <sstream>
#include <string>
#include <vector>

// README example of processes
#include "futures/process_pool.hpp"

struct word_count {
  std::map<std::string, int> times{};
  template <class Archive>
  void serialize(Archive& archive) {
    archive(times);
  }  // as cereal wants it
};

word_count count_words(const std::string& text) {
  word_count found;
  std::istringstream words(text);
  for (std::string word; words >> word;) ++found.times[word];
  return found;
}

/// The words of all texts, counted by two other processes.
word_count count_all(const std::vector<std::string>& texts) {
  futures::process_pool_executor pool(2);
  word_count all;
  for (const auto& found : pool.map(count_words, texts))
    for (const auto& [word, times] : found.times) all.times[word] += times;
  return all;
}

int main() {
  futures::start_fork_server();  // first, while the program has one thread
  return count_all({"to be", "or not to be"}).times["be"] == 2 ? 0 : 1;
}
// end of the README example of processes
