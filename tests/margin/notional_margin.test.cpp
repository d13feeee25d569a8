#include "bulwark/margin/notional_margin.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("notional margin is a share of every contract, gross, and nothing of coins", "[margin][notional_margin][B08][B09]") {
  const NotionalMargin margin{.rate = {0.1, 0.05}, .of_asset = {{0.04, 0.02}}};
  const Account account{.positions = {{LinearFuture{btc}, -2.0, 1.0}, {LinearFuture{eth}, 10.0, 1.0}, {Spot{btc}, 5.0}}};
  CHECK(required(margin, account).initial == Catch::Approx(0.04 * 208'000.0 + 0.1 * 25'600.0).epsilon(1e-15));
  CHECK(required(margin, account).maintenance == Catch::Approx(0.02 * 208'000.0 + 0.05 * 25'600.0).epsilon(1e-15));
  CHECK(margin.faults().empty());
}

TEST_CASE("notional margin may leave options to another rule", "[margin][notional_margin]") {
  const NotionalMargin futures{.rate = {0.1, 0.05}, .charges_options = false};
  const Account account{
      .positions = {{LinearFuture{btc}, -2.0, 1.0}, {VanillaOption{btc, OptionSide::call, 104'000.0, july}, -1.0, 0.0, AssetId::quote}}};
  CHECK(required(futures, account).initial == Catch::Approx(0.1 * 208'000.0).epsilon(1e-15));
  CHECK(broken_by(futures).empty());
}

TEST_CASE("notional margin reports every fault", "[margin][notional_margin][faults]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK(said(NotionalMargin{.rate = {-0.1, 0.2}, .of_asset = {{0.1, 0.05}, {0.1, nothing}}}.faults()) ==
        std::vector<std::string>{"notional_margin.initial is out of range, got -0.10000000000000001",
                                 "notional_margin.maintenance is out of range, got 0.20000000000000001",
                                 "notional_margin.maintenance[1] is out of range, got nan"});
}
