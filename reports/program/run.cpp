// SPDX-License-Identifier: MIT
// lab-report without its command line.
#include "reports/program/run.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <stdexcept>

#include "reports/format.hpp"
#include "reports/program/load_records.hpp"
#include "reports/program/plot_files.hpp"
#include "reports/views/combined_view.hpp"
#include "reports/views/compare_view.hpp"

namespace reports {
namespace {

/// The plots' file beside the document's, with a name that TeX reads as nothing but a name.
std::filesystem::path pdf_beside(const std::filesystem::path& out) {
  auto name = out.stem().string();
  const auto is_plain = [](unsigned char each) { return each < 0x80 && std::isalnum(each) != 0; };
  std::ranges::replace_if(
      name, [&](char each) { return !is_plain(each); }, '-');
  return out.parent_path() / (name + "-plots.pdf");
}

drawings draw_for(const format& chosen, const document& made, const options& asked) {
  if (asked.plots) {
    auto files = write_plot_files(made, asked.plot_kind, *asked.plots,
                                  asked.out ? asked.out->parent_path() : "");
    const bool can_link = chosen.pictures == picture::characters;
    if (can_link || !files.problem.empty()) return files;
  }
  const auto plots = all_plots(made);
  if (!chosen.pictures || plots.empty()) return {};
  if (chosen.pictures != picture::pdf) return draw(plots, *chosen.pictures, made.spoken);
  if (!asked.out) {
    const wording say(made.spoken);
    return {.problem = say("The plots are left out: {}.",
                           say("they are a file beside this one; name it by --out"))};
  }
  auto drawn = draw(plots, picture::pdf, made.spoken);
  drawn.pdf_name = pdf_beside(*asked.out).filename().string();
  return drawn;
}

bench_record load_benchmark(const std::filesystem::path& path) {
  auto records = load_records({path});
  if (records.size() == 1)
    if (auto* bench = std::get_if<bench_record>(&records.front().content)) return std::move(*bench);
  throw std::runtime_error(path.string() + ": no benchmark; --compare needs two of them");
}

/// The document, and whether it tells of a loss.
comparison make_document(const options& asked, language spoken) {
  if (!asked.compare) return {combine(make_parts(load_records(asked.paths), spoken)), false};
  return compare(load_benchmark(asked.paths[0]), load_benchmark(asked.paths[1]), asked.threshold,
                 spoken);
}

void print(const std::string& text, std::ostream& out) {
  if (!(out << text << std::flush)) throw std::runtime_error("cannot write to standard output");
}

}  // namespace

int run(const options& asked, std::ostream& out) {
  if (asked.help) {
    print(*asked.help, out);
    return 0;
  }
  const auto chosen = find_format(asked.format);
  const auto spoken = chosen.is_for_programs ? language::en : asked.spoken;
  auto [made, has_loss] = make_document(asked, spoken);
  if (chosen.holds_one_table && made.flat.columns.empty())
    throw std::runtime_error(chosen.name +
                             " holds one table, and these records need several: report one kind at "
                             "a time");
  const auto drawn = draw_for(chosen, made, asked);
  if (!drawn.problem.empty()) made.notes.push_back(drawn.problem);
  const auto text = chosen.write(made, drawn);
  if (!asked.out) {
    print(text, out);
  } else {
    if (!drawn.pdf.empty()) write_file_atomically(pdf_beside(*asked.out), drawn.pdf);
    write_file_atomically(*asked.out, text);
  }
  return has_loss ? 1 : 0;
}

}  // namespace reports
