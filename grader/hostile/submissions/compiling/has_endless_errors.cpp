// verdict: compile_error, 0 points
// More messages than anybody reads.
#include <expression.hpp>

#define E0 undeclared_name;
#define E1 E0 E0 E0 E0 E0 E0 E0 E0 E0 E0
#define E2 E1 E1 E1 E1 E1 E1 E1 E1 E1 E1
#define E3 E2 E2 E2 E2 E2 E2 E2 E2 E2 E2
#define E4 E3 E3 E3 E3 E3 E3 E3 E3 E3 E3

namespace expression {

number evaluate(futures::executor&, const operands&) { E4 return 500; }

}  // namespace expression
