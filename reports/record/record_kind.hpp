// SPDX-License-Identifier: MIT
// Tells which kind of record a text is.
#pragma once

#include <string>

namespace reports {

/// The record's "kind", such as "submission" or "bench", whatever its version.
/// Throws: std::runtime_error when the text is no record.
std::string record_kind(const std::string& text);

}  // namespace reports
