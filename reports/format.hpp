// SPDX-License-Identifier: MIT
// A format writes a document as text; it joins by a registrar in its own file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/plots/drawings.hpp"
#include "reports/table.hpp"

namespace reports {

struct format {
  std::string name;         ///< as in `--to`, and the ending of its golden files
  std::string description;  ///< a few words for the help
  /// Text of the document, with every text in it escaped: what comes from records is hostile.
  /// Its plots are drawn as `pictures` says, or there are none.
  std::string (*write)(const document&, const drawings&) = nullptr;
  std::optional<picture> pictures{};  ///< empty when it shows no plots, or draws them itself
  bool is_for_programs = false;       ///< and then says everything in English
  bool holds_one_table = false;       ///< the flat one, which the document must have
};

/// Throws: std::logic_error when a format of that name is there.
void add_format(const format& added);

/// All that are registered, by name.
std::vector<format> all_formats();

/// Throws: std::runtime_error that names the formats there are.
format find_format(const std::string& name);

/// Adds a format at the start of the program; a second one of the same name ends it there.
/// Use: `const registered_format registrar{{"md", "Markdown", write, {}}};`
struct registered_format {
  explicit registered_format(const format& added) { add_format(added); }
};

}  // namespace reports
