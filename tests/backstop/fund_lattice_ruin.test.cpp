#include "bulwark/backstop/fund_lattice_ruin.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"

using namespace bulwark;

namespace {

double ruin(const LatticeRuin& fund, Index capital, Index periods) {
  std::vector<double> scratch(2 * fund.levels(capital, periods));
  return fund.probability(capital, periods, scratch);
}

/// Every sequence of losses, one by one.
double by_enumeration(const std::vector<double>& chance, Index income, Index held, Index periods) {
  if (periods == 0) return 0.0;
  double sum = 0.0;
  for (std::size_t k = 0; k < chance.size(); ++k) {
    const Index left = held + income - static_cast<Index>(k);
    sum += chance[k] * (left < 0 ? 1.0 : by_enumeration(chance, income, left, periods - 1));
  }
  return sum;
}

}  // namespace

TEST_CASE("the exact ruin is that of every sequence of losses", "[backstop][fund_lattice_ruin]") {
  const std::vector<double> chance{0.5, 0.25, 0.125, 0.0625, 0.0625};
  for (const Index income : {0, 1, 2})
    for (Index capital = 0; capital < 6; ++capital)
      for (Index periods = 0; periods <= 6; ++periods)
        CHECK(ruin({chance, income}, capital, periods) == by_enumeration(chance, income, capital, periods));  // powers of two: exact
}

TEST_CASE("the gambler who wins or loses a unit is ruined as the textbook says", "[backstop][fund_lattice_ruin]") {
  // Income 1, a loss of 2 with probability 0.4: a walk up with 0.6, down with 0.4; ruin below 0 from u: (0.4 / 0.6)^(u + 1).
  const std::vector<double> chance{0.6, 0.0, 0.4};
  for (const Index capital : {0, 3, 8})
    CHECK(std::abs(ruin({chance, 1}, capital, 2'000) - std::pow(0.4 / 0.6, static_cast<double>(capital + 1))) < 1e-12);
}

TEST_CASE("chances that are none are named", "[backstop][fund_lattice_ruin][faults]") {
  const std::vector<double> wrong{1.5, -0.25};
  CHECK(LatticeRuin{wrong, -1}.faults().size() == 4);
}
