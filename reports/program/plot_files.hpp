// SPDX-License-Identifier: MIT
// The plots of a document as files of their own.
#pragma once

#include <filesystem>

#include "reports/plots/drawings.hpp"
#include "reports/table.hpp"

namespace reports {

/// Draws each plot into a file of the folder, "01-fib-speedup.svg" and so on, which is made when it
/// is missing. `kind`: svg_file or png_file. `document_in`: the folder of the document that names
/// them; their names are relative to it. Returns: the pictures with their names, or the problem,
/// and then writes nothing. Throws: std::runtime_error that names what cannot be written.
drawings write_plot_files(const document& of, picture kind, const std::filesystem::path& folder,
                          const std::filesystem::path& document_in);

}  // namespace reports
