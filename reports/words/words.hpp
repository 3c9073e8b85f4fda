// SPDX-License-Identifier: MIT
// Says the texts of the catalogue in the language that a report is asked for.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "reports/words/catalogue.hpp"

namespace reports {

enum class language { en, fr };

/// A text of the catalogue, by its English words. One that it lacks does not compile.
class phrase {
 public:
  template <std::size_t Size>
  consteval phrase(const char (&english)[Size]) {  // NOLINT: a phrase is written as its words
    while (catalogue.at(index_).english != std::string_view(english)) ++index_;
  }
  std::string_view in(language spoken) const {
    const auto& said = catalogue[index_];
    return spoken == language::fr ? said.french : said.english;
  }

 private:
  std::size_t index_ = 0;
};

class wording {
 public:
  explicit wording(language spoken) : spoken_(spoken) {}

  language spoken() const { return spoken_; }

  template <class... Values>
  std::string operator()(phrase text, const Values&... values) const {
    if constexpr (sizeof...(values) == 0) {
      return std::string(text.in(spoken_));
    } else {
      return fmt::format(fmt::runtime(text.in(spoken_)), values...);
    }
  }

  /// The phrase for one thing or that for several, with their number.
  std::string counted(std::size_t things, phrase one, phrase several) const;

  /// A name of the catalogue that comes from a record, such as a verdict or a unit; another one
  /// stays as it is.
  std::string name(std::string_view english) const;

  /// Digits with the decimal mark of the language.
  std::string number(double value, int decimals) const;

 private:
  language spoken_;
};

/// Digits as C++ writes them, with the decimal mark of the language.
std::string with_decimal_mark(std::string digits, language spoken);

}  // namespace reports
