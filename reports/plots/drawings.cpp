// SPDX-License-Identifier: MIT
// The plots of a document, drawn by gnuplot.
#include "reports/plots/drawings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <system_error>

#include "reports/plots/child.hpp"
#include "reports/plots/svg.hpp"
#include "reports/text.hpp"

namespace reports {
namespace {

constexpr std::chrono::seconds limit{20};  // a hundred plots take one or two

/// The pictures of an output that has one after the other, by how each ends.
std::vector<std::string_view> pieces(std::string_view output, std::string_view end) {
  std::vector<std::string_view> all;
  for (auto at = output.find(end); at != std::string_view::npos; at = output.find(end)) {
    all.push_back(output.substr(0, at + end.size()));
    output.remove_prefix(at + end.size());
  }
  return all;
}

constexpr std::string_view end_of_svg = "</svg>";

std::vector<std::string> page_pictures(std::string_view output) {
  std::vector<std::string> all;
  for (const auto each : pieces(output, end_of_svg))
    all.push_back(to_page_svg(each, fmt::format("plot-{}-", all.size() + 1)));
  return all;
}

/// Pictures that stand alone, on white: their colours are for light paper.
std::vector<std::string> svg_files(std::string_view output) {
  std::vector<std::string> all;
  for (const auto each : pieces(output, end_of_svg)) {
    to_page_svg(each, "");  // throws on what a picture has no need of
    std::string made(each.substr(each.find('<')));
    const auto inside = made.find('>', made.find("<svg")) + 1;
    made.insert(inside, "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
    all.push_back(made + "\n");
  }
  return all;
}

/// Source: PNG specification, chunk IEND with its check sum.
std::vector<std::string> png_files(std::string_view output) {
  std::vector<std::string> all;
  for (const auto each : pieces(output, "IEND\xAE\x42\x60\x82")) all.emplace_back(each);
  return all;
}

/// The lines without spaces at their ends, and without empty ones before and after.
std::string trimmed(std::string_view text) {
  std::string made;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    while (line.ends_with(' ')) line.remove_suffix(1);
    if (!line.empty() || !made.empty()) made += std::string(line) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  while (made.ends_with("\n\n")) made.pop_back();
  return made;
}

/// gnuplot begins each picture of characters with a form feed.
std::vector<std::string> character_pictures(std::string_view output) {
  std::vector<std::string> all;
  for (auto at = output.find('\f'); at != std::string_view::npos; at = output.find('\f')) {
    output.remove_prefix(at + 1);
    all.push_back(trimmed(output.substr(0, output.find('\f'))));
  }
  return all;
}

/// The moment at which a PDF was made is no part of what it shows.
std::string without_date(std::string pdf) {
  constexpr std::string_view begin = "/CreationDate (D:", end = ")";
  const auto at = pdf.find(begin);
  if (at == std::string::npos) return pdf;
  for (auto digit = at + begin.size(); digit < pdf.size() && pdf[digit] != end.front(); ++digit) {
    if (pdf[digit] >= '0' && pdf[digit] <= '9') pdf[digit] = '1';  // a date, if a day of old
  }
  return pdf;
}

/// gnuplot repeats the command, points into it, and says in the last line what is wrong.
std::string last_line(std::string_view text) {
  constexpr std::size_t most = 100;
  while (text.ends_with('\n')) text.remove_suffix(1);
  return shortened(visible(text.substr(text.rfind('\n') + 1)), most);
}

drawings failed(const std::string& reason, const wording& say) {
  return {.problem = say("The plots are left out: {}.", reason)};
}

std::vector<std::string> pictures_of(picture kind, std::string_view output) {
  switch (kind) {
    case picture::svg:
      return page_pictures(output);
    case picture::svg_file:
      return svg_files(output);
    case picture::png_file:
      return png_files(output);
    case picture::characters:
      return character_pictures(output);
    case picture::pdf:
      break;
  }
  return {};
}

drawings read_output(const child_result& ran, std::size_t plots, picture kind, const wording& say) {
  if (ran.was_too_slow) return failed(say("gnuplot took longer than {} s", limit.count()), say);
  if (ran.exit_code != 0) return failed(say("gnuplot failed: {}", last_line(ran.complaint)), say);
  if (kind == picture::pdf) {
    if (!ran.output.starts_with("%PDF")) return failed(say("gnuplot made no PDF"), say);
    return {.pdf = without_date(ran.output)};
  }
  drawings drawn{.pictures = pictures_of(kind, ran.output)};
  if (drawn.pictures.size() != plots) return failed(say("gnuplot did not draw all of them"), say);
  return drawn;
}

}  // namespace

drawings draw(const std::vector<const plot*>& plots, picture kind, language spoken,
              const std::string& gnuplot) {
  const wording say(spoken);
  if (plots.empty()) return {};
  constexpr auto no_settings_of_the_user = "-d";
  // By that name gnuplot takes it in large pieces; else one character after the other, in system
  // calls that take longer than the drawing.
  constexpr auto standard_input = "/dev/stdin";
  try {
    const auto ran =
        run_child({gnuplot, no_settings_of_the_user, standard_input},
                  gnuplot_script(plots, kind, spoken), limit);
    if (!ran) return failed(say("there is no gnuplot here; install gnuplot-nox"), say);
    return read_output(*ran, plots.size(), kind, say);
  } catch (const std::runtime_error& error) {
    return failed(error.what(), say);
  }
}

}  // namespace reports
