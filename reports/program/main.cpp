// SPDX-License-Identifier: MIT
// lab-report: makes one document of records.
#include <exception>
#include <iostream>

#include "reports/program/run.hpp"
#include "reports/text.hpp"

int main(int argc, char** argv) {
  try {
    return reports::run(reports::parse_options(argc, argv), std::cout);
  } catch (const std::exception& error) {
    std::cerr << "Error: " << reports::visible(error.what()) << '\n';
    return 2;
  }
}
