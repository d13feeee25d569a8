#include "bulwark/var/weighted_tail_shares.hpp"

#include <cmath>

#include "bulwark/var/age_weights.hpp"
#include "bulwark/var/weighted_tail.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("contributions under age weights add up to the weighted shortfall", "[var][weighted_tail_shares]") {
  const std::vector<double> one = normal_profits(500, 211), other = normal_profits(500, 212, 3.0), book = sum(one, other);
  std::vector<double> weights(500), share(500);
  std::vector<Weighted> scratch(500);
  for (const double decay : {1.0, 0.99})
    for (const double tail : {0.01, 0.025, 0.3}) {
      age_weights(decay, weights);
      const double quantile = weighted_tail_shares(book, weights, tail, share, scratch);
      const VarReport report = weighted_tail(scratch, tail);
      CHECK(quantile == report.value_at_risk);
      CHECK(contribution(one, share) + contribution(other, share) == Catch::Approx(report.expected_shortfall).epsilon(1e-12));
    }
}

TEST_CASE("scenarios that count alike have the shares of an unweighted tail", "[var][weighted_tail_shares]") {
  const std::vector<double> book{-3.0, -2.0, -2.0, 0.0, -2.0, 1.0, 1.0, 1.0, 1.0, 1.0}, weights(10, 0.1);
  std::vector<double> share(10), plain(10), scratch(10);
  std::vector<Weighted> pairs(10);
  CHECK(weighted_tail_shares(book, weights, 0.2, share, pairs) == tail_shares(book, 0.2, plain, scratch));
  for (std::size_t s = 0; s < 10; ++s) CHECK(share[s] == Catch::Approx(plain[s]).epsilon(1e-14));
}

TEST_CASE("bad weights and unknown profits leave no share known", "[var][weighted_tail_shares][faults]") {
  std::vector<double> share(2);
  std::vector<Weighted> scratch(2);
  for (const double bad : {-1.0, std::nan(""), 0.0}) {
    CHECK(std::isnan(weighted_tail_shares(std::vector<double>{-1.0, 1.0}, std::vector<double>{bad, 0.0}, 0.3, share, scratch)));
    CHECK((std::isnan(share[0]) && std::isnan(share[1])));
  }
  CHECK(std::isnan(weighted_tail_shares(std::vector<double>{std::nan(""), 1.0}, std::vector<double>{1.0, 1.0}, 0.3, share, scratch)));
}
