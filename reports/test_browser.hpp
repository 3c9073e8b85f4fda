// SPDX-License-Identifier: MIT
// Pages in a real browser, for tests.
//
// How it works: a second page, the driver, shows the tested one in a frame, does what a reader
// would do, and writes what it then sees into itself; Chromium without a window prints that page.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "reports/record/submission_record.hpp"
#include "reports/test_files.hpp"

namespace reports {

/// A test with a folder of pages; skipped where there is no chromium.
class in_chromium : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::system("command -v chromium >/dev/null") != 0) GTEST_SKIP() << "no chromium here";
  }
  std::filesystem::path at(const std::string& name) const { return folder_.path() / name; }
  void add(const std::string& name, const std::string& text) {
    write_file_atomically(at(name), text);
  }

  /// What Chromium prints. Its own sandbox does not work for root and inside containers.
  std::string chromium(const std::string& arguments) {
    const auto command = "cd '" + folder_.path().string() +
                         "' && timeout 60 chromium --headless --no-sandbox --disable-gpu "
                         "--allow-file-access-from-files --user-data-dir=profile "
                         "--virtual-time-budget=5000 " +
                         arguments + " >printed 2>complaints";
    EXPECT_EQ(std::system(command.c_str()), 0) << read_text(at("complaints"));
    return read_text(at("printed"));
  }
  /// The page `name` after its scripts ran.
  std::string dom_of(const std::string& name) {
    return chromium("--dump-dom \"file://$PWD/" + name + "\"");
  }

 private:
  temporary_folder folder_;
};

}  // namespace reports
