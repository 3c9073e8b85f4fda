// SPDX-License-Identifier: MIT
// Plots as text for gnuplot, in which nothing that a record says is a command.
//
// How it works: gnuplot runs what stands in backquotes or in system(), and reads marks of its own
// in text. So text stands between single quotes only, where gnuplot looks for nothing but the end;
// a quote within is doubled; every terminal is told `noenhanced`; numbers are printed by us and
// stand in data blocks.
#include "reports/plots/gnuplot_script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "reports/table.hpp"
#include "reports/text.hpp"

namespace reports {
namespace {

constexpr std::size_t most_of_a_title = 60;
constexpr std::size_t most_of_a_name = 20;
constexpr int columns_of_characters = 72;

struct look {
  std::optional<int> mark{};  ///< the series' own if empty
  std::optional<int> dash{};  ///< the same
  double width = 1.5;
  double size = 0.7;
};

/// How a series looks: it is told from the others by its mark and its dashes, too.
std::string style(std::size_t index, const look& changed = {}) {
  constexpr std::array marks{7, 5, 9, 11, 13, 15, 6, 4, 8, 10, 12, 14};  // filled ones first
  constexpr int dashes = 5;
  return fmt::format(
      "lc rgb '{}' pt {} dt {} lw {} ps {}", series_colours[index % series_colours.size()],
      changed.mark.value_or(marks[index % marks.size()]),
      changed.dash.value_or(static_cast<int>(index % dashes) + 1), changed.width, changed.size);
}

constexpr int circle = 6;

/// Of the interval around a point.
std::string line_style(std::size_t index) {
  return fmt::format("lc rgb '{}' dt 1 lw 1.5", series_colours[index % series_colours.size()]);
}

constexpr auto reference_style = "dt 3 lw 1.5 lc rgb '#1c2126'";

std::string replaced(std::string_view text, char old, std::string_view by) {
  std::string made;
  for (const char each : text) made += each == old ? by : std::string_view(&each, 1);
  return made;
}

std::string row(std::initializer_list<double> values) {
  return fmt::format("{}\n", fmt::join(values, " "));
}

bool has_interval(const plot_point& of) { return std::isfinite(of.low) && std::isfinite(of.high); }

/// Range that has some room beside the values, as gnuplot wants it.
std::string range(char name, const plot_axis& of, const std::vector<double>& values) {
  auto [least, most] = std::ranges::minmax(values);
  if (of.is_logarithmic) least = std::log(least), most = std::log(most);
  const auto room = most > least ? 0.06 * (most - least) : 0.5;
  least -= room, most += room;
  if (of.is_logarithmic) least = std::exp(least), most = std::exp(most);
  return fmt::format("set {}range [{}:{}]\n", name, least, most);
}

/// Range of the axis along which points lie.
std::string x_range(const plot& of) {
  if (of.x.is_logarithmic && of.x.ticks.empty()) return "set autoscale x\n";
  std::vector<double> all;
  for (const auto& series : of.series) {
    for (const auto& point : series.points) {
      all.insert(all.end(), {point.x});
      if (of.kind == plot_kind::bars) all.push_back(point.x + of.bar_width);
      if (of.kind == plot_kind::strips && has_interval(point))
        all.insert(all.end(), {point.low, point.high});
    }
    all.insert(all.end(), series.samples.begin(), series.samples.end());
  }
  for (const auto& line : of.references) all.insert(all.end(), {line.from.x, line.to.x});
  return range('x', of.x, all);
}

/// Range of the values of lines.
std::string y_range(const plot& of) {
  if (!of.y.is_logarithmic) return "set yrange [0:*]\n";
  if (of.y.ticks.empty()) return "";
  std::vector<double> all;
  for (const auto& series : of.series) {
    for (const auto& point : series.points) {
      all.push_back(point.y);
      if (has_interval(point)) all.insert(all.end(), {point.low, point.high});
    }
  }
  for (const auto& line : of.references) all.insert(all.end(), {line.from.y, line.to.y});
  return range('y', of.y, all);
}

std::string axis(char name, const plot_axis& of) {
  auto text =
      fmt::format("set {}label {}\n", name, gnuplot_quoted(axis_title(of), most_of_a_title));
  if (of.is_logarithmic) text += fmt::format("set logscale {}\n", name);
  if (!of.ticks.empty()) text += fmt::format("set {}tics ({})\n", name, fmt::join(of.ticks, ", "));
  return text;
}

/// Collects the parts of one `plot` command and the data they refer to.
class drawing {
 public:
  drawing(picture kind, const plot& of) : kind_(kind), of_(of) {}

