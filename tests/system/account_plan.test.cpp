#include "bulwark/system/account_plan.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("coins and futures in quote have a market where their asset has one", "[system][account_plan]") {
  const auto terms = [](InstrumentKind kind, std::uint32_t asset, AssetId settlement) {
    ContractTerms t;
    t.kind = kind, t.asset = AssetId{asset}, t.settlement = settlement;
    return t;
  };
  CHECK(is_saleable(terms(InstrumentKind::spot, 1, AssetId{1}), 2));
  CHECK(is_saleable(terms(InstrumentKind::linear_future, 1, AssetId::quote), 2));
  CHECK_FALSE(is_saleable(terms(InstrumentKind::linear_future, 2, AssetId::quote), 2));
  CHECK_FALSE(is_saleable(terms(InstrumentKind::linear_future, 1, AssetId{1}), 2));
  CHECK_FALSE(is_saleable(terms(InstrumentKind::inverse_future, 1, AssetId{1}), 2));
  CHECK_FALSE(is_saleable(terms(InstrumentKind::option, 1, AssetId::quote), 2));
}
