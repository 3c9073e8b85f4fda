// SPDX-License-Identifier: MIT
// Makes of gnuplot's SVG a picture that can stand in a page.
//
// How it works: the text is read tag by tag. Shapes and text pass, with the attributes that say
// where and how they are drawn; gnuplot's own titles, its empty groups and its filters are left
// out; everything else is an error, so that a page holds nothing that we did not think of.
#include "reports/plots/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "reports/plots/gnuplot_script.hpp"

namespace reports {
namespace {

[[noreturn]] void refuse(std::string_view what) {
  throw std::runtime_error("gnuplot drew what no page may hold: " + std::string(what));
}

bool is_one_of(std::string_view text, const auto& all) {
  return std::ranges::find(all, text) != std::end(all);
}

std::string without_spaces(std::string_view text) {
  std::string kept(text);
  std::erase(kept, ' ');
  return kept;
}

std::string rgb(std::string_view hex) {
  const auto part = [&](std::size_t at) {
    return std::stoi(std::string(hex.substr(at, 2)), nullptr, 16);
  };
  return fmt::format("rgb({},{},{})", part(1), part(3), part(5));
}

/// The class that stands for a colour; empty for that of text.
std::string class_of(const std::string& colour) {
  if (colour == "black" || colour == "currentColor" || colour == rgb(text_colour)) return "";
  if (colour == rgb(grid_colour) || colour == "gray") return "grid";
  if (colour == "white") return "background";
  for (std::size_t at = 0; at < series_colours.size(); ++at) {
    if (colour == rgb(series_colours[at])) return fmt::format("series-{}", at + 1);
  }
  refuse(colour);
}

struct attribute {
  std::string_view name;
  std::string_view value;
};

/// `name='value'` or `name = "value"`, again and again.
std::vector<attribute> attributes_in(std::string_view text) {
  constexpr auto spaces = " \t\n";
  std::vector<attribute> all;
  for (;;) {
    text.remove_prefix(std::min(text.find_first_not_of(spaces), text.size()));
    if (text.empty() || text == "/") return all;
    const auto equals = text.find('=');
    const auto begin = text.find_first_not_of(spaces, std::min(equals, text.size() - 1) + 1);
    if (equals == std::string_view::npos || begin == std::string_view::npos) refuse(text);
    const auto end = text.find(text[begin], begin + 1);
    if (end == std::string_view::npos || (text[begin] != '\'' && text[begin] != '"')) refuse(text);
    const auto name = text.substr(0, text.find_last_not_of(spaces, equals - 1) + 1);
    all.push_back({name, text.substr(begin + 1, end - begin - 1)});
    text.remove_prefix(end + 1);
  }
}

/// Line ends and runs of spaces as one space.
std::string folded(std::string_view text) {
  std::string made;
  for (const char each : text) {
    const bool is_space = each == ' ' || each == '\n' || each == '\t';
    if (is_space && (made.empty() || made.back() == ' ')) continue;
    made += is_space ? ' ' : each;
  }
  if (!made.empty() && made.back() == ' ') made.pop_back();
  return made;
}

/// What every shape is anyway; gnuplot says it again and again.
bool is_default(std::string_view name, std::string_view value) {
  return (name == "stroke-linecap" && value == "butt") ||
         (name == "stroke-linejoin" && value == "miter");
}

std::string attributes_for_page(std::string_view element, std::string_view text,
                                const std::string& prefix) {
  constexpr std::array<std::string_view, 23> kept{"shape-rendering",
                                                  "d",
                                                  "x",
                                                  "y",
                                                  "width",
                                                  "height",
                                                  "cx",
                                                  "cy",
                                                  "r",
                                                  "transform",
                                                  "points",
                                                  "stroke-width",
                                                  "stroke-linecap",
                                                  "stroke-linejoin",
                                                  "stroke-dasharray",
                                                  "text-anchor",
                                                  "font-size",
                                                  "font-weight",
                                                  "fill-opacity",
                                                  "opacity",
                                                  "viewBox",
                                                  "fill-rule",
                                                  "xml:space"};
  constexpr std::array<std::string_view, 6> dropped{"font-family", "xmlns",      "xmlns:xlink",
                                                    "class",       "font-style", "baseline-shift"};
  std::string made;
  std::string css;
  for (const auto& [name, value] : attributes_in(text)) {
    const auto colour = without_spaces(value);
    if (is_one_of(name, dropped) || (element == "svg" && name != "viewBox")) continue;
    if (name == "stroke" || name == "fill" || name == "color") {
      if (colour == "none") {
        made += fmt::format(" {}=\"none\"", name);
      } else {
        if (css.empty()) css = class_of(colour);
        if (name != "color") made += fmt::format(" {}=\"currentColor\"", name);
      }
    } else if (name == "id" && value.starts_with("gp")) {
      made += fmt::format(" id=\"{}{}\"", prefix, value);
    } else if (name == "xlink:href" && value.starts_with("#gpPt")) {
      made += fmt::format(" href=\"#{}{}\"", prefix, value.substr(1));
    } else if (is_default(name, value)) {
      continue;
    } else if (is_one_of(name, kept)) {
      made += fmt::format(" {}=\"{}\"", name, folded(value));
    } else if (name != "id") {
      refuse(name);
    }
  }
  return css.empty() ? made : fmt::format(" class=\"{}\"{}", css, made);
}

class page_svg {
 public:
  explicit page_svg(const std::string& prefix) : prefix_(prefix) {}

