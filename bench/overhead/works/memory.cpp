// SPDX-License-Identifier: MIT
// memory: bytes of an outstanding future and its task, the handle itself left out.
//
// How it works. Each leg has a process of its own: in one where others ran before, memory that they
// gave back to their pools' own lists would be used again and not be seen. The leg before, of one
// task, has made everything that is there once.
#include "bench/overhead/work.hpp"

namespace bench::overhead {
namespace {

leg measure(pool& on, std::int64_t tasks) {
  const auto held = on.hold(tasks);
  return {{held.bytes}, held.answer, tasks};
}

const work_registration registered{
    {.place = 0,
     .name = "memory",
     .summary = "bytes of an outstanding future, the handle left out",
     .metrics = {{"memory", "bytes"}},
     .sizes = {.trial = 1, .tiny = 2'000, .whole = 100'000},
     .workers = {1},
     .measure = measure,
     .answer = sum_below}};

}  // namespace
}  // namespace bench::overhead
