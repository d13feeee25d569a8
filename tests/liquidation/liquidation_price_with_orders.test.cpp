#include "bulwark/liquidation/liquidation_price_with_orders.hpp"

#include <vector>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

TierRate keep(double quantity) { return {0.11 + 1e-3 * std::abs(quantity), -2.0 * std::abs(quantity)}; }

std::optional<double> price(double balance, const LinearLeg& leg, const std::vector<RestingOrder>& orders = {}) {
  return liquidation_price_with_orders(balance, leg, orders, keep);
}

}  // namespace

TEST_CASE("at the price, balance and profit are what the position must keep", "[liquidation][with_orders]") {
  Random random{3};
  int found = 0;
  for (int i = 0; i < 300; ++i) {
    const LinearLeg leg{random.quantity(), 100.0};
    const double balance = 20.0 * std::abs(random.quantity());
    const auto p = price(balance, leg);
    REQUIRE(p);
    if (*p == 0.0) continue;
    ++found;
    const double kept = (0.11 + 1e-3 * std::abs(leg.quantity)) * std::abs(leg.quantity) * *p + 2.0 * std::abs(leg.quantity);
    CHECK_THAT(balance + leg.quantity * (*p - 100.0), WithinRel(kept, 1e-9));
  }
  CHECK(found > 100);
}

TEST_CASE("an order fills only if it comes before the liquidation", "[liquidation][with_orders]") {
  const LinearLeg held{10.0, 100.0};
  const double alone = price(500.0, held).value();
  CHECK(price(500.0, held, {{5.0, alone - 1.0}}) == alone);
  const double joined = price(500.0, held, {{5.0, alone + 1.0}}).value();
  // As the position that is then held, against what is left when it fills.
  CHECK_THAT(joined, WithinRel(price(500.0 + 10.0 * (alone + 1.0 - 100.0), {15.0, alone + 1.0}).value(), 1e-13));
  CHECK(joined > alone);
  // The first that comes too late ends it, also for those after it.
  CHECK(price(500.0, held, {{5.0, alone + 1.0}, {1.0, joined - 1.0}, {1.0, joined - 2.0}}) == joined);
  const LinearLeg sold{-10.0, 100.0};
  const double above = price(500.0, sold).value();
  CHECK(price(500.0, sold, {{-5.0, above + 1.0}}) == above);
  CHECK(price(500.0, sold, {{-5.0, above - 1.0}}).value() < above);
}

TEST_CASE("orders that close a position and open the other are all filled", "[liquidation][with_orders]") {
  const LinearLeg held{10.0, 100.0};
  CHECK_FALSE(price(500.0, held, {{-10.0, 110.0}}));  // nothing is held
  CHECK_THAT(price(500.0, held, {{-10.0, 110.0}, {-4.0, 120.0}}).value(), WithinRel(price(600.0, {-4.0, 120.0}).value(), 1e-13));
  CHECK_THAT(price(100.0, {0.0, 100.0}, {{3.0, 90.0}}).value(), WithinRel(price(100.0, {3.0, 90.0}).value(), 1e-13));
}

TEST_CASE("a surplus that does not move with the price has no root, and one that is never nothing has its root at zero",
          "[liquidation][with_orders]") {
  const auto with_share = [](double share, double balance, double quantity) {
    return liquidation_price_with_orders(balance, {quantity, 100.0}, {}, [&](double) { return TierRate{share}; });
  };
  CHECK_FALSE(with_share(1.0, 50.0, 3.0));
  CHECK_FALSE(with_share(0.9 + 0.05 + 0.05, 50.0, 3.0));
  CHECK_FALSE(with_share(0.1, 50.0, 0.0));
  CHECK(with_share(1.0, 50.0, -3.0).value() > 0.0);
  CHECK(with_share(0.1, 1'000.0, 3.0) == 0.0);
  const auto unknown = with_share(0.1, NAN, 3.0);
  REQUIRE(unknown);
  CHECK_FALSE(*unknown == *unknown);
}
