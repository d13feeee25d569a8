#include "bulwark/liquidation/liquidation_rights.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp now{1'700'000'000s};

/// One that nothing speaks against.
constexpr LiquidationRequest fair{.liquidator = OwnerId{1},
                                  .owner = OwnerId{2},
                                  .verdict = {Standing::liquidatable, 0.5},
                                  .are_prices_set = true,
                                  .is_collateral = true,
                                  .has_some = true,
                                  .loan_to_value = 0.9};
constexpr LiquidationRights house{.grace = 1h, .frontier = ToxicFrontier{.threshold = 0.8, .bonus = 0.05}};

}  // namespace

TEST_CASE("each reason refuses by itself, and without any the liquidation may happen", "[liquidation][liquidation_rights]") {
  const auto said = [](auto change) {
    LiquidationRequest asked = fair;
    change(asked);
    return house.refusal(asked, now);
  };
  CHECK(house.permits(fair, now));
  CHECK(said([](auto& r) { r.liquidator = r.owner; }) == LiquidationRefusal::same_owner);
  CHECK(said([](auto& r) { r.are_prices_set = false; }) == LiquidationRefusal::no_price);
  CHECK(said([](auto& r) { r.verdict = {}; }) == LiquidationRefusal::unknown_account);
  CHECK(said([](auto& r) { r.is_deferred = true; }) == LiquidationRefusal::deferred);
  CHECK(said([](auto& r) { r.verdict = {Standing::warned, 0.0}; }) == LiquidationRefusal::not_liquidatable);
  CHECK(said([](auto& r) { r.resumed = now - 59min; }) == LiquidationRefusal::in_grace);
  CHECK(said([](auto& r) { r.resumed = now - 60min; }) == LiquidationRefusal::none);
  CHECK(said([](auto& r) { r.is_collateral = false; }) == LiquidationRefusal::not_collateral);
  CHECK(said([](auto& r) { r.has_some = false; }) == LiquidationRefusal::nothing_to_seize);
  CHECK(said([](auto& r) { r.loan_to_value = 0.96; }) == LiquidationRefusal::bonus_would_harm);
  CHECK(said([](auto& r) { r.loan_to_value.reset(); }) == LiquidationRefusal::none);
}

TEST_CASE("nothing that is left unsaid speaks for a liquidation", "[liquidation][liquidation_rights]") {
  CHECK_FALSE(LiquidationRights{}.permits({}, now));
  CHECK_FALSE(LiquidationRights{}.permits({.liquidator = OwnerId{1}, .verdict = {Standing::liquidatable, 1.0}}, now));
}

TEST_CASE("a grace is at most four hours, and a frontier within which liquidation helps from the start",
          "[liquidation][liquidation_rights][faults]") {
  CHECK(house.faults().empty());
  CHECK(LiquidationRights{.grace = 4h}.faults().empty());
  CHECK(LiquidationRights{.grace = 4h + 1ms}.faults().size() == 1);
  CHECK(LiquidationRights{.grace = -1ms, .frontier = ToxicFrontier{0.98, 0.05}}.faults().size() == 2);
}
