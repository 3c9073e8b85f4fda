// SPDX-License-Identifier: MIT
// What lies in a folder of submissions, under names that harm nobody and tell them apart.
#include "grader/grade/submission.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "grader/test_files.hpp"

namespace grader {
namespace {

using ::testing::ElementsAre, ::testing::HasSubstr, ::testing::IsEmpty;

TEST(SafeName, KeepsPlainNames) {
  for (const std::string name : {"ada", "Ada_Lovelace-2", "week3.v2", "4"})
    EXPECT_EQ(safe_name(name), name);
}

TEST(SafeName, WritesEveryOtherByteInHexadecimal) {
  EXPECT_EQ(safe_name("ada lovelace"), "ada%20lovelace");
  EXPECT_EQ(safe_name("a'b\"c"), "a%27b%22c");
  EXPECT_EQ(safe_name("a\nb"), "a%0Ab");
  EXPECT_EQ(safe_name("é"), "%C3%A9");
  EXPECT_EQ(safe_name("$(rm -rf)"), "%24%28rm%20-rf%29");
  EXPECT_EQ(safe_name("50%"), "50%25");
  EXPECT_EQ(safe_name("\xff"), "%FF");
}

TEST(SafeName, LeadsNowhereElse) {
  EXPECT_EQ(safe_name("../../etc/passwd"), "%2E.%2F..%2Fetc%2Fpasswd");
  EXPECT_EQ(safe_name(".."), "%2E.");
  EXPECT_EQ(safe_name("."), "%2E");
  EXPECT_EQ(safe_name(".hidden"), "%2Ehidden");
  EXPECT_EQ(safe_name(""), "%");
}

TEST(SafeName, IsDifferentForDifferentNames) {
  const std::vector<std::string> names{"",
                                       "%",
                                       "%25",
                                       ".",
                                       "..",
                                       "%2E",
                                       " ",
                                       "%20",
                                       "a b",
                                       "a%20b",
                                       "a_b",
                                       "a-b",
                                       "A",
                                       "a",
                                       "é",
                                       "e",
                                       "e\u0301",
                                       "\u00e9 ",
                                       std::string(190, 'x'),
                                       std::string(200, 'x'),
                                       std::string(201, 'x'),
                                       std::string(250, 'x') + "1",
                                       std::string(250, 'x') + "2",
                                       std::string(80, ' ') + "1",
                                       std::string(80, ' ') + "2"};
  std::set<std::string> safe;
  for (const auto& name : names) EXPECT_TRUE(safe.insert(safe_name(name)).second) << name;
}

TEST(SafeName, OfALongNameIsShortAndBelongsToNoOther) {
  const std::string long_name(250, 'x');
  const auto safe = safe_name(long_name);
  EXPECT_LE(safe.size(), 200u);
  EXPECT_EQ(safe, safe_name(long_name)) << "the same each time";
  EXPECT_NE(safe, safe_name(safe)) << "a file of that very name has another";
}

class Submissions : public ::testing::Test {
 protected:
  void add(const std::string& name, const std::string& text = "int x;\n") {
    std::filesystem::create_directories((folder_ / name).parent_path());
    write_text(folder_ / name, text);
  }
  folder_listing list() const { return list_submissions(folder_.path()); }
  std::vector<std::string> names() const {
    std::vector<std::string> result;
    for (const auto& each : list().submissions) result.push_back(each.name);
    return result;
  }
  std::string refusal() const {
    try {
      list();
    } catch (const std::runtime_error& problem) {
      return problem.what();
    }
    return {};
  }
  temporary_folder folder_;
};

TEST_F(Submissions, AreCppFilesInTheOrderOfTheirNames) {
  for (const std::string name : {"charles.cxx", "ada.cpp", "bob.cc"}) add(name);
  EXPECT_THAT(names(), ElementsAre("ada", "bob", "charles"));
  EXPECT_EQ(list().submissions.front().path, folder_ / "ada.cpp");
}

TEST_F(Submissions, AreFoldersOfOneFile) {
  add("ada/solution.cpp");
  add("ada/notes.txt");
  const auto listed = list().submissions;
  ASSERT_EQ(listed.size(), 1u);
  EXPECT_EQ(listed.front().name, "ada");
  EXPECT_EQ(listed.front().path, folder_ / "ada" / "solution.cpp");
  EXPECT_THAT(listed.front().problem, IsEmpty());
}

TEST_F(Submissions, HaveAProblemWhenTheirFolderHasNoFileOrMany) {
  add("ada/one.cpp");
  add("ada/two.cpp");
  add("bob/notes.txt");
  const auto listed = list().submissions;
  ASSERT_EQ(listed.size(), 2u);
  EXPECT_THAT(listed[0].problem, HasSubstr("2 C++ files"));
  EXPECT_THAT(listed[1].problem, HasSubstr("no C++ files"));
}

TEST_F(Submissions, DoNotIncludeOtherFilesOrWhatIsHidden) {
  add("ada.cpp");
  add("notes.txt");
  add("expected.toml");
  add(".git/config.cpp");
  const auto listed = list();
  EXPECT_EQ(listed.submissions.size(), 1u);
  EXPECT_THAT(listed.ignored, ElementsAre("expected.toml", "notes.txt"));
}

TEST_F(Submissions, IncludeWhateverHasTheNameOfASourceFile) {
  std::filesystem::create_directory(folder_ / "folder.cpp");
  std::filesystem::create_symlink("/etc/passwd", folder_ / "link.cpp");
  EXPECT_THAT(names(), ElementsAre("folder", "link"));
}

TEST_F(Submissions, FollowNoLinkToAFolder) {
  add("ada.cpp");
  std::filesystem::create_directory_symlink("/usr", folder_ / "link");
  const auto listed = list();
  EXPECT_EQ(listed.submissions.size(), 1u);
  EXPECT_THAT(listed.ignored, ElementsAre("link"));
}

TEST_F(Submissions, OfTheSameNameAreToldApart) {
  for (const std::string name : {"a.cpp", "a.cc", "a.cxx", "a/x.cpp", "a.cxx.cpp", "a.cc.cc",
                                 "x.cpp.cpp", "x.cpp", "x/x.cpp", "x.cc"})
    add(name);
  const auto all = names();
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 10u);
}

TEST_F(Submissions, DoNotTakeThePlaceOfTheTablesOverAllOfThem) {
  for (const std::string name :
       {"summary.md.cpp", "summary.html.cpp", "grades.csv.cpp", "summary.md/x.cpp"})
    add(name);
  for (const auto& name : names())
    EXPECT_TRUE(name != "summary.md" && name != "summary.html" && name != "grades.csv") << name;
}

TEST_F(Submissions, AreAskedForWhereThereAreNone) {
  EXPECT_THAT(refusal(), HasSubstr("has no submissions; expected are C++ files"));
  add("notes.txt");
  EXPECT_THAT(refusal(), HasSubstr("has no submissions"));
}

TEST_F(Submissions, AreInAFolderThatExists) {
  EXPECT_THROW(list_submissions(folder_ / "nowhere"), std::runtime_error);
  add("ada.cpp");
  EXPECT_THROW(list_submissions(folder_ / "ada.cpp"), std::runtime_error);
}

}  // namespace
}  // namespace grader
