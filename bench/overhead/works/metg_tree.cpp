// SPDX-License-Identifier: MIT
// metg_tree: how small tasks may be that need one other each.
#include "bench/overhead/metg.hpp"

namespace bench::overhead {
namespace {

const work_registration registered{make_metg_work<task_bench::tree>(
    15, "metg_tree", "the same where each task needs one of the step before")};

}  // namespace
}  // namespace bench::overhead
