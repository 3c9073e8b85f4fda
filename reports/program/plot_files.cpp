// SPDX-License-Identifier: MIT
// The plots of a document as files of their own.
#include "reports/program/plot_files.hpp"

#include <fmt/format.h>

#include <cctype>
#include <system_error>

#include "reports/record/submission_record.hpp"

namespace reports {
namespace {

namespace fs = std::filesystem;

/// Lower-case letters and digits of the title, with a dash for what is between them: a title comes
/// from a record, and must name nothing but a file of this folder.
std::string file_stem(const std::string& title) {
  constexpr std::size_t most = 40;
  std::string stem;
  for (const unsigned char each : title) {
    if (stem.size() >= most) break;
    if (each < 0x80 && std::isalnum(each) != 0)
      stem += static_cast<char>(std::tolower(each));
    else if (!stem.empty() && stem.back() != '-')
      stem += '-';
  }
  while (stem.ends_with('-')) stem.pop_back();
  return stem.empty() ? "plot" : stem;
}

fs::path relative_to(const fs::path& folder, const fs::path& file) {
  std::error_code unrelated;
  const auto shown = fs::proximate(file, folder.empty() ? "." : folder, unrelated);
  return unrelated ? file : shown;
}

}  // namespace

drawings write_plot_files(const document& of, picture kind, const fs::path& folder,
                          const fs::path& document_in) {
  const auto plots = all_plots(of);
  auto drawn = draw(plots, kind, of.spoken);
  if (drawn.pictures.empty()) return drawn;
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem)
    throw std::runtime_error(
        fmt::format("{}: cannot make this folder: {}", folder.string(), problem.message()));
  const auto* ending = kind == picture::png_file ? "png" : "svg";
  for (std::size_t at = 0; at < plots.size(); ++at) {
    const auto file =
        folder / fmt::format("{:02}-{}.{}", at + 1, file_stem(plots[at]->title), ending);
    write_file_atomically(file, drawn.pictures[at]);
    drawn.file_names.push_back(relative_to(document_in, file).generic_string());
  }
  return drawn;
}

}  // namespace reports
