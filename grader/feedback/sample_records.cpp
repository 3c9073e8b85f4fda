// SPDX-License-Identifier: MIT
// Records with all that a feedback can have to show.
#include "grader/feedback/sample_records.hpp"

namespace grader {

using reports::check_status, reports::verdict;

const std::string hostile_text =
    "<script>alert(1)</script> | `x` *b* [l](http://e) \x1b[2J\u202e\xff\n# h";

reports::submission_record plain_record() {
  return {.exercise = "expression",
          .submission = "ada",
          .verdict = verdict::ok,
          .points = 3,
          .max_points = 3,
          .checks = {{.id = "value",
                      .title = "The value",
                      .status = check_status::passed,
                      .points = 2,
                      .max_points = 2},
                     {.id = "speedup",
                      .title = "A real speedup",
                      .status = check_status::passed,
                      .points = 1,
                      .max_points = 1,
                      .message = "2.01 times as fast."}}};
}

reports::submission_record full_record() {
  return {
      .exercise = "expression",
      .submission = "ada%20" + hostile_text,
      .verdict = verdict::partial,
      .points = 7,
      .max_points = 13,
      .message = "An exception left your function: std::runtime_error: " + hostile_text,
      .checks = {{.id = "value",
                  .title = "The value",
                  .status = check_status::passed,
                  .points = 2,
                  .max_points = 2},
                 {.id = "path",
                  .title = "The critical path",
                  .status = check_status::failed,
                  .points = 3,
                  .max_points = 6,
                  .message = "4 steps on 3 workers. " + hostile_text,
                  .hint = "Submit every operation as soon as its operands are known."},
                 {.id = "one",
                  .title = "No deadlock",
                  .status = check_status::failed,
                  .max_points = 1,
                  .message = "Deadlock.",
                  .hint = "Never the first hint."},
                 {.id = "pool",
                  .title = "On the pool",
                  .status = check_status::skipped,
                  .max_points = 2,
                  .message = "Not tried."},
                 {.id = "quick",
                  .title = "Quick",
                  .status = check_status::inconclusive,
                  .points = 1,
                  .max_points = 1,
                  .message = "Too close to tell."},
                 {.id = "busy",
                  .title = "Busy",
                  .status = check_status::refused,
                  .points = 1,
                  .max_points = 1,
                  .message = "The machine was too busy."}},
      .virtual_time = {{.workers = 1, .makespan = 6, .optimum = 6, .serial = 6},
                       {.workers = 3, .makespan = {}, .optimum = 3, .serial = 6},
                       {.workers = 0, .makespan = 4, .optimum = 3, .serial = 6}},
      .structure =
          reports::structure_summary{
              .work = 6,
              .span = 3,
              .delay = "mul(2, 3) began after 1 step, though it could have begun at once.",
              .next_step = "One step less on any number of workers is worth 3 of 6 points more.",
              .timeline = {{"add(2, 8)", 7, 0, 0, 1},
                           {hostile_text, {}, 1, 0, 1},
                           {"mul(2, 3)", 8, 0, 1, 2},
                           {"sub(6, 1)", 10, 0, 2, 4}},
              .ideal = {{"add(2, 8)", {}, 0, 0, 1},
                        {"mul(2, 3)", {}, 1, 0, 1},
                        {"sub(6, 1)", {}, 0, 1, 3}}},
      .cost_experiments = {{.title = "mul takes three steps",
                            .delay = "mul(10, 10) began after 3 steps, though its operands were "
                                     "known after 1 step: something "
                                     "else was waited for.",
                            .runs = {{.workers = 1, .makespan = 12, .optimum = 12, .serial = 12},
                                     {.workers = 0, .makespan = 9, .optimum = 7, .serial = 12}}},
                           {.title = "add takes three steps",
                            .delay = {},
                            .runs = {{.workers = 0, .makespan = 5, .optimum = 5, .serial = 10}}},
                           {.title = "what was not tried", .delay = {}, .runs = {}}},
      .speedup = reports::speedup_result{.workers = 2,
                                         .median = 1.4567,
                                         .ideal = 1.5,
                                         .ceiling = 1.98,
                                         .share = 0.981,
                                         .pairs = 9,
                                         .dropped_pairs = 2},
      .diagnoses = {
          {.rule = "compiler warning", .file = "ada.cpp", .line = 3, .message = "unused variable"},
          {.rule = "lost_parallelism",
           .file = "ada.cpp",
           .line = 14,
           .message = "waits too early. " + hostile_text},
          {.rule = "outside_the_pool",
           .file = "ada.cpp",
           .line = {},
           .message = "ran outside the pool."}}};
}

}  // namespace grader
