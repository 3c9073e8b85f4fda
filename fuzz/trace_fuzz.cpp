// SPDX-License-Identifier: MIT
// The trace memory, where a submission may write anything, and what is made of it:
// grader/judge/trace_log, timeline, work_span and explain.
//
// How it works. An input is a script of what the submission does in a run in virtual time: it
// writes an event, or bytes anywhere in the memory, asks for an operation, or sleeps, so that the
// judge answers. Lines are those of a table of ours, in place of addr2line.
#include <sys/mman.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <memory>
#include <set>
#include <string_view>

#include "exercises/expression/arithmetic.hpp"
#include "fuzz/input.hpp"
#include "fuzz/plain_text.hpp"
#include "fuzz/require.hpp"
#include "grader/judge/explain/explainer.hpp"
#include "grader/judge/operation_desk.hpp"
#include "grader/judge/timeline.hpp"
#include "grader/judge/work_span.hpp"
#include "grader/manifest/manifest.hpp"
#include "reports/record/submission_record.hpp"

using fuzz::require;

namespace {

/// Some addresses are in the student's file, and others elsewhere.
std::optional<int> line_at(std::uint32_t address) {
  if (address == 0 || address > 100 || address % 4 == 0) return {};
  return static_cast<int>(address);
}

}  // namespace

// The judge's questions about lines end here.
void judge::call_sites::find(std::span<const protocol::call_path>) {}
std::optional<int> judge::call_sites::line_of(const protocol::call_path& path) const {
  for (const auto address : path)
    if (const auto line = line_at(address)) return line;
  return {};
}
std::optional<int> judge::call_sites::line_of_call(const protocol::call_path& path) const {
  return line_of(path);
}

namespace {

using protocol::trace_area, protocol::trace_event;

const judge::operation_table table{{"add", "sub", "mul"}, expression::apply};
const std::vector<judge::number> operands{13, 29, 51, 88, 202, 317, 7};

/// The submission's view of the memory.
class scribbler {
 public:
  explicit scribbler(const judge::trace_memory& memory)
      : area_(static_cast<trace_area*>(mmap(nullptr, sizeof(trace_area), PROT_READ | PROT_WRITE,
                                            MAP_SHARED, memory.descriptor(), 0))) {
    require(area_ != MAP_FAILED, "the memory can be shared");
  }
  ~scribbler() { munmap(area_, sizeof(trace_area)); }
  scribbler(const scribbler&) = delete;
  scribbler& operator=(const scribbler&) = delete;

  void begin(fuzz::input& from) {
    area_->main_thread = static_cast<std::uint32_t>(from.number());
    area_->pool = from.number();
  }
  void add_event(fuzz::input& from) {
    const bool at_the_end = from.byte() % 4 == 0;
    const auto place = at_the_end ? area_->last_count++ : area_->count++;
    if (place >= (at_the_end ? trace_area::last_places : trace_area::capacity)) return;
    auto& event = at_the_end ? area_->last[place] : area_->events[place];
    event.thread = static_cast<std::uint32_t>(from.number());
    event.task = from.number();
    event.by = from.number();
    event.executor = from.number();
    event.detail = from.number();
    for (auto& address : event.path) address = static_cast<std::uint32_t>(from.number());
    event.kind = static_cast<protocol::trace_kind>(from.number());
  }
  void claim_events(std::uint32_t count) { area_->count = area_->last_count = count; }
  void add_garbage(fuzz::input& from) {
    const std::size_t place =
        from.take<std::uint32_t>() % (sizeof(trace_area) - sizeof(std::uint64_t));
    const auto garbage = from.take<std::uint64_t>();
    std::memcpy(reinterpret_cast<char*>(area_) + place, &garbage, sizeof garbage);
  }

