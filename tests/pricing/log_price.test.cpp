#include "bulwark/pricing/log_price.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/jump_walk.hpp"

using namespace bulwark;

TEST_CASE("without jumps a forward's logarithm drifts down by half its variance", "[pricing][log_price]") {
  CHECK(drift_between_jumps({.volatility = 0.5}) == -0.125);
  CHECK(drift_between_jumps({.volatility = 0.5, .growth = 0.0625}) == -0.0625);
  CHECK(variance_per_year({.volatility = 0.5}) == 0.25);
  CHECK(jumps_per_year(ModelParameters{}) == 0.0);
}

TEST_CASE("what jumps are expected to add is taken from the drift: the price is a martingale, its variance what is drawn",
          "[pricing][log_price]") {
  for (const ModelParameters& model :
       {ModelParameters{JumpParameters{8.0, -0.1, 0.15}}, ModelParameters{DoubleExponentialJumps{12.0, 0.4, 14.0, 9.0}}}) {
    const LogPrice price{.volatility = 0.4, .model = model};
    test::Sample grown, square;
    const double years = 0.25,
                 mean = years * (drift_between_jumps(price) +
                                 jumps_per_year(model) * (std::holds_alternative<JumpParameters>(model) ? -0.1 : 0.4 / 14.0 - 0.6 / 9.0));
    for (Index path = 0; path < 100'000; ++path) {
      const double move = test::JumpWalk(price, 5, path).move(years);
      grown.add(std::exp(move));
      square.add((move - mean) * (move - mean));
    }
    CHECK(std::fabs(grown.score(1.0)) < 3.0);
    CHECK(std::fabs(square.score(years * variance_per_year(price))) < 3.0);
  }
}

TEST_CASE("a log price that cannot be followed says why", "[pricing][log_price][faults]") {
  CHECK(faults(LogPrice{.volatility = 0.5}).empty());
  CHECK(faults(LogPrice{.volatility = 0.0, .growth = std::numeric_limits<double>::quiet_NaN()}).size() == 2);
  CHECK(faults(LogPrice{.volatility = 0.5, .model = JumpParameters{-1.0, 0.0, -1.0}}).size() == 2);
  CHECK(faults(LogPrice{.volatility = 0.5, .model = StochasticVariance{}}).front().code == FaultCode::missing);
}
