// SPDX-License-Identifier: MIT
// word_count: how often each word occurs in a text; tasks count in pieces, their tables are merged.
#include "bench/word_count.hpp"

#include "bench/thread_per_task.hpp"

namespace bench {
namespace {

const workload_registration registered{
    {.name = "word_count",
     .summary = "count the words of a text in pieces, merge the tables: map and reduce",
     .sizes = {.tiny = 5'000, .quick = 30'000, .full = 1'000'000},
     .labels = {stress::memory_bandwidth, stress::computation},
     .run = run_word_count,
     .answer = word_count,
     .tasks = word_count_tasks,
     .refusal = [](const auto& where,
                   auto n) { return too_many_threads(where, word_count_tasks(n)); },
     .serial = [](std::int64_t words) { return fingerprint(count_words(text_of(words))); },
     .prepare = [](std::int64_t words) { text_of(words); }}};

}  // namespace
}  // namespace bench
