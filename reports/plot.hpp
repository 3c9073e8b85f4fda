// SPDX-License-Identifier: MIT
// Plots that know nothing of how they are drawn: what a view makes beside its tables.
#pragma once

#include <limits>
#include <string>
#include <vector>

namespace reports {

struct plot_axis {
  std::string title;
  std::string unit;             ///< of the numbers along it; empty when they have none
  bool is_logarithmic = false;  ///< and then has positive numbers only
  /// Where it is marked; empty: where it looks well, which a logarithmic one begins and ends with.
  std::vector<double> ticks{};
};

struct plot_point {
  double x = 0;  ///< finite
  double y = 0;  ///< finite
  /// The interval that the value may be in; NaN when it is not known.
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = std::numeric_limits<double>::quiet_NaN();
};

struct plot_series {
  std::string name;
  std::vector<plot_point> points;
  std::vector<double> samples{};  ///< finite; of strips: the values behind the point
  bool is_joined = true;          ///< of lines: whether one goes through the points
};

/// A line that the series are compared with.
struct reference_line {
  std::string name;  ///< empty where it goes on with the one before
  plot_point from;
  plot_point to;
};

enum class plot_kind {
  lines,   ///< y over x, by series; an interval is one of y
  strips,  ///< a row for each series, with one point; only x counts, and an interval is one of x
  bars,    ///< one series: how many (y) from x on, for the width of a bar
};

struct plot {
  std::string title;
  std::string caption;  ///< one sentence or two: how to read it
  plot_kind kind = plot_kind::lines;
  plot_axis x;
  plot_axis y;
  std::vector<plot_series> series;           ///< one at least, none without points
  std::vector<reference_line> references{};  ///< of strips and bars: vertical, y does not count
  double bar_width = 1;
};

}  // namespace reports
