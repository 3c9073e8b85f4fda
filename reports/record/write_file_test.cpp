// SPDX-License-Identifier: MIT
// Files appear whole or not at all, and nothing is left behind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <stdexcept>

#include "reports/record/submission_record.hpp"
#include "reports/test_files.hpp"

namespace reports {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

class WriteFile : public ::testing::Test {
 protected:
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_.path()), {}));
  }
  fs::path at(const char* name) const { return folder_.path() / name; }

 private:
  temporary_folder folder_;
};

TEST_F(WriteFile, WritesTheWholeTextAndNothingElse) {
  const std::string text(3'000'000, 'x');
  write_file_atomically(at("record.json"), text);
  EXPECT_EQ(read_text(at("record.json")), text);
  EXPECT_EQ(files(), 1U);
}

TEST_F(WriteFile, ReplacesAnOlderFile) {
  write_file_atomically(at("record.json"), "old");
  write_file_atomically(at("record.json"), "new");
  EXPECT_EQ(read_text(at("record.json")), "new");
  EXPECT_EQ(files(), 1U);
}

TEST_F(WriteFile, WritesANameWithoutAFolder) {
  const auto before = fs::current_path();
  fs::current_path(at("record.json").parent_path());
  write_file_atomically("plain.json", "text");
  fs::current_path(before);
  EXPECT_EQ(read_text(at("plain.json")), "text");
}

TEST_F(WriteFile, LeavesLinksAloneAndWhatTheyPointTo) {
  write_file_atomically(at("target"), "precious");
  fs::create_symlink(at("target"), at("link"));
  fs::create_symlink("/dev/null", at("device"));
  fs::create_symlink(at("nothing"), at("dangling"));
  for (const auto* name : {"link", "device", "dangling"}) {
    EXPECT_THAT([&] { write_file_atomically(at(name), "text"); },
                ThrowsMessage<std::runtime_error>(HasSubstr("it is not a regular file")));
    EXPECT_TRUE(fs::is_symlink(at(name))) << name;
  }
  EXPECT_EQ(read_text(at("target")), "precious");
  EXPECT_EQ(files(), 4U);
}

TEST_F(WriteFile, LeavesFoldersAlone) {
  fs::create_directory(at("folder"));
  EXPECT_THROW(write_file_atomically(at("folder"), "text"), std::runtime_error);
  EXPECT_TRUE(fs::is_directory(at("folder")));
}

TEST_F(WriteFile, NamesThePathAndTheReasonWhenItCannot) {
  const auto path = at("missing") / "record.json";
  EXPECT_THAT([&] { write_file_atomically(path, "text"); },
              ThrowsMessage<std::runtime_error>("cannot write " + path.string() +
                                                ": No such file or directory"));
}

}  // namespace
}  // namespace reports
