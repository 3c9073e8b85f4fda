// SPDX-License-Identifier: MIT
// Several documents as one.
#pragma once

#include <vector>

#include "reports/table.hpp"

namespace reports {

/// Their notes by what they are about, then all tables, in their order; a title that stands in
/// several of them gets the heading of its own. There is no flat table. One alone stays as it is.
/// Requires: one at least, all in one language.
document combine(std::vector<document> all);

}  // namespace reports
