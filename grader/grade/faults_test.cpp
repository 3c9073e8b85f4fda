// SPDX-License-Identifier: MIT
// Faults that are not the students': their submissions get `internal`, the grader says why and ends
// with 2, and the next run heals what was touched.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "grader/grade/grade_folder_test.hpp"

namespace grader {
namespace {

using ::testing::HasSubstr, ::testing::IsEmpty, ::testing::Not;

class Faults : public GradeFolder {
 protected:
  void SetUp() override {
    GradeFolder::SetUp();
    write_text(in() / "ada.cpp", solution);
    write_text(in() / "bob.cpp", broken);
    fs::copy(KITS_FOLDER, kits(), fs::copy_options::recursive);
  }
  fs::path kits() const { return folder_ / "kits"; }
  fs::path kit_file(const char* name) const { return kits() / "expression" / name; }
  std::string grades() const { return read_text(out() / "grades.csv"); }

  void put_compiler(const std::string& path) const {
    auto text = read_text(kit_file("compile.toml"));
    const auto end = text.find('\n');
    text.replace(0, end, "compiler = \"" + path + "\"");
    write_text(kit_file("compile.toml"), text);
  }
  void put_judge(const std::string& script) const {
    fs::remove(kit_file("judge"));
    write_text(kit_file("judge"), "#!/bin/sh\n" + script + "\n");
    fs::permissions(kit_file("judge"), fs::perms::owner_all);
  }

  /// Grades with the kits as they are now. Returns: what it said.
  std::string expect_fault_of(const std::vector<std::string>& touched) const {
    const auto got = grade({"--kits", kits()});
    EXPECT_EQ(got.code, 2);
    for (const auto& name : touched)
      EXPECT_THAT(grades(), HasSubstr(name + ",expression,internal,,20")) << "no points, none lost";
    const auto faults = got.err.substr(std::min(got.err.find("Error: "), got.err.size()));
    EXPECT_EQ(lines_in(faults), 1) << got.err;
    return got.err;
  }
  void expect_healed() const {
    EXPECT_EQ(grade().code, 0);
    EXPECT_THAT(grades(), HasSubstr("ada,expression,ok,20,20"));
    EXPECT_THAT(grades(), HasSubstr("bob,expression,compile_error,0,20"));
  }

