// SPDX-License-Identifier: MIT
// Strangers' text in feedback: grader/feedback/inert.
#include "grader/feedback/inert.hpp"

#include "fuzz/input.hpp"
#include "fuzz/plain_text.hpp"
#include "fuzz/require.hpp"

using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t ellipsis = 3;  // bytes
  fuzz::input from(data, size);
  const std::size_t longest = from.take<std::uint16_t>();
  const auto text = fuzz::text_of(data, size);

  const auto line = grader::inert_line(text, longest), lines = grader::inert_lines(text, longest);
  require(fuzz::is_plain(line), "a line has nothing that steers");
  require(fuzz::is_plain(lines, true), "lines have nothing that steers");
  require(line.size() <= longest + ellipsis, "a line is as long as it may be");
  require(lines.size() <= longest + ellipsis, "lines are as long as they may be");
  require(grader::inert_line(line, line.size()) == line, "what is inert stays as it is");
  require(grader::inert_lines(lines, lines.size()) == lines, "lines that are inert stay");

  const auto markdown = grader::inert_markdown(text, longest);
  require(fuzz::is_plain(markdown), "Markdown has nothing that steers");
  std::string unescaped;
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    if (markdown[i] == '\\')
      ++i;
    else
      require(std::string("`*_{}[]<>#|~&!$").find(markdown[i]) == std::string::npos,
              "every special character is escaped");
    require(i < markdown.size(), "a backslash escapes something");
    unescaped += markdown[i];
  }
  require(unescaped == line, "Markdown shows the line");
  return 0;
}
