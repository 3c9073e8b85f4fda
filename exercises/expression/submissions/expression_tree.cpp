// Builds a tree of the expression and evaluates it recursively; each fork is a task.
#include <functional>
#include <memory>

#include "expression.hpp"

namespace expression {
namespace {

using operation = number (*)(number, number);

struct node;
using tree = std::shared_ptr<const node>;

struct node {
  number value;  // of a leaf
  operation op;  // null in a leaf
  tree left, right;
  bool leaf() const { return op == nullptr; }
};

tree leaf(number value) { return std::make_shared<node>(node{value, nullptr, {}, {}}); }
tree inner(operation op, tree left, tree right) {
  return std::make_shared<node>(node{0, op, left, right});
}

number value_of(futures::executor& pool, tree t) {
  if (t->leaf()) return t->value;
  if (t->right->leaf()) return t->op(value_of(pool, t->left), t->right->value);
  auto right = pool.submit(value_of, std::ref(pool), t->right);
  number left = value_of(pool, t->left);
  return t->op(left, right.result());
}

}  // namespace

number evaluate(futures::executor& pool, const operands& x) {
  tree sums = inner(mul, inner(add, leaf(x.a), leaf(x.b)), inner(add, leaf(x.c), leaf(x.d)));
  tree rest = inner(sub, inner(mul, leaf(x.e), leaf(x.f)), leaf(x.g));
  return pool.submit(value_of, std::ref(pool), inner(mul, sums, rest)).result();
}

}  // namespace expression
