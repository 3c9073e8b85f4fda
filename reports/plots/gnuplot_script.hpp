// SPDX-License-Identifier: MIT
// Plots as text for gnuplot, in which nothing that a record says is a command.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "reports/plot.hpp"
#include "reports/words/words.hpp"

namespace reports {

/// What gnuplot is to draw: pictures for a page, files with a picture each, pages of a PDF, or
/// characters.
enum class picture { svg, svg_file, png_file, pdf, characters };

/// Colours of the series, in turn, as gnuplot names them in an SVG.
inline constexpr std::array<std::string_view, 8> series_colours{
    "#0b57d0", "#b3261e", "#146c2e", "#7b3fb5", "#8a5300", "#00687a", "#a3005c", "#56606b"};
inline constexpr std::string_view text_colour = "#1c2126";
inline constexpr std::string_view grid_colour = "#d5dae0";

/// Draws the plots one after the other, each as a picture or page of its own, on standard output;
/// numbers have the decimal mark of the language.
std::string gnuplot_script(const std::vector<const plot*>& plots, picture kind,
                           language spoken = language::en);

/// Pages of a PDF are all as high as the highest plot. Returns: how much of each is empty at its
/// foot. Units: points, of which an inch has 72.
std::vector<double> blank_points_below(const std::vector<const plot*>& plots);

/// The letter of that series (from 0) in a picture of characters.
std::string series_letter(std::size_t index);

/// The text as a string of gnuplot's, in which no command or variable is seen. A long one is cut,
/// with an ellipsis.
std::string gnuplot_quoted(std::string_view text, std::size_t most_characters);
/// The same for the name of a tick, which gnuplot takes for a format of numbers.
std::string gnuplot_tick(std::string_view text, std::size_t most_characters);

}  // namespace reports
