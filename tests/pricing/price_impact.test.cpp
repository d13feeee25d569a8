#include "bulwark/pricing/price_impact.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr PriceImpact impact{.positive = {3e-11, 2.0}, .negative = {9e-11, 2.0}};

}  // namespace

TEST_CASE("unbalancing pays, balancing is paid, and there and back is never a gain", "[pricing][price_impact]") {
  for (const double longs : {0.0, 1e6, 5e6})
    for (const double shorts : {0.0, 2e6, 4e6})
      for (const double size : {1e4, 5e5, 3e6}) {
        const double there = impact.of_trade(longs, shorts, longs + size, shorts),
                     back = impact.of_trade(longs + size, shorts, longs, shorts);
        CHECK(there + back <= 1e-9);
        if (longs >= shorts) CHECK(there < 0.0);
        if (longs + size <= shorts) CHECK(there > 0.0);
      }
}

TEST_CASE("where the larger side changes, each imbalance has its own curve", "[pricing][price_impact]") {
  const double crossed = impact.of_trade(1e6, 2e6, 4e6, 2e6);
  CHECK_THAT(crossed, WithinRel(3e-11 * 1e12 - 9e-11 * 4e12, 1e-14));
  CHECK_THAT(impact.of_trade(1e6, 2e6, 2e6, 2e6), WithinRel(3e-11 * 1e12, 1e-14));  // exactly balanced has not changed sides
}

TEST_CASE("below one quote there is no impact", "[pricing][price_impact]") {
  CHECK(ImpactCurve{1e-6, 1.5}.at(0.999) == 0.0);
  CHECK(ImpactCurve{1e-6, 1.5}.at(1.0) == 1e-6);
  CHECK(std::isnan(ImpactCurve{1e-6, 1.5}.at(std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("the curve is the source's to its own precision", "[pricing][price_impact]") {
  // gmx_synthetics.json (PricingUtils.ts); the chain's fixed-point power is within 4e-17.
  CHECK_THAT((ImpactCurve{1e-12, 3.0}.at(1e9)), WithinRel(999999999999999.964992485098699963, 1e-15));
  CHECK_THAT((ImpactCurve{1e-7, 1.75}.at(1e7)), WithinRel(177827.941003892277732818564790100, 1e-15));
  CHECK_THAT((ImpactCurve{1e-6, 1.5}.at(1e5)), WithinRel(31.622776601683792881032921, 1e-15));
}

TEST_CASE("a gain is paid from the pool, and no more than a share of the trade", "[pricing][price_impact]") {
  CHECK(PriceImpact::capped(50.0, 1e4, 1e6, 0.005) == 50.0);
  CHECK(PriceImpact::capped(80.0, 1e4, 1e6, 0.005) == 50.0);
  CHECK(PriceImpact::capped(80.0, 1e4, 20.0, 0.005) == 20.0);
  CHECK(PriceImpact::capped(80.0, 1e4, -20.0, 0.005) == 0.0);
  CHECK(PriceImpact::capped(-80.0, 1e4, 20.0, 0.005) == -80.0);
}

TEST_CASE("a market that pays for going there and back is a fault", "[pricing][price_impact][faults]") {
  CHECK(impact.faults().empty());
  CHECK(PriceImpact{{9e-11, 2.0}, {3e-11, 2.0}}.faults().size() == 1);
  CHECK(PriceImpact{{9e-11, 2.2}, {9e-11, 2.0}}.faults().size() == 1);
  CHECK(PriceImpact{{-1.0, 0.5}, {std::numeric_limits<double>::quiet_NaN(), 2.0}}.faults().size() == 3);
}
