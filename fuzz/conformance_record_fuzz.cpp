// SPDX-License-Identifier: MIT
// Conformance records: reports/record/conformance_record.
#include "reports/record/conformance_record.hpp"

#include <stdexcept>

#include "fuzz/input.hpp"
#include "fuzz/plain_text.hpp"
#include "fuzz/require.hpp"
#include "reports/record/record_kind.hpp"

using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  reports::conformance_record read;
  if (fuzz::refuses<std::runtime_error>([&] { read = reports::conformance_from_json(text); }))
    return 0;
  require(reports::record_kind(text) == "conformance", "what was read says what it is");
  const auto written = reports::to_json(read);
  require(fuzz::is_utf8(written), "what is written is UTF-8");
  require(reports::to_json(reports::conformance_from_json(written)) == written,
          "what was written, read and written is the same");
  return 0;
}
