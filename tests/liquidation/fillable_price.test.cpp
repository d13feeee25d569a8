#include "bulwark/liquidation/fillable_price.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"
#include "vectors/case.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Risk = ExactRisk<Wide>;
using Price = Fraction<Wide>;

namespace {
constexpr FillablePrice genesis{.bankruptcy_adjustment = 1'000'000, .spread_to_maintenance = 1'500'000};
const Wide tenth("10000000");  // of a bitcoin at 50,000, 10 % maintenance

Price price(const FillablePrice& rule, long long equity, bool is_long) {
  const Risk position{.equity = is_long ? 5'000'000'000 : -5'000'000'000, .maintenance = 500'000'000};
  return *rule.price(Risk{.equity = equity, .maintenance = 500'000'000}, position, is_long ? tenth : Wide(-tenth));
}
}  // namespace

TEST_CASE("the price goes from the oracle's to its limit as equity falls from maintenance to nothing",
          "[liquidation][fillable_price][C13]") {
  Price up{Wide(500), Wide(1)}, down = up;
  for (long long equity = 600'000'000; equity >= -600'000'000; equity -= 7'654'321) {
    const Price sell = price(genesis, equity, true), buy = price(genesis, equity, false);
    CHECK((sell <= down && buy >= up));
    CHECK(sell.denominator > 0);
    // As far below for a long as above for a short.
    CHECK(Price{sell.numerator + buy.numerator, sell.denominator} == Price{Wide(1'000), Wide(1)});
    down = sell, up = buy;
  }
  CHECK(price(genesis, 500'000'000, true) == Price{Wide(500), Wide(1)});
  CHECK(price(genesis, 0, true) == Price{Wide(425), Wide(1)});  // 150 % of 10 %
  CHECK(price(genesis, -9'000'000'000, true) == Price{Wide(425), Wide(1)});
}

TEST_CASE("a larger adjustment reaches the limit sooner, and a larger spread a farther one", "[liquidation][fillable_price]") {
  const FillablePrice sooner{.bankruptcy_adjustment = 2'000'000, .spread_to_maintenance = 1'500'000};
  const FillablePrice farther{.bankruptcy_adjustment = 1'000'000, .spread_to_maintenance = 2'000'000};
  CHECK(price(sooner, 250'000'000, true) == price(genesis, 0, true));
  CHECK(price(sooner, 400'000'000, true) < price(genesis, 400'000'000, true));
  CHECK(price(farther, 400'000'000, true) < price(genesis, 400'000'000, true));
}

TEST_CASE("a price is never below zero, whatever the spread", "[liquidation][fillable_price]") {
  const FillablePrice wild{.bankruptcy_adjustment = 1'000'000, .spread_to_maintenance = 20'000'000};
  CHECK(price(wild, 0, true) == Price{Wide(0), Wide(1)});
  CHECK(price(wild, 0, false) == Price{Wide(1'500), Wide(1)});
}

TEST_CASE("there is no price without a position or a requirement", "[liquidation][fillable_price]") {
  CHECK_FALSE(genesis.price(Risk{.equity = -1, .maintenance = 5}, Risk{}, Wide(0)));
  CHECK_FALSE(genesis.price(Risk{.equity = -1}, Risk{.equity = 1}, Wide(1)));
}

TEST_CASE("prices are those of the chain's own tests", "[liquidation][fillable_price]") {
  // x/clob/keeper/liquidations_test.go (v4-chain at commit 84d4664, 2026)
  const FillablePrice code{.bankruptcy_adjustment = 1'000'000, .spread_to_maintenance = 100'000};
  CHECK(price(code, 499'000'000, true) == Price{Wide(49'999), Wide(100)});
  CHECK(price(code, 499'000'000, false) == Price{Wide(50'001), Wide(100)});
  CHECK(price(code, -500'000'000, true) == Price{Wide(495), Wide(1)});
  CHECK(price(code, -500'000'000, false) == Price{Wide(505), Wide(1)});
}

TEST_CASE("a fillable price reports every fault", "[liquidation][fillable_price][faults]") {
  CHECK(genesis.faults().empty());
  CHECK(said(FillablePrice{999'999, 0}.faults()) ==
        std::vector<std::string>{"fillable_price.bankruptcy_adjustment is out of range, got 999999",
                                 "fillable_price.spread_to_maintenance must be positive, got 0"});
}
