// SPDX-License-Identifier: MIT
// Whatever somebody hands in is read, or refused with a sentence; nothing blocks and nothing
// throws.
#include "grader/build/source_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

#include "grader/sandbox/descriptor.hpp"
#include "grader/test_files.hpp"

namespace grader {
namespace {

using ::testing::HasSubstr, ::testing::IsEmpty;

class SourceFile : public ::testing::Test {
 protected:
  void expect_refused(const std::filesystem::path& file, const std::string& said) const {
    const auto got = read_source(file, 4);
    EXPECT_THAT(got.problem, HasSubstr(said));
    EXPECT_TRUE(got.problem.ends_with('.')) << "a sentence: " << got.problem;
  }
  temporary_folder folder_;
};

TEST_F(SourceFile, ReadsTextAsItStands) {
  const std::string text = "int a;\r\n\xff no UTF-8, no line break at the end";
  const auto got = read_source(write_text(folder_ / "a.cpp", text), 4);
  EXPECT_EQ(got.text, text);
  EXPECT_EQ(got.sha256, sha256_of(text));
  EXPECT_THAT(got.problem, IsEmpty());
}

TEST_F(SourceFile, IsASourceFileEvenWhenItIsEmpty) {
  const auto got = read_source(write_text(folder_ / "a.cpp", ""), 4);
  EXPECT_THAT(got.problem, IsEmpty());
  EXPECT_EQ(got.sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_F(SourceFile, RefusesASymbolicLink) {
  write_text(folder_ / "real.cpp", "int a;");
  std::filesystem::create_symlink(folder_ / "real.cpp", folder_ / "a.cpp");
  expect_refused(folder_ / "a.cpp", "symbolic link");
}

TEST_F(SourceFile, RefusesALinkToNowhere) {
  std::filesystem::create_symlink("/nowhere", folder_ / "a.cpp");
  expect_refused(folder_ / "a.cpp", "symbolic link");
}

TEST_F(SourceFile, RefusesAFolder) {
  std::filesystem::create_directory(folder_ / "a.cpp");
  expect_refused(folder_ / "a.cpp", "folder");
}

TEST_F(SourceFile, RefusesBytesThatAreNoText) {
  expect_refused(write_text(folder_ / "a.cpp", std::string("\x7f"
                                                           "ELF\0\0",
                                                           6)),
                 "not text");
}

TEST_F(SourceFile, RefusesMoreThanItsLimitAndReadsNoMoreThanThat) {
  const auto file = write_text(folder_ / "a.cpp", "int a;");
  std::filesystem::resize_file(file, 1ull << 40);  // a terabyte of nothing
  const auto got = read_source(file, 4);
  EXPECT_THAT(got.problem, HasSubstr("larger than 4 KiB"));
  EXPECT_THAT(got.text, IsEmpty());
  EXPECT_THAT(got.sha256, IsEmpty());
}

TEST_F(SourceFile, TakesExactlyItsLimit) {
  EXPECT_THAT(read_source(write_text(folder_ / "a.cpp", std::string(4096, ' ')), 4).problem,
              IsEmpty());
  expect_refused(write_text(folder_ / "b.cpp", std::string(4097, ' ')), "larger than 4 KiB");
}

TEST_F(SourceFile, DoesNotWaitForTheWriterOfANamedPipe) {
  ASSERT_EQ(mkfifo((folder_ / "a.cpp").c_str(), 0600), 0);
  expect_refused(folder_ / "a.cpp", "no regular file");
}

TEST_F(SourceFile, RefusesASocket) {
  const sandbox::descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  const auto path = (folder_ / "a.cpp").string();
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  ASSERT_EQ(bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  expect_refused(path, "no regular file");
}

TEST_F(SourceFile, RefusesWhatMayNotBeRead) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const auto file = write_text(folder_ / "a.cpp", "int a;");
  std::filesystem::permissions(file, std::filesystem::perms::none);
  expect_refused(file, "may not be read");
}

TEST_F(SourceFile, ThatIsMissingIsAFaultOfOurs) {
  EXPECT_THROW(read_source(folder_ / "gone.cpp", 4), std::system_error);
}

TEST(Sha256, GivesTheDigestOfTheStandardsExample) {
  EXPECT_EQ(sha256_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace grader
