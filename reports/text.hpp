// SPDX-License-Identifier: MIT
// Makes text that nobody vouches for fit to be shown.
#pragma once

#include <string>
#include <string_view>

namespace reports {

/// The text on one line, with nothing in it that hides or rearranges what it says: line ends and
/// tabs become a space; other control characters, marks that change the direction of writing
/// (bidi), and bytes that are not UTF-8 become U+FFFD, which readers see.
std::string visible(std::string_view text);

/// The text, with an ellipsis for its middle when it has more characters than that.
/// Requires: the text is UTF-8, as `visible` makes it; `most` is one at least.
std::string shortened(std::string_view text, std::size_t most);

}  // namespace reports
