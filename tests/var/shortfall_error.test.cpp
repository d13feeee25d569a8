#include "bulwark/var/shortfall_error.hpp"

#include <cmath>

#include "bulwark/var/expected_shortfall.hpp"
#include "bulwark/var/quantile_shares.hpp"
#include "bulwark/var/value_at_risk.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

/// What is estimated, how it scatters, and what is said of it.
struct Scatter {
  double mean = 0.0, square = 0.0, said = 0.0, count = 0.0;
  void add(double estimate, double error) { mean += estimate, square += estimate * estimate, said += error, ++count; }
  double deviation() const { return std::sqrt(square / count - mean / count * (mean / count)); }
  double error() const { return said / count; }
};

}  // namespace

TEST_CASE("errors of a shortfall, of what a trade adds and of a leg are what samples scatter by", "[var][shortfall_error]") {
  Scatter whole, added, leg;
  constexpr double tail = 0.05;
  constexpr std::size_t count = 2000;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const std::vector<double> one = normal_profits(count, 5000 + seed), trade = normal_profits(count, 9000 + seed, 0.5);
    const std::vector<double> book = sum(one, trade);
    std::vector<double> before = one, after = book, share(count), scratch(count);
    std::vector<Index> order(count);
    const double risk_before = order_statistic_var(before, tail), risk = order_statistic_var(after, tail);
    const double shortfall_before = rockafellar_uryasev_shortfall(before, tail), shortfall = rockafellar_uryasev_shortfall(after, tail);
    whole.add(shortfall, shortfall_error(book, risk, tail));
    added.add(shortfall - shortfall_before, incremental_shortfall_error(one, risk_before, book, risk, tail));
    quantile_shares(book, tail, 40, share, order);
    const double at_quantile = contribution(trade, share);
    tail_shares(book, tail, share, scratch);
    leg.add(contribution(trade, share), contribution_error(trade, book, risk, at_quantile, tail));
  }
  CHECK(whole.error() == Catch::Approx(whole.deviation()).epsilon(0.12));
  CHECK(added.error() == Catch::Approx(added.deviation()).epsilon(0.12));
  CHECK(leg.error() == Catch::Approx(leg.deviation()).epsilon(0.12));
  CHECK(added.error() < whole.error());  // what both books share cancels
}

TEST_CASE("a book that never moves has a shortfall without error", "[var][shortfall_error]") {
  const std::vector<double> constant(300, -7.0);
  CHECK(shortfall_error(constant, 7.0, 0.01) == 0.0);
  CHECK(incremental_shortfall_error(constant, 7.0, constant, 7.0, 0.01) == 0.0);
}

TEST_CASE("the error of a shortfall of too few or unknown scenarios is not known", "[var][shortfall_error][faults]") {
  const std::vector<double> none, one{-1.0}, bad{-1.0, std::nan(""), 2.0};
  CHECK(std::isnan(shortfall_error(none, 1.0, 0.01)));
  CHECK(std::isnan(shortfall_error(one, 1.0, 0.01)));
  CHECK(std::isnan(shortfall_error(bad, 1.0, 0.01)));
  CHECK(std::isnan(incremental_shortfall_error(bad, 1.0, bad, 1.0, 0.01)));
  CHECK(std::isnan(contribution_error(bad, bad, 1.0, 1.0, 0.01)));
}
