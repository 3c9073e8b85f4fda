// SPDX-License-Identifier: MIT
// metg_all_to_all: how small tasks may be that need all of the step before.
#include "bench/overhead/metg.hpp"

namespace bench::overhead {
namespace {

const work_registration registered{make_metg_work<task_bench::all_to_all>(
    16, "metg_all_to_all", "the same where each task needs all of the step before")};

}  // namespace
}  // namespace bench::overhead
