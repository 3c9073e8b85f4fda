// SPDX-License-Identifier: MIT
// word_count: map and reduce, on tasks that are long: here it should not matter whose they are.
#include "bench/word_count.hpp"

#include "bench/overhead/work.hpp"

namespace bench::overhead {
namespace {

const work_registration registered{
    {.place = 13,
     .name = "word_count",
     .summary = "count words in pieces, merge the tables: time of a task",
     .metrics = {{"word_count", "s"}},
     .sizes = {.trial = 5'000, .tiny = 5'000, .whole = 100'000},
     .measure =
         [](pool& on, std::int64_t words) {
           return cost_of_task(on.word_count(words), word_count_tasks(words));
         },
     .answer = bench::word_count}};

}  // namespace
}  // namespace bench::overhead
