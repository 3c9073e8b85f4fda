// SPDX-License-Identifier: MIT
// Lines that addr2line told, and what forged debugging information makes it tell.
#include "grader/judge/explain/addr2line_text.hpp"

#include <gtest/gtest.h>

#include "grader/test_files.hpp"

namespace judge {
namespace {

using known = lines_by_address;

/// Of two addresses that were asked for.
known lines_in(const std::string& text) {
  known lines{{0x10, {}}, {0x1159, {}}};
  take_lines(text, lines);
  return lines;
}

TEST(Addr2lineText, KnowsTheLinesThatOnlyClose) {
  const grader::temporary_folder folder;
  const auto file = folder / "submission.cpp";
  grader::write_text(file, "int f() {\n  g({1,\n  });\n\n  ;\n\t}} \r\n}  // f\n");
  EXPECT_EQ(closing_lines(file), std::set{6});
  EXPECT_EQ(closing_lines(folder / "no_such_file.cpp"), std::set<int>{});
}

TEST(Addr2lineText, TellsTheInnermostLineInTheStudentsFile) {
  EXPECT_EQ(lines_in("0x0000000000001159\n/usr/include/c++/12/bits/invoke.h:61\n"
                     "/source/submission.cpp:14 (discriminator 2)\n/source/submission.cpp:9\n"
                     "0x00000010\n??:0\n"),
            (known{{0x10, {}}, {0x1159, 14}}));
}

TEST(Addr2lineText, TellsNothingOfWhatNobodyAskedFor) {
  EXPECT_EQ(lines_in("/source/submission.cpp:3\n0x20\n/source/submission.cpp:4\n"), lines_in(""));
}

TEST(Addr2lineText, HasNoLineThatNoFileHas) {
  for (const std::string line : {"0", "-1", "1000001", "99999999999999999999", "x", "?"})
    EXPECT_EQ(lines_in("0x10\n/source/submission.cpp:" + line + "\n"), lines_in("")) << line;
}

}  // namespace
}  // namespace judge
