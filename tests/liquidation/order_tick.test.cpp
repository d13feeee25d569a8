#include "bulwark/liquidation/order_tick.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"
#include "vectors/case.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Price = Fraction<Wide>;

TEST_CASE("a limit is a tick, at or above the price for a sale and at or below it for a purchase", "[liquidation][order_tick]") {
  for (const int exponent : {-9, -8, 0, 2})
    for (const std::uint32_t step : {1u, 7u, 100'000u})
      for (const Price& price :
           {Price{49'999, 100}, Price{495, 1}, Price{Wide(1'000'000), Wide(3)}, Price{Wide("123456789012"), Wide(7)}}) {
        const OrderTick tick{exponent, step};
        const Wide sale = tick.limit(price, true), purchase = tick.limit(price, false);
        CHECK((sale % step == 0 && purchase % step == 0));
        // In subticks: price / 10^exponent.
        const Price subticks = exponent < 0 ? Price{Wide(price.numerator * power_of_ten<Wide>(-exponent)), price.denominator}
                                            : Price{price.numerator, Wide(price.denominator * power_of_ten<Wide>(exponent))};
        CHECK((Price{sale, Wide(1)} >= subticks && Price{Wide(sale - step), Wide(1)} < subticks));
        if (purchase > step) CHECK((Price{purchase, Wide(1)} <= subticks && Price{Wide(purchase + step), Wide(1)} > subticks));
      }
}

TEST_CASE("limits stay in 64 bits and above zero", "[liquidation][order_tick]") {
  const OrderTick tick{-8, 100'000};
  CHECK(tick.limit(Price{Wide(0), Wide(1)}, true) == 100'000);
  CHECK(tick.limit(Price{Wide(0), Wide(1)}, false) == 100'000);
  const Wide most("18446744073709500000");  // 2^64 - 1 less what is left over of a tick
  CHECK(tick.limit(Price{Wide(1) << 80, Wide(1)}, true) == most);
  CHECK(tick.limit(Price{Wide(1) << 80, Wide(1)}, false) == most);
}

TEST_CASE("the chain's example, in subticks", "[liquidation][order_tick]") {
  // 499.99 and 500.01 quote quantums per base quantum, 10^-8 of one per subtick.
  CHECK(OrderTick{-8, 1}.limit(Price{49'999, 100}, true) == 49'999'000'000);
  CHECK(OrderTick{-8, 1'000'000'000}.limit(Price{49'999, 100}, true) == 50'000'000'000);
  CHECK(OrderTick{-8, 1'000'000'000}.limit(Price{50'001, 100}, false) == 50'000'000'000);
}

TEST_CASE("an order tick reports every fault", "[liquidation][order_tick][faults]") {
  CHECK(said(OrderTick{-8, 0}.faults()) == std::vector<std::string>{"order_tick.tick must be positive, got 0"});
  CHECK(OrderTick{-8, 1}.faults().empty());
}
