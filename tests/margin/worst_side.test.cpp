#include "bulwark/margin/worst_side.hpp"

#include <vector>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

constexpr double mark = 123.4;
const SideRates bought{{0.6, 0.6, 0.1}, 0.1}, sold{{0.7, 0.7, 0.1}, 0.2};

double charge(double quantity, double buys, double sells) {
  return worst_side({quantity, {buys, buys * mark}, {sells, sells * mark}}, mark, bought, sold);
}

}  // namespace

TEST_CASE("the dearer side counts, its orders by their own share and without slippage", "[margin][worst_side]") {
  CHECK_THAT(charge(4.0, 0.0, 0.0), WithinRel(4.0 * mark * (0.6 + 0.1 * 4.0), 1e-15));
  CHECK_THAT(charge(-4.0, 0.0, 0.0), WithinRel(4.0 * mark * (0.7 + 0.1 * 4.0), 1e-15));
  CHECK_THAT(charge(0.0, 400.0, 300.0), WithinRel(300.0 * mark * 0.2, 1e-15));  // vega.json, "maint.5"
  CHECK_THAT(charge(-100.0, 400.0, 300.0), WithinRel(139'442.0, 1e-14));        // vega.json, "maint.6"
  CHECK(charge(0.0, 0.0, 0.0) == 0.0);
}

TEST_CASE("a side that its orders do not reach costs nothing; one that they reach, all of them", "[margin][worst_side]") {
  const double alone = charge(10.0, 0.0, 0.0);
  CHECK(charge(10.0, 0.0, 9.0) == alone);
  CHECK(charge(10.0, 0.0, 10.0) == alone);
  CHECK_THAT(charge(10.0, 0.0, 10'000.0), WithinRel(10'000.0 * 0.2 * mark, 1e-15));
  CHECK(charge(-10.0, 5.0, 0.0) == charge(-10.0, 0.0, 0.0));
}

TEST_CASE("more orders or more of a position on the dearer side never cost less", "[margin][worst_side]") {
  Random random{11};
  for (int i = 0; i < 500; ++i) {
    const double quantity = random.quantity(), buys = std::abs(random.quantity()), sells = std::abs(random.quantity());
    const double before = charge(quantity, buys, sells);
    CHECK(charge(quantity, buys + 1.0, sells) >= before);
    CHECK(charge(quantity, buys, sells + 1.0) >= before);
    CHECK(charge(quantity * 2.0, buys, sells) >= charge(quantity, 0.0, 0.0));
  }
}

TEST_CASE("a side adds up coins and value", "[margin][worst_side]") {
  const OpenSide side = open_side(std::vector<RestingOrder>{{-1.0, 133.9}, {-2.0, 133.0}});
  CHECK(side.coins == 3.0);
  CHECK_THAT(side.value, WithinRel(133.9 + 266.0, 1e-15));
  CHECK(open_side({}).coins == 0.0);
}

TEST_CASE("a position or order that is no number leaves no charge", "[margin][worst_side]") {
  CHECK_FALSE(charge(NAN, 1.0, 1.0) == charge(NAN, 1.0, 1.0));
  CHECK_FALSE(charge(1.0, NAN, 0.0) == charge(1.0, NAN, 0.0));
  CHECK_FALSE(charge(1.0, 0.0, NAN) == charge(1.0, 0.0, NAN));
}
