// Takes memory, and uses it, until there is no more.
#include <expression.hpp>

expression::number expression::evaluate(futures::executor&, const operands&) {
  static std::vector<std::unique_ptr<char[]>> all;
  for (;;) {
    constexpr std::size_t size = 1 << 20;
    all.push_back(std::make_unique<char[]>(size));
    std::fill_n(all.back().get(), size, 'x');
  }
}
