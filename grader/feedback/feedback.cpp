// SPDX-License-Identifier: MIT
// What a student reads about a submission.
#include "grader/feedback/feedback.hpp"

namespace grader {

std::string feedback(const reports::submission_record& record, const std::string& compiler_text,
                     medium to) {
  const auto shown = compose(record, compiler_text);
  switch (to) {
    case medium::markdown:
      return to_markdown(shown);
    case medium::terminal:
      return to_terminal(shown);
    case medium::html:
      return to_html(shown);
  }
  return {};
}

}  // namespace grader
