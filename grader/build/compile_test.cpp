// SPDX-License-Identifier: MIT
// Compiles real files in the real sandbox: what is right, what is wrong, and what is after secrets.
#include "grader/build/compile.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grader/test_files.hpp"

namespace grader {
namespace {

using ::testing::HasSubstr, ::testing::IsEmpty, ::testing::Not;

class Compile : public ::testing::Test {
 protected:
  compile_result compile_text(const std::string& text) {
    const temporary_folder folder;
    std::filesystem::create_directory(folder / "out");
    const auto object = folder / "out" / "submission.so";
    auto result = compile(kit_, text, "ada.cpp", object, sandbox::isolation::bubblewrap);
    EXPECT_EQ(result.ok, std::filesystem::exists(object) && result.message.empty());
    return result;
  }
  static std::string with_evaluate(const std::string& first_line) {
    return first_line +
           "\n#include \"expression.hpp\"\nexpression::number "
           "expression::evaluate(futures::executor&, const operands& x) { return x.a; }\n";
  }
  void expect_refused(const compile_result& got) {
    EXPECT_FALSE(got.ok);
    EXPECT_THAT(got.message, Not(IsEmpty()));
  }

  kit kit_ = open_kit(KITS_FOLDER, "expression");
};

TEST_F(Compile, TakesTheSolutionWithoutAWord) {
  const auto got = compile_text(read_text(EXPRESSION_FOLDER "/solution.cpp"));
  EXPECT_TRUE(got.ok) << got.message << got.shown;
  EXPECT_THAT(got.shown, IsEmpty());
  EXPECT_THAT(got.diagnoses, IsEmpty());
}

TEST_F(Compile, GivesTheLineOfAnError) {
  const auto got = compile_text("#include \"expression.hpp\"\n\n\nint x = nonsense;\n");
  expect_refused(got);
  ASSERT_GE(got.diagnoses.size(), 1u);
  EXPECT_EQ(got.diagnoses.front().line, 4);
  EXPECT_EQ(got.diagnoses.front().file, "ada.cpp");
  EXPECT_THAT(got.message, HasSubstr("line 4: "));
  EXPECT_THAT(got.shown, HasSubstr("    4 | int x = nonsense;"));
}

TEST_F(Compile, GivesTheStudentsLineOfAnErrorInsideTheLibrary) {
  const auto got = compile_text(read_text(EXPRESSION_FOLDER "/submissions/submits_the_call.cpp"));
  expect_refused(got);
  ASSERT_GE(got.diagnoses.size(), 1u);
  EXPECT_TRUE(got.diagnoses.front().line.has_value()) << got.shown;
  EXPECT_THAT(got.shown, HasSubstr("pool.submit("));
  EXPECT_THAT(got.message, HasSubstr("pool.submit(add, 3, 7)"));
}

TEST_F(Compile, ShowsAWarningOfAFileThatCompiles) {
  const auto got = compile_text(with_evaluate("static int unused = 3;"));
  EXPECT_TRUE(got.ok) << got.message;
  ASSERT_EQ(got.diagnoses.size(), 1u);
  EXPECT_EQ(got.diagnoses.front().rule, "compiler warning");
  EXPECT_EQ(got.diagnoses.front().line, 1);
  EXPECT_THAT(got.shown, HasSubstr("unused"));
}

TEST_F(Compile, RefusesASecondEntryPoint) {
  const auto got = compile_text(with_evaluate("extern \"C\" long lab_evaluate() { return 500; }"));
  expect_refused(got);
  EXPECT_THAT(got.message, HasSubstr("multiple definition"));
}

TEST_F(Compile, ShowsNothingOfTheMachinesFiles) {
  const temporary_folder secrets;
  write_text(secrets / "secret.txt", "hunter2 = 500;\n");
  for (const auto& path :
       {(secrets / "secret.txt").string(), std::string("/etc/passwd"), std::string("/etc/hostname"),
        std::string(KITS_FOLDER "/expression/judge"), std::string("/kit/exercise.toml")}) {
    const auto got = compile_text(with_evaluate(fmt::format("#include \"{}\"", path)));
    expect_refused(got);
    EXPECT_THAT(got.message, HasSubstr("No such file")) << path;
    EXPECT_THAT(got.shown, Not(HasSubstr("hunter2")));
    EXPECT_THAT(got.shown, Not(HasSubstr("root:")));
  }
}

TEST_F(Compile, AssemblesNoneOfTheMachinesFiles) {
  const temporary_folder secrets;
  write_text(secrets / "secret.txt", "hunter2");
  for (const auto& path : {(secrets / "secret.txt").string(), std::string("/etc/passwd")})
    expect_refused(compile_text(with_evaluate(fmt::format("asm(\".incbin \\\"{}\\\"\");", path))));
}

TEST_F(Compile, ShowsAnEmptyEnvironmentToTheCompiler) {
  ASSERT_EQ(setenv("SECRET_TOKEN", "hunter2", 1), 0);
  for (const std::string process : {"self", "1", "2"}) {
    const auto got = compile_text(with_evaluate("#include \"/proc/" + process + "/environ\""));
    EXPECT_THAT(got.shown + got.message, Not(HasSubstr("hunter2"))) << process;
  }
}

TEST_F(Compile, StopsACompilerThatReadsWithoutEnd) {
  kit_.rules.limits.compile_seconds = 2;
  kit_.rules.limits.compile_memory_mib = 512;
  expect_refused(compile_text(with_evaluate("#include \"/dev/zero\"")));
}

TEST_F(Compile, StopsACompilerThatWorksTooLong) {
  kit_.rules.limits.compile_seconds = 3;
  const auto got =
      compile_text("#if __INCLUDE_LEVEL__ < 100\n#include __FILE__\n#include __FILE__\n#endif\n");
  EXPECT_FALSE(got.ok);
  EXPECT_EQ(got.message, "It did not compile within 3 s.");
}

TEST_F(Compile, StopsACompilerThatPrintsWithoutEnd) {
  std::string errors;
  for (int line = 0; line < 15; ++line)
    errors += fmt::format("int e{0} = {1}; auto f{0} = {1};\n", line, std::string(40'000, 'x'));
  const auto got = compile_text(errors);
  EXPECT_FALSE(got.ok);
  EXPECT_EQ(got.message, "The compiler printed too many messages to show.");
}

TEST_F(Compile, NeedsItsCompiler) {
  kit_.compiler = "/usr/bin/no-such-compiler";
  const temporary_folder folder;
  std::filesystem::create_directory(folder / "out");
  EXPECT_THROW(compile(kit_, "", "ada.cpp", folder / "out" / "a.so", sandbox::isolation::none),
               std::runtime_error);
  EXPECT_THROW(
      compile(kit_, "", "ada.cpp", folder / "out" / "a.so", sandbox::isolation::bubblewrap),
      std::runtime_error);
}

/// A compiler that does as the real one, except for what the lines of shell before say.
class FaultyCompiler : public Compile {
 protected:
  compile_result compile_with(const std::string& lines, const std::string& text) {
    const temporary_folder folder;
    std::filesystem::create_directory(folder / "out");
    const auto script = write_text(folder / "compiler",
                                   "#!/bin/sh\n" + lines + "\nexec " + kit_.compiler + " \"$@\"\n");
    std::filesystem::permissions(script, std::filesystem::perms::owner_all);
    auto with = kit_;
    with.compiler = script.string();
    return compile(with, text, "ada.cpp", folder / "out" / "a.so", sandbox::isolation::none);
  }
  const std::string of_ada = "case \"$*\" in */trial/*) ;; *) ";  // not the trial's
};

TEST_F(FaultyCompiler, IsOurFaultWhenItCompilesNothing) {
  EXPECT_TRUE(compile_with("", with_evaluate("")).ok);
  EXPECT_THROW(compile_with("kill -SEGV $$", with_evaluate("")), std::runtime_error);
  EXPECT_THROW(compile_with("echo 'a.s: No space left on device'; exit 1", with_evaluate("")),
               std::runtime_error);
}

TEST_F(FaultyCompiler, IsTheSubmissionsFaultWhenItCompilesOthers) {
  expect_refused(compile_with(of_ada + "kill -SEGV $$;; esac", with_evaluate("")));
  expect_refused(
      compile_with(of_ada + "echo 'No space left on device'; exit 1;; esac", with_evaluate("")));
  expect_refused(compile_text("#error No space left on device, internal compiler error\n"));
}

TEST_F(Compile, RefusesAKitThatDoesNotExistAndNamesTheOnesThatDo) {
  try {
    open_kit(KITS_FOLDER, "expresion");
    ADD_FAILURE() << "there is no such exercise";
  } catch (const std::runtime_error& problem) {
    EXPECT_THAT(problem.what(), HasSubstr("unknown exercise 'expresion'; there are: expression"));
  }
}

}  // namespace
}  // namespace grader
