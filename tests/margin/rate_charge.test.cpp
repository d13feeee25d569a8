#include "bulwark/margin/rate_charge.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a rate moves what options are worth by their value and their time", "[margin][rate_charge]") {
  const auto needed = [](double quantity, Timestamp expiry) {
    return required(RateCharge{0.01},
                    {.positions = {{VanillaOption{btc, OptionSide::call, 104'000.0, expiry}, quantity, 0.0, AssetId::quote},
                                   {LinearFuture{btc}, 3.0, 1.0}}})
        .maintenance;
  };
  CHECK(needed(1.0, july) == needed(-1.0, july));
  CHECK(needed(1.0, december) > needed(1.0, july));
  const ForwardPoint point = three_assets()[btc].forwards[1];
  const double value = point.discount * black_value(Claim<double>{point.forward, 104'000.0, 0.5, 200.0 / 365.0, 1.0});
  CHECK(needed(1.0, december) == Catch::Approx(0.01 * value * 200.0 / 365.0).epsilon(1e-12));
}

TEST_CASE("a rate charge keeps the laws of margin", "[margin][rate_charge][laws]") { CHECK(broken_by(RateCharge{0.01}).empty()); }

TEST_CASE("a move of rates is a size", "[margin][rate_charge][faults]") {
  for (const double bad : {-1.0, std::numeric_limits<double>::infinity()}) CHECK(RateCharge{bad}.faults().size() == 1);
}
