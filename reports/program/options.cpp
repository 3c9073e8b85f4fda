// SPDX-License-Identifier: MIT
// What lab-report is asked to do.
#include "reports/program/options.hpp"

#include <CLI/CLI.hpp>
#include <map>
#include <stdexcept>

#include "reports/format.hpp"

namespace reports {
namespace {

constexpr auto examples = R"(Examples:
  ./lab report grades --to html --out grades.html
  ./lab report bench.json conformance.json --to md --plots plots --out all.md
  ./lab report --compare old.json new.json --to md)";

/// "csv: one table, for spreadsheets", a line each.
std::string describe_formats() {
  std::string lines;
  for (const auto& each : all_formats())
    lines += (lines.empty() ? "" : "\n") + each.name + ": " + each.description;
  return lines;
}

const std::map<std::string, language>& languages() {
  static const std::map<std::string, language> by_name{{"en", language::en}, {"fr", language::fr}};
  return by_name;
}

const std::map<std::string, picture>& plot_kinds() {
  static const std::map<std::string, picture> by_name{{"svg", picture::svg_file},
                                                      {"png", picture::png_file}};
  return by_name;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const auto& each : all_formats()) names.push_back(each.name);
  return names;
}

}  // namespace

options parse_options(int argc, const char* const* argv) {
  options asked;
  CLI::App app("Makes one document of records: grades, benchmarks, conformance.", "./lab report");
  constexpr std::size_t column_width = 22;
  app.get_formatter()->column_width(column_width);
  app.get_formatter()->label("REQUIRED", "");
  app.add_option("PATH", asked.paths, "Record files, or folders of them; of several kinds at once")
      ->required()
      ->type_name("");
  app.add_option("--to", asked.format, describe_formats())
      ->required()
      ->type_name("FORMAT")
      ->check(CLI::IsMember(format_names()).description(""));
  auto* compare =
      app.add_flag("--compare", asked.compare, "Of two benchmarks; exit code 1 if slower");
  app.add_option("--threshold", asked.threshold, "The least change that counts: 0.05")
      ->type_name("PART")
      ->needs(compare)
      ->check(CLI::Range(0.0, 1.0).description(""))
      ->option_text("PART");
  app.add_option("--out", asked.out, "Write this file, not standard output")->type_name("FILE");
  auto* plots = app.add_option("--plots", asked.plots, "Write each plot as a file into this folder")
                    ->type_name("DIR");
  app.add_option("--plot-type", asked.plot_kind, "Type of these files: svg")
      ->type_name("svg|png")
      ->needs(plots)
      ->option_text("svg|png")
      ->transform(CLI::CheckedTransformer(plot_kinds()).description(""));
  app.add_option("--lang", asked.spoken, "Language of the report (not of csv and json)")
      ->type_name("en|fr")
      ->transform(CLI::CheckedTransformer(languages()).description(""));
  app.set_help_flag("-h,--help", "Print this help and exit");
  app.footer(examples);
  try {
    app.parse(argc, argv);
    if (asked.compare && asked.paths.size() != 2)
      throw std::runtime_error(
          "--compare needs two benchmarks, OLD and NEW (./lab report --help says more)");
  } catch (const CLI::CallForHelp&) {
    asked.help = app.help();
  } catch (const CLI::ParseError& error) {
    throw std::runtime_error(std::string(error.what()) + " (./lab report --help says more)");
  }
  return asked;
}

}  // namespace reports
