// SPDX-License-Identifier: MIT
// Makes of gnuplot's SVG a picture that can stand in a page.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace reports {

/// The picture as one `svg` element, without a title or description of its own: its names begin
/// with `prefix`, so that they differ from those of other pictures of the page; its colours are
/// classes (`series-1` and so on, `grid`), for the page to choose; it has no size, only a shape.
/// Throws: std::runtime_error on anything that gnuplot has no need to draw with: a script, a link.
std::string to_page_svg(std::string_view svg, const std::string& prefix);

}  // namespace reports
