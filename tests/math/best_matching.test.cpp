#include "bulwark/math/best_matching.hpp"

#include <limits>
#include <vector>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using bulwark::test::Random;
using Catch::Matchers::WithinAbs;

namespace {

constexpr std::size_t most = 8;
using Table = std::vector<std::vector<double>>;  // a x b

struct Matched {
  double saved = 0.0;
  double used_twice = 0.0;  ///< by how much a member was used beyond what there is, or left over wrongly
};

Matched match(const std::vector<double>& a, const std::vector<double>& b, const Table& table) {
  const auto saving = [&](std::size_t i, std::size_t j) { return table[i][j]; };
  using Best = BestMatching<most, decltype(saving)>;
  const auto group = [](const std::vector<double>& quantities) {
    typename Best::Group made{.size = quantities.size()};
    std::copy(quantities.begin(), quantities.end(), made.quantity.begin());
    return made;
  };
  const Best best(group(a), group(b), saving);
  Matched found;
  for (std::size_t i = 0; i < a.size(); ++i) {
    double used = best.left_of_a(i);
    for (std::size_t j = 0; j < b.size(); ++j) {
      used += best.together(i, j);
      found.saved += best.together(i, j) > 0.0 ? best.together(i, j) * table[i][j] : 0.0;
      if (best.together(i, j) < 0.0) found.used_twice = 1.0;
    }
    found.used_twice = greatest(found.used_twice, magnitude(used - a[i]));
  }
  for (std::size_t j = 0; j < b.size(); ++j) {
    double used = best.left_of_b(j);
    for (std::size_t i = 0; i < a.size(); ++i) used += best.together(i, j);
    found.used_twice = greatest(found.used_twice, magnitude(used - b[j]));
  }
  return found;
}

/// Every way to put single units together, tried.
double best_by_trial(const Table& table, std::vector<bool>& is_taken, std::size_t i = 0) {
  if (i == table.size()) return 0.0;
  double best = best_by_trial(table, is_taken, i + 1);
  for (std::size_t j = 0; j < is_taken.size(); ++j) {
    if (is_taken[j]) continue;
    is_taken[j] = true;
    best = greatest(best, table[i][j] + best_by_trial(table, is_taken, i + 1));
    is_taken[j] = false;
  }
  return best;
}

Table random_table(Random& random, Index rows, Index columns) {
  Table table(static_cast<std::size_t>(rows), std::vector<double>(static_cast<std::size_t>(columns)));
  for (std::vector<double>& row : table)
    for (double& saving : row) saving = static_cast<double>(random.below(24)) / 2.0 - 3.0;
  return table;
}

}  // namespace

TEST_CASE("no other matching saves more", "[math][best_matching]") {
  Random random{11};
  for (int trial = 0; trial < 2000; ++trial) {
    const Index rows = 1 + random.below(5), columns = 1 + random.below(5);
    const Table table = random_table(random, rows, columns);
    std::vector<bool> is_taken(static_cast<std::size_t>(columns));
    const std::vector<double> a(static_cast<std::size_t>(rows), 1.0), b(static_cast<std::size_t>(columns), 1.0);
    CHECK_THAT(match(a, b, table).saved, WithinAbs(best_by_trial(table, is_taken), 1e-9));
  }
}

TEST_CASE("quantities split, and none is lost or made", "[math][best_matching]") {
  Random random{5};
  for (int trial = 0; trial < 500; ++trial) {
    const Index rows = 1 + random.below(8), columns = 1 + random.below(8);
    const Table table = random_table(random, rows, columns);
    std::vector<double> a, b, twice_a, twice_b;
    for (Index i = 0; i < rows; ++i) a.push_back(magnitude(random.quantity())), twice_a.push_back(2.0 * a.back());
    for (Index j = 0; j < columns; ++j) b.push_back(magnitude(random.quantity())), twice_b.push_back(2.0 * b.back());
    const Matched one = match(a, b, table);
    CHECK(one.used_twice < 1e-9);
    CHECK_THAT(match(twice_a, twice_b, table).saved, WithinAbs(2.0 * one.saved, 1e-9));
  }
}

TEST_CASE("a member that saves more takes over the partner of another", "[math][best_matching]") {
  CHECK(match({1.0, 1.0}, {1.0}, {{2.0}, {3.0}}).saved == 3.0);
  CHECK(match({1.0, 1.0}, {1.0, 1.0}, {{5.0, 4.0}, {5.0, 0.0}}).saved == 9.0);  // the best pair first would save 5
}

TEST_CASE("what saves nothing or no number stays apart", "[math][best_matching]") {
  CHECK(match({1.0}, {1.0}, {{0.0}}).saved == 0.0);
  CHECK(match({1.0}, {1.0}, {{-1.0}}).saved == 0.0);
  CHECK(match({1.0}, {1.0}, {{std::numeric_limits<double>::quiet_NaN()}}).saved == 0.0);
  CHECK(match({}, {}, {}).saved == 0.0);
}