  /// The rest needs a file system of its own size, which may be mounted in a user namespace alone.
  static sandbox::finished_run with_own_mounts(const std::string& script) {
    return sandbox::run_to_end({.argv = {"unshare", "--user", "--map-root-user", "--mount",
                                         "/bin/sh", "-c", "exec 2>&1\n" + script},
                                .address_space_mib = 0,
                                .file_mib = 0,
                                .cpu_seconds = 0},
                               sandbox::isolation::none, std::chrono::minutes(2), 1 << 20);
  }
  std::string grade_command() const {
    return LAB_GRADE " grade '" + in().string() + "' --out '" + out().string() +
           "'; echo code $?\n";
  }
  std::string on_small_disk(const fs::path& where, const std::string& fill,
                            const std::string& empty) const {
    fs::create_directories(where);
    const auto run = with_own_mounts("mount -t tmpfs -o size=200k none '" + where.string() +
                                     "' || exit 1\ncd '" + where.string() + "'\n" + fill + "\n" +
                                     grade_command() + empty + "\n" + grade_command() + "cat '" +
                                     (out() / "grades.csv").string() + "'");
    EXPECT_EQ(run.exit.code, 0) << run.output;
    return run.output;
  }
};

TEST_F(Faults, NoCompiler) {
  put_compiler("/usr/bin/no-such-compiler");
  EXPECT_THAT(expect_fault_of({"ada", "bob"}), HasSubstr("no-such-compiler cannot be run"));
  expect_healed();
}

TEST_F(Faults, CompilerThatFailsAlwaysWithoutAWord) {
  put_compiler("/usr/bin/false");
  EXPECT_THAT(expect_fault_of({"ada", "bob"}), HasSubstr("/usr/bin/false"));
  expect_healed();
}

TEST_F(Faults, CompilerThatSaysThatAllIsWellAndBuildsNothing) {
  put_compiler("/usr/bin/true");
  expect_fault_of({"ada", "bob"});
  expect_healed();
}

TEST_F(Faults, JudgeThatCrashes) {
  put_judge("kill -SEGV $$");
  EXPECT_THAT(expect_fault_of({"ada"}), HasSubstr("the judge ended by signal 11"));
  EXPECT_THAT(grades(), HasSubstr("bob,expression,compile_error,0,20"));
  expect_healed();
}

TEST_F(Faults, JudgeThatWritesNoRecordOrABrokenOne) {
  put_judge("exit 0");
  expect_fault_of({"ada"});
  put_judge("while [ \"$1\" != --out ]; do shift; done; printf '{\"kind\": ' > \"$2\"");
  expect_fault_of({"ada"});
  expect_healed();
}

TEST_F(Faults, JudgeThatIsMissing) {
  fs::remove(kit_file("judge"));
  EXPECT_EQ(grade({"--kits", kits()}).code, 2);
  expect_healed();
}

TEST_F(Faults, FullDiskForTheResults) {
  const auto said = on_small_disk(out(), "cat /dev/zero 2>/dev/null > ballast", "rm ballast");
  EXPECT_THAT(said, HasSubstr("the grader failed: cannot write"));
  EXPECT_THAT(said, HasSubstr("No space left on device"));
  EXPECT_THAT(said, HasSubstr("no result could be written to"));
  EXPECT_THAT(said, HasSubstr("code 2\n"));
  EXPECT_THAT(said, HasSubstr("code 0\n"));
  EXPECT_THAT(said, HasSubstr("ada,expression,ok,20,20"));
  EXPECT_THAT(said, HasSubstr("bob,expression,compile_error,0,20"));
}

TEST_F(Faults, FullDiskForWhatIsMadeOnTheWay) {
  const auto place = folder_ / "tmp";
  const auto said = on_small_disk(
      place, "export TMPDIR='" + place.string() + "'\ncat /dev/zero 2>/dev/null > ballast",
      "cat '" + (out() / "grades.csv").string() + "'\nrm ballast; mount -o remount,size=50M .");
  EXPECT_THAT(said, HasSubstr("ada,expression,internal,,20"));
  EXPECT_THAT(said, HasSubstr("bob,expression,internal,,20"));
  EXPECT_THAT(said, HasSubstr("code 2\n"));
  EXPECT_THAT(said, HasSubstr("code 0\n"));
  EXPECT_THAT(said, HasSubstr("ada,expression,ok,20,20"));
}

TEST_F(Faults, ResultsThatMayOnlyBeRead) {
  ASSERT_EQ(grade().code, 0);
  const auto before = grades();
  const auto run = with_own_mounts("mount --bind '" + out().string() + "' '" + out().string() +
                                   "' && mount -o remount,ro,bind '" + out().string() +
                                   "' || exit 1\n" + grade_command());
  EXPECT_EQ(run.exit.code, 0) << run.output;
  EXPECT_THAT(run.output, HasSubstr("code 2\n"));
  EXPECT_EQ(lines_in(run.output), 2) << run.output;
  EXPECT_THAT(run.output, HasSubstr(out().string()));
  EXPECT_EQ(grades(), before);
  expect_healed();
}

/// Limits of a user's processes bind nobody who may exceed them.
TEST_F(Faults, NoMoreProcesses) {
  constexpr const char* nobody = "60123";
  if (geteuid() != 0) GTEST_SKIP() << "needs a user without processes: run as root";
  const auto place = folder_ / "tmp";
  for (const auto& each : {out(), place}) {
    fs::create_directories(each);
    ASSERT_EQ(chown(each.c_str(), 60123, 60123), 0);
  }
  fs::permissions(folder_.path(), fs::perms::all);
  const auto as_nobody = [&](const char* processes) {
    return sandbox::run_to_end(
        {.argv = {"/bin/sh", "-c",
                  "export TMPDIR='" + place.string() +
                      "'; exec 2>&1; exec setpriv --reuid=" + nobody + " --regid=" + nobody +
                      " --clear-groups prlimit --nproc=" + processes + " " LAB_GRADE " grade '" +
                      in().string() + "' --out '" + out().string() + "'"},
         .address_space_mib = 0,
         .file_mib = 0,
         .cpu_seconds = 0},
        sandbox::isolation::none, std::chrono::minutes(2), 1 << 20);
  };
  if (as_nobody("5000").exit.code == 126) GTEST_SKIP() << "others may not read this build";
  EXPECT_THAT(grades(), HasSubstr("ada,expression,ok,20,20"));
  for (const auto* name : {"ada", "bob"}) fs::remove(out() / name / "record.json");
  for (const char* few : {"1", "2", "3", "4", "6", "9", "14"}) {
    const auto run = as_nobody(few);
    SCOPED_TRACE(few + (": " + run.output));
    EXPECT_EQ(run.exit.code, 2);
    EXPECT_THAT(run.output, Not(HasSubstr("of 20\n    It ")));
    if (fs::exists(out() / "ada" / "record.json")) {
      EXPECT_EQ(records().at("ada").verdict, reports::verdict::internal);
    }
  }
  EXPECT_EQ(as_nobody("5000").exit.code, 0);
  EXPECT_THAT(grades(), HasSubstr("ada,expression,ok,20,20"));
}

}  // namespace
}  // namespace grader
