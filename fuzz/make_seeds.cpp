// SPDX-License-Identifier: MIT
// Writes first inputs for the targets whose inputs are made, not found: records, packets, traces.
// Usage: make_seeds FOLDER
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "exercises/runtime/protocol.hpp"
#include "exercises/runtime/trace_area.hpp"
#include "reports/golden/samples.hpp"

namespace {

namespace fs = std::filesystem;
using protocol::kind, protocol::trace_kind;

class folder {
 public:
  explicit folder(fs::path path) : path_(std::move(path)) {}
  void add(const std::string& target, const std::string& name, const std::string& text) const {
    fs::create_directories(path_ / target);
    std::ofstream file(path_ / target / name, std::ios::binary);
    file << text;
    if (!file.flush()) throw std::runtime_error("cannot write seeds to " + path_.string());
  }

 private:
  fs::path path_;
};

std::string bytes(const std::vector<unsigned>& values) { return {values.begin(), values.end()}; }

void write_records(const folder& to) {
  int number = 0;  // the names of submissions are hostile, too
  for (const auto& each : reports::sample_class())
    to.add("submission_record", std::to_string(++number), reports::to_json(each));
  to.add("submission_record", "empty", reports::to_json(reports::submission_record{}));
  to.add("bench_record", "benchmark", reports::to_json(reports::sample_benchmark()));
  to.add("bench_record", "overheads", reports::to_json(reports::sample_overheads()));
  to.add("conformance_record", "conformance", reports::to_json(reports::sample_conformance()));
}

/// As protocol_fuzz reads it: a frame of its own size, then its members.
std::string packet(kind what, unsigned id, unsigned operation, unsigned x, unsigned y) {
  return bytes({2, static_cast<unsigned>(what), id, operation, 0, x, y, 0, 0});
}

void write_packets(const folder& to) {
  const auto sleep = bytes({0});
  const auto asks = packet(kind::request, 1, 0, 3, 7) + packet(kind::request, 2, 2, 2, 3);
  for (const unsigned pace : {0U, 1U}) {
    const auto begin = bytes({pace, 1});
    to.add("protocol", "serves_" + std::to_string(pace),
           begin + packet(kind::hello, 0, 0, 0, 0) + asks + sleep + sleep +
               packet(kind::request, 1, 1, 10, 6) + sleep + packet(kind::returned, 0, 0, 0, 0));
    to.add("protocol", "asks_twice_" + std::to_string(pace), begin + asks + asks + sleep);
  }
  to.add("protocol", "sends_half_a_frame", bytes({0, 0, 65, 7, 1, 0, 0, 3, 7, 0, 0, 10, 0}));
}

/// As trace_fuzz reads it: thread, task, by, executor, detail, four addresses, kind.
std::string event(trace_kind what, unsigned thread, unsigned task, unsigned by, unsigned line) {
  return bytes({4, thread, task, by, 9, 0, line, 0, 0, 0, static_cast<unsigned>(what)});
}
std::string asks(unsigned id, unsigned x, unsigned y, unsigned at_event) {
  return bytes({2, id, 0, x, y, at_event});
}

/// Two tasks; the second is submitted after the wait for the first, unless `early`.
std::string two_tasks(bool early, unsigned ending) {
  constexpr unsigned main = 1, worker = 2, first = 3, second = 4, pool = 9;
  const auto sleep = bytes({3});
  const auto submit = event(trace_kind::submitted, main, second, 0, 15);
  const auto wait = event(trace_kind::wait_begins, main, first, 0, 14);
  std::string script =
      bytes({ending, worker, main, pool}) + event(trace_kind::submitted, main, first, 0, 13) +
      (early ? submit + wait : wait) + event(trace_kind::started, worker, first, 0, 0) +
      event(trace_kind::asks, worker, first, first, 17) + asks(1, 0, 1, early ? 5 : 4) + sleep +
      event(trace_kind::finished, worker, first, 0, 0) +
      event(trace_kind::wait_ends, main, first, 0, 0);
  if (!early) script += submit;
  return script + event(trace_kind::started, worker, second, 0, 0) +
         event(trace_kind::asks, worker, second, second, 17) + asks(2, 2, 3, 9) + sleep +
         event(trace_kind::finished, worker, second, 0, 0) +
         event(trace_kind::standstill, worker, 0, 0, 21) +
         event(trace_kind::crashes, main, 0, 0, 22);
}

/// A crash in a function that calls itself in that line: the same address twice.
std::string recursion(unsigned line) {
  constexpr unsigned crashed = 2, main = 1, segmentation_fault = 11;
  return bytes({crashed, 0, main, 9, 4, main, 0, 0, 9, segmentation_fault, 0, 0, line, line,
                static_cast<unsigned>(trace_kind::crashes)});
}

void write_traces(const folder& to) {
  constexpr unsigned endings = 10;
  for (unsigned ending = 0; ending < endings; ++ending) {
    to.add("trace", "waits_early_" + std::to_string(ending), two_tasks(false, ending));
    to.add("trace", "submits_early_" + std::to_string(ending), two_tasks(true, ending));
  }
  to.add("trace", "calls_itself", recursion(17));
}

}  // namespace

int main(int count, char** arguments) try {
  if (count != 2) throw std::runtime_error("name one folder to write to");
  const folder to(arguments[1]);
  write_records(to);
  write_packets(to);
  write_traces(to);
} catch (const std::exception& problem) {
  std::fprintf(stderr, "Error: %s\n", problem.what());
  return 2;
}
