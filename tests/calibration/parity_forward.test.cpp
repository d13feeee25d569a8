#include "bulwark/calibration/parity_forward.hpp"

#include <cmath>
#include <string>

#include "calibration/made_chain.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("exact quotes give back the forward and the discount", "[calibration][parity_forward]") {
  const auto money = parity_forward(test::made_chain(PremiumIn::quote, 103.0, 0.97, 0.01));
  REQUIRE(money);
  CHECK_THAT(money->forward, WithinRel(103.0, 1e-12));
  CHECK_THAT(money->discount, WithinRel(0.97, 1e-12));
  CHECK(money->pairs == 19);
  CHECK(money->outliers == 0);

  const auto coins = parity_forward(test::made_chain(PremiumIn::coins, 103.0, 1.0, 1e-4));
  REQUIRE(coins);
  CHECK_THAT(coins->forward, WithinRel(103.0, 1e-12));
  CHECK(coins->discount == 1.0);
  CHECK(coins->discount_error == 0.0);
}

TEST_CASE("a discount that is known is held, and one pair is then enough", "[calibration][parity_forward]") {
  ExpiryChain chain = test::made_chain(PremiumIn::quote, 103.0, 0.97, 0.01);
  CHECK_THAT(parity_forward(chain, 0.97)->forward, WithinRel(103.0, 1e-12));
  chain.quotes.resize(2);
  CHECK_FALSE(parity_forward(chain));
  const auto one = parity_forward(chain, 0.97);
  REQUIRE(one);
  CHECK_THAT(one->forward, WithinRel(103.0, 1e-10));
  CHECK(one->pairs == 1);
  CHECK(one->discount == 0.97);
}

TEST_CASE("stale quotes are outliers and move little", "[calibration][parity_forward]") {
  for (const PremiumIn premium : {PremiumIn::quote, PremiumIn::coins}) {
    const double unit = premium == PremiumIn::coins ? 0.01 : 1.0;
    ExpiryChain chain = test::made_chain(premium, 103.0, 1.0, 0.05 * unit);
    for (const std::size_t i : {4u, 13u, 30u})
      chain.quotes[i].bid = *chain.quotes[i].bid + 4.0 * unit, chain.quotes[i].ask = *chain.quotes[i].ask + 4.0 * unit;
    const auto found = parity_forward(chain);
    REQUIRE(found);
    CHECK(found->outliers == 3);
    CHECK_THAT(found->forward, WithinAbs(103.0, 0.05));
  }
}

TEST_CASE("the forward and the discount are as uncertain as they say", "[calibration][parity_forward]") {
  double forward = 0.0, discount = 0.0, coin = 0.0;
  constexpr int draws = 200;
  for (unsigned seed = 1; seed <= draws; ++seed) {
    const auto money = parity_forward(test::made_chain(PremiumIn::quote, 103.0, 0.97, 0.1, 0.1, seed));
    forward += std::pow((money->forward - 103.0) / money->forward_error, 2.0) / draws;
    discount += std::pow((money->discount - 0.97) / money->discount_error, 2.0) / draws;
    const auto coins = parity_forward(test::made_chain(PremiumIn::coins, 103.0, 1.0, 1e-3, 1e-3, seed));
    coin += std::pow((coins->forward - 103.0) / coins->forward_error, 2.0) / draws;
  }
  CHECK_THAT(std::sqrt(forward), WithinRel(1.0, 0.25));
  CHECK_THAT(std::sqrt(discount), WithinRel(1.0, 0.25));
  CHECK_THAT(std::sqrt(coin), WithinRel(1.0, 0.25));
}

TEST_CASE("a chain without a two-sided pair has no forward, and its bad quotes are named", "[calibration][parity_forward]") {
  const ExpiryChain calls{0.1, PremiumIn::coins, {{100.0, OptionSide::call, 0.01, 0.02}, {100.0, OptionSide::put, {}, 0.02}}};
  const Faults none = parity_forward(calls).faults();
  REQUIRE(none.size() == 1);
  CHECK(none[0].code == FaultCode::missing);
  ExpiryChain bad = test::made_chain(PremiumIn::quote, 103.0, 0.97, 0.01);
  bad.quotes[3].ask = 0.0;
  bad.quotes[9].strike = -1.0;
  CHECK(parity_forward(bad).faults().size() == 2);
  CHECK(parity_forward(test::made_chain(PremiumIn::quote, 103.0, 0.97, 0.01), 0.0).faults().size() == 1);
}

TEST_CASE("a parity that no forward can hold is a fault, not a number", "[calibration][parity_forward]") {
  ExpiryChain chain{0.1, PremiumIn::quote, {}};
  for (const double strike : {90.0, 100.0, 110.0}) {  // calls gain with the strike
    chain.quotes.push_back({strike, OptionSide::call, strike, strike + 1.0});
    chain.quotes.push_back({strike, OptionSide::put, 1.0, 2.0});
  }
  const auto found = parity_forward(chain);
  REQUIRE_FALSE(found);
  CHECK(std::string(found.faults().front().field) == "chain.discount");
}