  void add_text(std::string_view text) {
    if (skipping_.empty() && is_in_text_) made_ += text;
  }

  void add_tag(std::string_view tag) {
    const bool closes = tag.starts_with('/');
    const bool is_alone = tag.ends_with('/');
    if (closes) tag.remove_prefix(1);
    const auto name = tag.substr(0, tag.find_first_of(" \t\n/"));
    constexpr std::array<std::string_view, 3> left_out{"title", "desc", "filter"};
    constexpr std::array<std::string_view, 10> known{"polygon", "svg",  "g",    "defs",     "path",
                                                     "circle",  "rect", "text", "polyline", "use"};
    if (skipping_ == name && closes) {
      skipping_.clear();
    } else if (skipping_.empty() && is_one_of(name, left_out)) {
      if (!is_alone) skipping_ = name;
    } else if (skipping_.empty()) {
      if (!is_one_of(name, known)) refuse(name);
      write(name, tag.substr(name.size()), closes, is_alone);
    }
  }

  std::string take() && { return std::move(made_); }

 private:
  void write(std::string_view name, std::string_view rest, bool closes, bool is_alone) {
    is_in_text_ = name == "text" && !closes;
    if (closes) {
      if (open_begins_.empty()) refuse(name);
      // A group in which nothing was drawn goes again.
      if (name == "g" && open_ends_.back() == made_.size()) {
        made_.resize(open_begins_.back());
      } else {
        made_ += fmt::format("</{}>", name);
        if (name != "text") made_ += '\n';
      }
      open_begins_.pop_back();
      open_ends_.pop_back();
      return;
    }
    const auto begin = made_.size();
    made_ += fmt::format("<{}{}{}>", name, attributes_for_page(name, rest, prefix_),
                         is_alone ? "/" : "");
    if (!is_alone) {
      open_begins_.push_back(begin);
      open_ends_.push_back(made_.size());
    }
  }

  std::string prefix_;
  std::string made_;
  std::string skipping_;
  bool is_in_text_ = false;
  std::vector<std::size_t> open_begins_;  ///< of the tags of elements that are open: where they
  std::vector<std::size_t> open_ends_;    ///< begin and end in what is made
};

}  // namespace

std::string to_page_svg(std::string_view svg, const std::string& prefix) {
  const auto root = svg.find("<svg");
  if (root == std::string_view::npos) refuse("no picture");
  svg.remove_prefix(root);
  page_svg page(prefix);
  while (!svg.empty()) {
    const auto begin = std::min(svg.find('<'), svg.size());
    page.add_text(svg.substr(0, begin));
    if (begin == svg.size()) break;
    const auto end = svg.find('>', begin);
    if (end == std::string_view::npos) refuse("half a tag");
    page.add_tag(svg.substr(begin + 1, end - begin - 1));
    svg.remove_prefix(end + 1);
  }
  return std::move(page).take();
}

}  // namespace reports
