#include "bulwark/var/quantile_shares.hpp"

#include <cmath>

#include "bulwark/var/value_at_risk.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("without width the value at risk is one scenario's, and so are the contributions", "[var][quantile_shares]") {
  const std::vector<double> one = normal_profits(500, 61), other = normal_profits(500, 62), book = sum(one, other);
  std::vector<double> share(500), scratch = book;
  std::vector<Index> order(500);
  const double quantile = quantile_shares(book, 0.01, 0, share, order);
  CHECK(quantile == order_statistic_var(scratch, 0.01));
  CHECK(contribution(one, share) + contribution(other, share) == Catch::Approx(quantile).epsilon(1e-14));
}

TEST_CASE("smoothed contributions add up to the smoothed value at risk, and scatter less", "[var][quantile_shares]") {
  // Two independent legs, one twice the other: the larger contributes 4 / 5 (normal law).
  double rough = 0.0, smooth = 0.0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const std::vector<double> one = normal_profits(2000, 100 + seed, 2.0), other = normal_profits(2000, 300 + seed), book = sum(one, other);
    std::vector<double> share(2000);
    std::vector<Index> order(2000);
    for (const Index width : {0, 60}) {
      const double quantile = quantile_shares(book, 0.05, width, share, order);
      double all = 0.0;
      for (const double s : share) all += s;
      CHECK(all == Catch::Approx(1.0).epsilon(1e-13));
      CHECK(contribution(one, share) + contribution(other, share) == Catch::Approx(quantile).epsilon(1e-13));
      const double off = contribution(one, share) / quantile - 0.8;
      (width == 0 ? rough : smooth) += off * off / 40.0;
    }
  }
  CHECK(std::sqrt(smooth) < 0.2 * std::sqrt(rough));
  CHECK(std::sqrt(smooth) < 0.06);
}

TEST_CASE("equal profits have equal shares", "[var][quantile_shares]") {
  const std::vector<double> book{-1.0, 5.0, -1.0, -2.0, -1.0, 5.0, 5.0, 5.0, 5.0, 5.0};
  std::vector<double> share(10);
  std::vector<Index> order(10);
  CHECK(quantile_shares(book, 0.2, 0, share, order) == 1.0);
  for (const std::size_t s : {0u, 2u, 4u}) CHECK(share[s] == 1.0 / 3.0);
  CHECK(quantile_shares(book, 0.2, 1, share, order) == Catch::Approx(1.25).epsilon(1e-15));
}

TEST_CASE("an unknown scenario or a negative width leaves no share known", "[var][quantile_shares][faults]") {
  const std::vector<double> bad{-3.0, std::nan(""), 1.0}, good{-3.0, 2.0, 1.0};
  std::vector<double> share(3);
  std::vector<Index> order(3);
  CHECK(std::isnan(quantile_shares(bad, 0.5, 0, share, order)));
  CHECK(std::isnan(share[0]));
  CHECK(std::isnan(quantile_shares(good, 0.5, -1, share, order)));
  CHECK(std::isnan(share[2]));
}