 private:
  trace_area* area_;
};

/// A run as conduct() makes one, of the script.
judge::run_result run_of(fuzz::input& from, const judge::run_request& request) {
  constexpr std::uint64_t most_operations = 100;
  judge::trace_memory memory;
  scribbler submission(memory);
  judge::operation_desk desk(table, request, most_operations);
  judge::run_result result{.ending = static_cast<judge::ending>(from.byte() % 10)};
  result.culprit = from.byte();
  submission.begin(from);
  const auto sleep = [&] {
    memory.stamp(desk.now());
    if (desk.anything_waits()) desk.answer_next();
  };
  while (!from.empty()) switch (from.byte() % 8) {
      case 0:
        submission.add_garbage(from);
        break;
      case 1:
        submission.claim_events(static_cast<std::uint32_t>(from.number()));
        break;
      case 2: {
        protocol::frame asked{.kind = protocol::kind::request,
                              .id = static_cast<std::uint32_t>(from.number()),
                              .operation = from.byte() % 3u};
        for (int i = 0; i < 2; ++i) asked.operands[i] = operands[from.byte() % operands.size()];
        asked.operands[2] = static_cast<std::int64_t>(from.number());
        desk.take(asked);
        break;
      }
      case 3:
        sleep();
        break;
      default:
        submission.add_event(from);
    }
  result.makespan = desk.now();
  result.trace = memory.copy(desk.now());
  result.operations = desk.operations();
  if (!result.operations.empty()) result.value = result.operations.back().value;
  return result;
}

std::set<int> lines_in(const judge::run_trace& trace) {
  std::set<int> lines;
  for (const auto& event : trace.events)
    for (const auto address : event.path)
      if (const auto line = line_at(address)) lines.insert(*line);
  return lines;
}

/// Every "line 14" of the text is one that exists.
void look_at_lines(const std::string& text, const std::set<int>& lines) {
  constexpr std::string_view label = "ine ";
  for (auto at = text.find(label); at != std::string::npos; at = text.find(label, at + 1)) {
    const auto number = at + label.size();
    if (number >= text.size() || std::isdigit(static_cast<unsigned char>(text[number])) == 0)
      continue;
    require(lines.contains(std::stoi(text.substr(number))), "a sentence names a line that exists");
  }
}

void look_at(const std::vector<judge::mistake>& found, const std::set<int>& lines) {
  for (const auto& each : found) {
    require(!each.rule.empty() && !each.message.empty(), "a mistake has a name and a sentence");
    require(!each.line || lines.contains(*each.line), "a mistake is on a line that exists");
    require(fuzz::is_plain(each.message + each.cost), "a sentence has nothing that steers");
    look_at_lines(each.message, lines);
  }
}

void look_at_trace(const judge::run_trace& trace) {
  require(trace.events.size() <= trace_area::capacity + trace_area::last_places,
          "no more events than there is room for");
  require(std::ranges::is_sorted(trace.events, {}, &judge::traced_event::step),
          "events come in the order of time");
}

/// A record takes every timeline that the judge draws.
void look_at_timeline(const judge::run_result& run, judge::explainer& explains) {
  reports::submission_record record;
  auto& structure = record.structure.emplace();
  auto drawn = judge::timeline_of(
      run, 3, [&](const judge::operation& what) { return explains.name_of(what, operands); },
      [&](const judge::operation& what) { return explains.line_of(run, what); });
  structure.timeline = std::move(drawn.bars);
  structure.measured = reports::measured_structure{.workers = 3, .lanes = std::move(drawn.lanes)};
  const auto read = reports::submission_from_json(reports::to_json(record));
  require(read.structure->timeline == structure.timeline, "a record keeps a timeline");
  require(read.structure->measured->lanes == structure.measured->lanes, "and who ran it");
}

/// What is measured keeps the laws of work and span.
void look_at_work_and_span(const judge::run_result& run) {
  const auto measured = judge::measure_work_and_span(run, judge::tell(run));
  if (!measured.span) return;
  require(*measured.span <= measured.work && *measured.span <= run.makespan, "a span is bounded");
  require(*measured.burdened_span >= static_cast<double>(*measured.span), "burdens add to a span");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto graph = grader::read_manifest(EXPRESSION_MANIFEST).graph;
  static const judge::subject what{.table = table};
  fuzz::input from(data, size);
  const judge::run_request request{.operands = operands};
  const auto run = run_of(from, request);
  look_at_trace(run.trace);
  const auto lines = lines_in(run.trace);
  judge::explainer explains(what, graph);
  look_at(explains.of_ending(run, operands), lines);
  look_at(explains.of_lost_steps(run, operands), lines);
  look_at(explains.of_habits(run, operands, 0), lines);
  look_at(explains.of_habits(run, operands, 1), lines);
  look_at(explains.of_excess(run, operands, 1), lines);
  look_at_timeline(run, explains);
  look_at_work_and_span(run);
  return 0;
}
