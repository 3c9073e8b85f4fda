// SPDX-License-Identifier: MIT
// The plots of a document, drawn by gnuplot.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/plot.hpp"
#include "reports/plots/gnuplot_script.hpp"

namespace reports {

struct drawings {
  /// Of all but PDF: each plot's bytes, in their order; empty when nothing was drawn.
  std::vector<std::string> pictures{};
  /// Of PDF: a page for each plot; empty when nothing was drawn.
  std::string pdf{};
  /// Of PDF: the file that it will be in, as the document names it.
  std::string pdf_name{};
  /// Of files: their names as the document is to write them, one for each picture.
  std::vector<std::string> file_names{};
  /// One sentence: why nothing was drawn; empty when there is nothing to say.
  std::string problem{};
};

/// Draws the plots, the same ones always alike. What gnuplot cannot do becomes the `problem`.
/// Cost: one process, for some tens of milliseconds and a few for each plot.
drawings draw(const std::vector<const plot*>& plots, picture kind, language spoken = language::en,
              const std::string& gnuplot = "gnuplot");

}  // namespace reports
