#include "bulwark/var/expected_shortfall.hpp"

#include <cmath>

#include "bulwark/var/value_at_risk.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("the coherent shortfall is the least that Rockafellar and Uryasev's function has", "[var][expected_shortfall]") {
  std::vector<double> profits = normal_profits(715, 21);
  for (const double tail : {0.3, 0.025, 0.01}) {
    double least_of_all = 1e9;
    for (const double v : profits) {
      double excess = 0.0;
      for (const double p : profits) excess += std::fmax(v - p, 0.0);
      least_of_all = std::fmin(least_of_all, -v + excess / 715.0 / tail);
    }
    CHECK(rockafellar_uryasev_shortfall(profits, tail) == Catch::Approx(least_of_all).epsilon(1e-13));
  }
}

TEST_CASE("two books together risk no more than apart, where the shortfall is the coherent one", "[var][expected_shortfall]") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    std::vector<double> a = normal_profits(333, 2 * seed), b = normal_profits(333, 2 * seed + 1, 0.1 * static_cast<double>(seed));
    std::vector<double> both = sum(a, b);
    for (const double tail : {0.3, 0.05, 0.01, 0.004}) {
      const double together = rockafellar_uryasev_shortfall(both, tail);
      CHECK(together >= order_statistic_var(both, tail) - 1e-15);
      std::vector<double> one = a, other = b;
      CHECK(together <= rockafellar_uryasev_shortfall(one, tail) + rockafellar_uryasev_shortfall(other, tail) + 1e-12);
    }
  }
}

TEST_CASE("twice the book is twice the shortfall, what is certain comes off it, and no order of scenarios matters",
          "[var][expected_shortfall]") {
  const std::vector<double> profits = normal_profits(715, 23);
  for (const auto measure : {rockafellar_uryasev_shortfall, through_rank_shortfall, beyond_rank_shortfall})
    for (const double tail : {0.3, 0.025, 0.01}) {
      std::vector<double> plain = profits, doubled = profits, shifted = profits, reversed(profits.rbegin(), profits.rend());
      for (double& p : doubled) p *= 2.0;
      for (double& p : shifted) p += 8.0;
      const double risk = measure(plain, tail);
      CHECK(measure(doubled, tail) == 2.0 * risk);
      CHECK(measure(shifted, tail) == Catch::Approx(risk - 8.0).epsilon(1e-14));
      CHECK(measure(reversed, tail) == risk);
    }
}

TEST_CASE("through the rank is no more, beyond it no less than coherent; where the tail is whole the first are one",
          "[var][expected_shortfall]") {
  std::vector<double> profits = normal_profits(715, 22);
  for (const double tail : {0.3, 0.025, 0.01}) {
    CHECK(through_rank_shortfall(profits, tail) <= rockafellar_uryasev_shortfall(profits, tail));
    CHECK(beyond_rank_shortfall(profits, tail) >= rockafellar_uryasev_shortfall(profits, tail));
  }
  for (const auto measure : {through_rank_shortfall, beyond_rank_shortfall, rockafellar_uryasev_shortfall})  // less than one scenario
    CHECK(measure(profits, 0.0001) == Catch::Approx(order_statistic_var(profits, 0.0001)).epsilon(1e-15));
  CHECK(through_rank_shortfall(profits, 0.2) == rockafellar_uryasev_shortfall(profits, 0.2));
}

TEST_CASE("the conventions are a tenth of the tail apart on Hull's four indices", "[var][expected_shortfall]") {
  // Hull, "Risk management and financial institutions", 500 scenarios: the five worst losses, thousands. var_es.json, "hull-basic-es".
  std::vector<double> profits(495, 0.0);
  for (const double loss : {477841.0, 345435.0, 282204.0, 277041.0, 253385.0}) profits.push_back(-loss);
  CHECK(order_statistic_var(profits, 0.01) == 253385.0);
  CHECK(beyond_rank_shortfall(profits, 0.01) == 345630.25);
  CHECK(through_rank_shortfall(profits, 0.01) == Catch::Approx(327181.2).epsilon(1e-15));
}

TEST_CASE("a shortfall of no scenarios, or of one that is no number, is no number", "[var][expected_shortfall][faults]") {
  std::vector<double> none, bad{1.0, std::nan(""), -3.0};
  for (const auto measure : {rockafellar_uryasev_shortfall, through_rank_shortfall, beyond_rank_shortfall}) {
    CHECK(std::isnan(measure(none, 0.01)));
    CHECK(std::isnan(measure(bad, 0.01)));
  }
}
