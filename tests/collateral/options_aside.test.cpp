#include "bulwark/collateral/options_aside.hpp"

#include "bulwark/laws/collateral_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("options count neither for nor against", "[collateral][options_aside]") {
  const auto with = [](double quantity) {
    Account account{.positions = {{Spot{btc}, 1.0}, {LinearFuture{eth}, 2.0, 2'500.0}}, .cash = 1'000.0};
    if (quantity != 0.0)
      account.positions.push_back({VanillaOption{btc, OptionSide::call, 104'000.0, july}, quantity, 0.0, AssetId::quote});
    return counted(OptionsAside{}, account);
  };
  CHECK(with(0.0).initial == 1'000.0 + 104'000.0 + 120.0);
  CHECK(with(3.0).initial == Catch::Approx(with(0.0).initial).epsilon(1e-14));
  CHECK(with(-3.0).maintenance == Catch::Approx(with(0.0).maintenance).epsilon(1e-14));
}
