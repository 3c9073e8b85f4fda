// SPDX-License-Identifier: MIT
// Strangers' text in reports: reports/text.
#include "fuzz/input.hpp"
#include "fuzz/plain_text.hpp"
#include "fuzz/require.hpp"
#include "reports/text.hpp"

using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  const auto shown = reports::visible(text);
  require(fuzz::is_plain(shown), "it has nothing that steers");
  require(reports::visible(shown) == shown, "what is visible stays as it is");
  require(!fuzz::is_plain(text) || shown == text, "plain text stays as it is");
  return 0;
}
