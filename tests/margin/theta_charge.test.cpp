#include "bulwark/margin/theta_charge.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
double needed(double options, double years = 1.0 / 365.0) {
  return required(ThetaCharge{years}, {.positions = {{VanillaOption{btc, OptionSide::call, 104'000.0, july}, options, 0.0, AssetId::quote},
                                                     {LinearFuture{btc}, 3.0, 1.0}}})
      .maintenance;
}
}  // namespace

TEST_CASE("time costs what is bought and nothing of what is sold", "[margin][theta_charge]") {
  CHECK(needed(1.0) > 0.0);
  CHECK(needed(-1.0) == 0.0);
  CHECK(needed(2.0) == 2.0 * needed(1.0));
  CHECK(needed(1.0, 2.0 / 365.0) == Catch::Approx(2.0 * needed(1.0)).epsilon(1e-14));
  // Against revaluation a day later.
  const ForwardPoint point = three_assets()[btc].forwards[0];
  const auto worth = [&](double days) {
    return point.discount * black_value(Claim<double>{point.forward, 104'000.0, 0.5, days / 365.0, 1.0});
  };
  CHECK(needed(1.0) == Catch::Approx(worth(30.0) - worth(29.0)).epsilon(0.02));
}

TEST_CASE("a theta charge keeps the laws of margin", "[margin][theta_charge][laws]") { CHECK(broken_by(ThetaCharge{0.01}).empty()); }

TEST_CASE("a horizon is finite and ahead", "[margin][theta_charge][faults]") {
  for (const double bad : {-1.0, std::numeric_limits<double>::quiet_NaN()}) CHECK(ThetaCharge{bad}.faults().size() == 1);
}
