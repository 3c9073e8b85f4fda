// SPDX-License-Identifier: MIT
// metg_trivial: how small tasks that need no other may be.
#include "bench/overhead/metg.hpp"

namespace bench::overhead {
namespace {

const work_registration registered{make_metg_work<task_bench::trivial>(
    9, "metg_trivial", "the grain at which independent tasks work half of the time")};

}  // namespace
}  // namespace bench::overhead
