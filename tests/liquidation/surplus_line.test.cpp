#include "bulwark/liquidation/surplus_line.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("the line is what equity less maintenance is at two prices", "[liquidation][surplus_line]") {
  const LinearLeg held{3.0, 110.0}, sold{-1.0, 90.0};
  const SurplusLine line = SurplusLine{50.0}.with(held, {0.02, 1.5}).with(sold, {0.01});
  for (const double price : {80.0, 100.0}) {
    const double surplus = 50.0 + 3.0 * (price - 110.0) - (price - 90.0) - (0.02 * 3.0 * price - 1.5) - 0.01 * price;
    CHECK_THAT(line.at(price), WithinRel(surplus, 1e-14));
  }
  CHECK(line.at(line.root().value()) == Catch::Approx(0.0).margin(1e-12));
}

TEST_CASE("the official examples of Binance come out", "[liquidation][surplus_line]") {
  // binance.json, "binance-liq-isolated-eth" and "-cross-btc", and the other two of the same document (freqtrade, test_binance).
  const LinearLeg eth{3683.979, 1456.84}, btc{109.488, 32481.98};
  const TierRate eth_rate{0.1, 135'365.0}, btc_rate{0.025, 16'300.0};
  const double wallet = 1'535'443.01;
  const auto price = [](double balance, const LinearLeg& leg, const TierRate& rate) {
    return SurplusLine{balance}.with(leg, rate).root().value();
  };
  const auto rest = [](const LinearLeg& leg, double mark, const TierRate& rate) {
    return cross_balance(0.0, leg.quantity * (mark - leg.entry_price), leg.quantity * mark * rate.rate - rate.deduction);
  };
  CHECK_THAT(price(wallet, eth, eth_rate), WithinRel(1114.78, 1e-5));
  CHECK_THAT(price(wallet, btc, btc_rate), WithinRel(18778.73, 1e-5));
  CHECK_THAT(price(wallet + rest(eth, 1335.18, eth_rate), btc, btc_rate), WithinRel(26316.89, 1e-5));
  CHECK_THAT(price(wallet + rest(btc, 31967.27, btc_rate), eth, eth_rate), WithinRel(1153.26, 1e-5));
}

TEST_CASE("no positive price is none, and what is no number has no price but is not none", "[liquidation][surplus_line]") {
  CHECK_FALSE(SurplusLine{101.0}.with({1.0, 100.0}, {0.01}).root());  // the margin covers a fall to nothing
  CHECK_FALSE(SurplusLine{0.0}.with({0.0, 100.0}, {0.01}).root());    // nothing is held
  CHECK_FALSE(SurplusLine{5.0}.root());
  for (const LinearLeg& leg : {LinearLeg{NAN, 1.0}, LinearLeg{1.0, NAN}, LinearLeg{1.0, INFINITY}}) {
    const auto root = SurplusLine{1.0}.with(leg, {0.01}).root();
    REQUIRE(root);
    CHECK_FALSE(*root == *root);
  }
}
