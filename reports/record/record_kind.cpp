// SPDX-License-Identifier: MIT
// Tells which kind of record a text is.
#include "reports/record/record_kind.hpp"

#include "reports/record/json_fields.hpp"

namespace reports {

std::string record_kind(const std::string& text) {
  const auto value = object_from_text(text);
  return json_fields(value).text("kind");
}

}  // namespace reports
