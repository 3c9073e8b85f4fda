// SPDX-License-Identifier: MIT
// Compiles a submission, alone and shut in.
//
// How it works. The compiler sees /usr, the kit's public headers and a folder with the one source
// file, all read-only, and an empty folder that it may write to. One call compiles the student's
// file and links it with the entry point to a shared object; nothing else is compiled.
#include "grader/build/compile.hpp"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>

#include "grader/build/diagnostics.hpp"
#include "grader/build/source_name.hpp"

namespace grader {
namespace {

constexpr std::size_t output_limit_bytes = 256 * 1024;
/// The limit counts processor time; where others have the processors that takes longer.
constexpr int busy_machine = 4;

/// `under` is the sanitizer, if any: its prelude is found before the kit's.
sandbox::job compiler_job(const kit& with, const sanitizer* under,
                          const std::filesystem::path& source_folder,
                          const std::filesystem::path& out, sandbox::isolation walls) {
  const sandbox::bind include{with.folder / "include", "/kit/include"};
  const sandbox::bind entry{with.folder / "entry.o", "/kit/entry.o"};
  const sandbox::bind source{source_folder, "/source"};
  const sandbox::bind built{out.parent_path(), "/out", true};
  std::vector<sandbox::bind> binds{include, entry, source, built};
  std::vector<std::string> argv{with.compiler};
  const auto& flags = under != nullptr ? under->flags : with.flags;
  argv.insert(argv.end(), flags.begin(), flags.end());
  if (under != nullptr) {
    binds.push_back({under->folder, "/kit/prelude"});
    argv.push_back("-I" + path_of(binds.back(), walls));
  }
  argv.insert(argv.end(), {"-I" + path_of(include, walls), "-include", "prelude.hpp", "-shared",
                           path_of(source, walls) + "/" + source_name, path_of(entry, walls), "-o",
                           path_of(built, walls) + "/" + out.filename().string()});
  constexpr std::uint64_t scratch_mib = 256;
  const auto memory_mib = static_cast<std::uint64_t>(with.rules.limits.compile_memory_mib);
  return {.argv = std::move(argv),
          .binds = std::move(binds),
          .address_space_mib = memory_mib,
          .file_mib = 64,
          .cpu_seconds = static_cast<std::uint64_t>(with.rules.limits.compile_seconds),
          .scratch_mib = scratch_mib,
          .together = {.memory_mib = memory_mib + 2 * scratch_mib, .tasks = 64}};
}

/// bubblewrap says so in one line, and a shell by its code; but a student's file may print that,
/// too.
bool may_not_have_started(const sandbox::finished_run& run) {
  const bool one_line = run.output.find('\n') + 1 == run.output.size();
  return run.exit.code == 127 ||
         (run.exit.code == 1 && one_line && run.output.starts_with("bwrap: "));
}

/// What to try, for a message that many students meet.
std::string advice_on(const std::string& error) {
  if (error.find("executor::submit(") != std::string::npos)
    return " Give submit a function and its arguments, pool.submit(add, 3, 7), not a call, "
           "pool.submit(add(3, 7)).";
  return {};
}

/// By the kernel's word, or by those of GCC's programs, where nothing was wrong with the file.
bool ran_out_of_memory(const sandbox::finished_run& run) {
  if (run.exit.out_of_memory) return true;
  for (const char* words : {"out of memory", "memory exhausted", "Cannot allocate memory"})
    if (run.output.find(words) != std::string::npos) return true;
  return false;
}

std::string failure_sentence(const sandbox::finished_run& run, const limits& allowed,
                             const compiler_report& report) {
  if (run.timed_out || run.output.find("CPU time limit exceeded") != std::string::npos)
    return fmt::format("It did not compile within {} s.", allowed.compile_seconds);
  if (run.flooded) return "The compiler printed too many messages to show.";
  if (!report.errors.empty())
    return "It does not compile: " + report.errors.front() + "." + advice_on(report.errors.front());
  if (ran_out_of_memory(run))
    return fmt::format("The compiler needed more than {} MiB.", allowed.compile_memory_mib);
  return "It does not compile.";
}

bool starts(const kit& with, sandbox::isolation walls) {
  const auto run = sandbox::run_to_end({.argv = {with.compiler, "--version"}}, walls,
                                       std::chrono::seconds(60), output_limit_bytes);
  return run.exit.code == 0 && run.exit.signal == 0;
}

/// Throws: std::runtime_error when the compiler itself cannot be run.
sandbox::finished_run run_compiler(const kit& with, const sanitizer* under,
                                   const std::filesystem::path& source_folder,
                                   const std::filesystem::path& out, sandbox::isolation walls,
                                   const std::atomic<bool>* stop) {
  auto run =
      sandbox::run_to_end(compiler_job(with, under, source_folder, out, walls), walls,
                          busy_machine * std::chrono::seconds(with.rules.limits.compile_seconds),
                          output_limit_bytes, stop);
  if (may_not_have_started(run) && (stop == nullptr || !*stop) && !starts(with, walls))
    throw std::runtime_error("the compiler " + with.compiler + " cannot be run: " + run.output);
  return run;
}

bool has_built(const sandbox::finished_run& run, const std::filesystem::path& out) {
  return run.exit.code == 0 && run.exit.signal == 0 && !run.timed_out && !run.flooded &&
         std::filesystem::exists(out);
}

/// Throws: std::runtime_error.
void write_source(const std::filesystem::path& folder, const std::string& text) {
  std::filesystem::create_directories(folder);
  std::ofstream file(folder / source_name, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw std::runtime_error("cannot write into " + folder.string());
}

/// Whether the compiler's own end, or a full disk, may be why nothing was built. A submission can
/// bring this about, too, and can print what it likes: it says only that it is worth a trial.
bool may_be_the_compilers_fault(const sandbox::finished_run& run, const compiler_report& report) {
  return run.exit.signal != 0 || report.errors.empty() ||
         run.output.find("No space left on device") != std::string::npos ||
         run.output.find("internal compiler error") != std::string::npos;
}

/// Compiles what nobody can get wrong. Throws: std::runtime_error when that fails, for then what
/// failed before says nothing about a submission.
void require_working_compiler(const kit& with, const std::filesystem::path& scratch,
                              sandbox::isolation walls) {
  const auto trial = scratch / "trial";
  const auto out = trial / "out" / "trial.so";
  write_source(trial / "source", "int on_trial() { return 0; }\n");
  std::filesystem::create_directories(out.parent_path());
  const auto run = run_compiler(with, nullptr, trial / "source", out, walls, nullptr);
  if (!has_built(run, out))
    throw std::runtime_error("the compiler " + with.compiler +
                             " does not compile even a trivial file: " + run.output);
}

}  // namespace

std::filesystem::path source_in(const std::filesystem::path& scratch) {
  return scratch / "source" / source_name;
}

bool compile_sanitized(const kit& with, const sanitizer& under, const std::filesystem::path& out,
                       sandbox::isolation walls, const std::atomic<bool>* stop) {
  const auto source = source_in(out.parent_path().parent_path());
  return has_built(run_compiler(with, &under, source.parent_path(), out, walls, stop), out);
}

compile_result compile(const kit& with, const std::string& source, const std::string& name,
                       const std::filesystem::path& out, sandbox::isolation walls,
                       const std::atomic<bool>* stop) {
  const auto source_folder = source_in(out.parent_path().parent_path()).parent_path();
  write_source(source_folder, source);
  const auto run = run_compiler(with, nullptr, source_folder, out, walls, stop);
  auto report = trim_to_student(run.output, source_name, name, source);
  compile_result result{.diagnoses = std::move(report.diagnoses), .shown = std::move(report.text)};
  result.ok = has_built(run, out);
  const bool was_stopped = stop != nullptr && *stop;
  if (!result.ok && !was_stopped && may_be_the_compilers_fault(run, report))
    require_working_compiler(with, source_folder.parent_path(), walls);
  if (!result.ok) result.message = failure_sentence(run, with.rules.limits, report);
  return result;
}

}  // namespace grader
