// SPDX-License-Identifier: MIT
// Which backend has which behaviour.
#pragma once

#include "reports/record/conformance_record.hpp"
#include "reports/table.hpp"

namespace reports {

/// The document of a conformance record: behaviours by backends, those of the library itself, and
/// the tests that failed, as far as there are any. A result that the record lacks is unknown.
document make_conformance_view(const conformance_record& record, language spoken = language::en);

}  // namespace reports
