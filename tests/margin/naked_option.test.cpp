#include "bulwark/margin/naked_option.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("an option out of the money is charged less, down to a floor", "[margin][naked_option]") {
  const NakedOption equity;
  double before = std::numeric_limits<double>::infinity();
  for (double strike = 100.0; strike <= 200.0; strike += 5.0) {
    const double call = equity.per_unit(OptionSide::call, strike, 100.0, 0.0);
    CHECK(call <= before);
    CHECK(call >= 10.0 - 1e-12);
    before = call;
  }
  CHECK_THAT(equity.per_unit(OptionSide::call, 90.0, 100.0, 12.0), WithinRel(32.0, 1e-15));  // in the money: nothing off
}

TEST_CASE("the floor of a put is a share of its strike", "[margin][naked_option]") {
  const NakedOption equity;
  // 20 % of 95 less 15 out of the money is 4; 10 % of the strike is 8.
  CHECK_THAT(equity.per_unit(OptionSide::put, 80.0, 95.0, 2.0), WithinRel(10.0, 1e-15));
  // The same away from a call: 10 % of the underlying.
  CHECK_THAT(equity.per_unit(OptionSide::call, 110.0, 95.0, 2.0), WithinRel(11.5, 1e-15));
  CHECK_THAT((NakedOption{.share = 0.15}.per_unit(OptionSide::put, 100.0, 100.0, 3.0)), WithinRel(18.0, 1e-15));
}

TEST_CASE("shares of a naked option are checked", "[margin][naked_option][faults]") {
  CHECK(NakedOption{.share = 0.2, .least = 0.3}.faults().size() == 1);
  CHECK(NakedOption{.share = -0.2, .least = -0.3}.faults().size() == 2);
  CHECK(NakedOption{}.faults().empty());
}