  /// The point at that share of a line, as the axes show it.
  plot_point between(const plot_point& from, const plot_point& to, double share) const {
    return {.x = between(from.x, to.x, share, of_.x), .y = between(from.y, to.y, share, of_.y)};
  }

  bool in_characters() const { return kind_ == picture::characters; }

  /// Adds a part that draws these rows so; an empty title leaves it out of the key.
  void add(const std::string& rows, const std::string& how, const std::string& title = "") {
    if (rows.empty()) return;
    const auto name = fmt::format("$data{}", parts_++);
    data_ += name + " << END\n" + rows + "END\n";
    command_ += fmt::format("{} {} {} {}", command_.empty() ? "plot" : ", \\\n ", name, how,
                            title.empty() || in_characters() ? "notitle" : "title " + title);
  }

  std::string script() const { return data_ + command_ + "\n"; }

 private:
  static double between(double from, double to, double share, const plot_axis& along) {
    return along.is_logarithmic ? from * std::pow(to / from, share) : from + share * (to - from);
  }

  picture kind_;
  const plot& of_;
  int parts_ = 0;
  std::string data_;
  std::string command_;
};

/// Adds a straight line; of characters, as single ones, since gnuplot's own are hard to tell apart.
void add_line(const plot_point& from, const plot_point& to, char character, const std::string& how,
              const std::string& title, drawing& on) {
  constexpr int characters = columns_of_characters;
  if (!on.in_characters()) {
    return on.add(row({from.x, from.y}) + row({to.x, to.y}), "with lines " + how, title);
  }
  std::string rows;
  for (int at = 0; at <= characters; ++at) {
    const auto point = on.between(from, to, static_cast<double>(at) / characters);
    rows += row({point.x, point.y});
  }
  on.add(rows, fmt::format("with points pt '{}'", character));
}

void add_reference(const reference_line& line, double from_y, double to_y, char character,
                   drawing& on) {
  add_line({.x = line.from.x, .y = from_y}, {.x = line.to.x, .y = to_y}, character, reference_style,
           line.name.empty() ? "" : gnuplot_quoted(line.name, most_of_a_name), on);
}

/// The letter of the series, or its mark.
std::string mark(const drawing& on, std::size_t index) {
  return on.in_characters() ? fmt::format("pt '{}'", series_letter(index)) : style(index);
}

/// How the points of a series look, and whether a line goes through them.
std::string line_of(const plot_series& series, std::size_t index, const drawing& on) {
  if (on.in_characters()) return "with points " + mark(on, index);
  if (series.is_joined) return "with linespoints " + mark(on, index);
  return fmt::format("with points lc rgb '{}' pt 2 lw 1.5 ps 1", text_colour);  // crosses
}

void add_lines(const plot& of, drawing& on) {
  for (const auto& line : of.references) add_reference(line, line.from.y, line.to.y, '.', on);
  for (std::size_t at = 0; at < of.series.size(); ++at) {
    std::string points;
    for (const auto& each : of.series[at].points) {
      points += row({each.x, each.y});
      if (has_interval(each)) {
        add_line({.x = each.x, .y = each.low}, {.x = each.x, .y = each.high}, '|', line_style(at),
                 "", on);
      }
    }
    on.add(points, line_of(of.series[at], at, on),
           gnuplot_quoted(of.series[at].name, most_of_a_name));
  }
}

/// Samples of a row lie a little above and below each other, so that equal ones are seen.
double row_of_sample(std::size_t series, std::size_t sample, const drawing& on) {
  constexpr std::size_t levels = 5;
  if (on.in_characters()) return static_cast<double>(series);
  return static_cast<double>(series) + 0.09 * (static_cast<double>(sample % levels) - 2);
}

void add_strips(const plot& of, drawing& on) {
  const auto bottom = static_cast<double>(of.series.size()) - 0.4;
  for (const auto& line : of.references) add_reference(line, -0.6, bottom, ':', on);
  for (std::size_t at = 0; at < of.series.size(); ++at) {
    const auto& series = of.series[at];
    const auto& point = series.points.front();
    const auto y = static_cast<double>(at);
    std::string samples;
    for (std::size_t sample = 0; sample < series.samples.size(); ++sample)
      samples += row({series.samples[sample], row_of_sample(at, sample, on)});
    on.add(samples,
           "with points " + (on.in_characters()
                                 ? "pt 'o'"
                                 : style(0, {.mark = circle, .width = 0.75, .size = 0.4})));
    if (has_interval(point)) {
      add_line({.x = point.low, .y = y}, {.x = point.high, .y = y}, '-', line_style(0), "", on);
    }
    on.add(row({point.x, y}), "with points " + mark(on, on.in_characters() ? at : 0));
  }
}

void add_bars(const plot& of, drawing& on) {
  std::string rows;
  double highest = 1;
  for (const auto& each : of.series.front().points) {
    rows += row({each.x + of.bar_width / 2, each.y});
    highest = std::max(highest, each.y);
  }
  const auto how = fmt::format("lc rgb '{0}' lw 1.5 fs transparent solid 0.35 border lc rgb '{0}'",
                               series_colours.front());
  on.add(rows, "with boxes " + (on.in_characters() ? "" : how));
  for (const auto& line : of.references) add_reference(line, 0, highest * 1.1, ':', on);
}

/// The names of the rows, from the top down.
std::string strip_names(const plot& of, const drawing& on) {
  std::string names;
  for (std::size_t at = 0; at < of.series.size(); ++at) {
    names += fmt::format("{}{} {}", at == 0 ? "" : ", ",
                         on.in_characters() ? gnuplot_tick(series_letter(at), 1)
                                            : gnuplot_tick(of.series[at].name, most_of_a_name),
                         at);
  }
  return fmt::format("set ytics scale 0 ({})\nset yrange [{}:-0.6]\n", names,
                     static_cast<double>(of.series.size()) - 0.4);
}

/// Lines of the key below: names stand beside each other as long as they are short.
int key_rows(const plot& of) {
  constexpr std::size_t most_beside_each_other = 13;  // characters
  std::size_t longest = 0;
  for (const auto& each : of.series) longest = std::max(longest, each.name.size());
  const auto entries = static_cast<int>(of.series.size() + of.references.size());
  return longest > most_beside_each_other ? entries : (entries + 1) / 2;
}

/// Units: pixels. As high as its rows, or its frame and the key below, ask for.
int height_of(const plot& of) {
  constexpr int around_rows = 110, row_height = 26, without_key = 250, key_row = 20;
  const auto series = static_cast<int>(of.series.size());
  if (of.kind == plot_kind::strips) return around_rows + row_height * series;
  return without_key + key_row * key_rows(of);
}

int rows_of_characters(const plot& of) {
  constexpr int without_rows = 6, most = 18;
  if (of.kind != plot_kind::strips) return most;
  return without_rows + 2 * static_cast<int>(of.series.size());
}

constexpr int width = 440;  // pixels: what a telephone shows without making text too small
constexpr int pixels_per_inch = 96;
constexpr int sharpness = 2;  // pixels of a file for one of these, on screens that have more

std::string terminal(const plot& of, picture kind) {
  switch (kind) {
    case picture::svg:
    case picture::svg_file:
      return fmt::format("set terminal svg size {},{} font 'sans-serif,13' noenhanced\n", width,
                         height_of(of));
    case picture::png_file:
      return fmt::format(
          "set terminal pngcairo size {},{} font 'DejaVu Sans,10' fontscale {} linewidth {} "
          "noenhanced\n",
          sharpness * width, sharpness * height_of(of), sharpness, sharpness);
    case picture::characters:
      return fmt::format("set terminal dumb mono size {},{} noenhanced\n", columns_of_characters,
                         rows_of_characters(of));
    case picture::pdf:
      break;
  }
  return "";  // one for all pages: a second one would begin a second file
}

int highest(const std::vector<const plot*>& plots) {
  int most = 0;
  for (const auto* each : plots) most = std::max(most, height_of(*each));
  return most;
}

std::string pdf_terminal(int height) {
  constexpr double pixel = 1.0 / pixels_per_inch;
  return fmt::format(
      "set terminal pdfcairo size {:.4f}in,{:.4f}in font 'DejaVu Sans,10' noenhanced\n",
      width * pixel, height * pixel);
}

/// Puts the plot at the top of a page of that height.
std::string place_on_page(const plot& of, int height) {
  const auto share = static_cast<double>(height_of(of)) / height;
  return fmt::format("set size 1,{:.6f}\nset origin 0,{:.6f}\n", share, 1 - share);
}

std::string frame(picture kind) {
  if (kind == picture::characters) return "unset key\nset border 3\nset tics nomirror scale 0.5\n";
  return fmt::format(
      "set key below Left reverse samplen 3 textcolor rgb '{0}'\n"
      "set border 3 lc rgb '{0}'\nset tics nomirror textcolor rgb '{0}'\n"
      "set grid lc rgb '{1}' lw 1 dt 1\n",
      text_colour, grid_colour);
}

std::string script_of(const plot& of, picture kind) {
  auto text = frame(kind) + axis('x', of.x) + x_range(of);
  if (kind != picture::characters)
    text += fmt::format("set title {}\n", gnuplot_quoted(of.title, most_of_a_title));
  drawing on(kind, of);
  switch (of.kind) {
    case plot_kind::lines:
      text += axis('y', of.y) + y_range(of);
      add_lines(of, on);
      break;
    case plot_kind::strips:
      text += strip_names(of, on);
      add_strips(of, on);
      break;
    case plot_kind::bars:
      text += axis('y', of.y) + fmt::format("set yrange [0:*]\nset boxwidth {}\n", of.bar_width);
      add_bars(of, on);
      break;
  }
  return text + on.script();
}

}  // namespace

std::string series_letter(std::size_t index) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmn";  // o is a sample
  return std::string(1, letters[index % letters.size()]);
}

std::string gnuplot_quoted(std::string_view raw, std::size_t most_characters) {
  constexpr auto apostrophe = "\u2019";
  return "'" + replaced(shortened(visible(raw), most_characters), '\'', apostrophe) + "'";
}

std::string gnuplot_tick(std::string_view raw, std::size_t most_characters) {
  return replaced(gnuplot_quoted(raw, most_characters), '%', "%%");
}

std::string gnuplot_script(const std::vector<const plot*>& plots, picture kind, language spoken) {
  const auto page = highest(plots);
  std::string script = "set encoding utf8\n";
  const std::string mark = spoken == language::fr ? "set decimalsign ','\n" : "";
  if (kind == picture::pdf) script += pdf_terminal(page);
  for (const auto* each : plots) {
    script += "reset\n" + terminal(*each, kind) + mark;
    if (kind == picture::pdf) script += place_on_page(*each, page);
    script += script_of(*each, kind);
  }
  return script + "unset output\n";
}

std::vector<double> blank_points_below(const std::vector<const plot*>& plots) {
  constexpr double point = 72.0 / pixels_per_inch;
  std::vector<double> all;
  for (const auto* each : plots) all.push_back((highest(plots) - height_of(*each)) * point);
  return all;
}

}  // namespace reports
