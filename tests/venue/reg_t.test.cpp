#include "bulwark/venue/reg_t.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId stock{0};
constexpr Timestamp now{};
constexpr Timestamp expiry = now + std::chrono::days{30};
const auto broker = venue::reg_t();

/// A stock at 600 and its options, a hundred shares each, priced at 20 %.
const Listing& listing() {
  static const Listing made = [] {
    std::vector<ListedInstrument> listed{{.id = "stock", .instrument = Spot{stock}}};
    for (const double strike : {598.0, 600.0, 603.0, 605.0})
      for (const OptionSide side : {OptionSide::call, OptionSide::put})
        listed.push_back(
            {.id = std::to_string(listed.size()), .instrument = VanillaOption{stock, side, strike, expiry}, .multiplier = 100.0});
    return *Listing::from(listed);
  }();
  return made;
}

RiskReport report_of(std::vector<Position> positions, double cash) {
  const Account account{.positions = std::move(positions), .cash = cash};
  const auto tick = broker.price(listing(), {.now = now, .assets = {{.spot = 600.0, .volatility = FlatVolatility{0.2}}}});
  REQUIRE(tick);
  Workspace workspace = tick->workspace();
  const AccountRows rows = listing().admit(std::span{&account, 1});
  REQUIRE(rows.faults().empty());
  return tick->evaluate(rows.at(0), workspace);
}
Position call(double strike, double contracts) { return {VanillaOption{stock, OptionSide::call, strike, expiry}, contracts}; }
Position put(double strike, double contracts) { return {VanillaOption{stock, OptionSide::put, strike, expiry}, contracts}; }

}  // namespace

TEST_CASE("stock is bought with half its price and kept with a quarter", "[venue][reg_t]") {
  const RiskReport bought = report_of({{Spot{stock}, 100.0}}, -30'000.0);
  CHECK(bought.resources.initial == 30'000.0);
  CHECK(bought.initial_surplus() == 0.0);
  CHECK(bought.requirement.maintenance == 15'000.0);
  CHECK(report_of({{Spot{stock}, 100.0}}, -46'000.0).verdict.is_liquidatable());
}

TEST_CASE("covered debit spreads need nothing beyond what was paid for them", "[venue][reg_t]") {
  // Two spreads bought for 295 each out of 590: nothing is left, and nothing is called.
  const RiskReport two = report_of({call(598.0, 1.0), call(603.0, -1.0), call(600.0, 1.0), call(605.0, -1.0)}, 0.0);
  CHECK(two.requirement.initial == 0.0);
  CHECK(two.verdict.is_healthy());
  // Leg by leg or as a package, in any order: the same account.
  const RiskReport legs = report_of({call(605.0, -1.0), call(600.0, 1.0), call(603.0, -2.0), call(598.0, 1.0), call(603.0, 1.0)}, 0.0);
  CHECK(legs.requirement.initial == two.requirement.initial);
}

TEST_CASE("the premium of a sold option is in the cash, and asked for", "[venue][reg_t]") {
  const RiskReport naked = report_of({put(600.0, -1.0)}, 20'000.0);
  CHECK(naked.resources.initial == 20'000.0);
  const double premium = 20'000.0 - naked.equity;
  CHECK(premium > 0.0);
  CHECK_THAT(naked.requirement.initial, WithinRel(12'000.0 + premium, 1e-12));
  CHECK(report_of({put(600.0, -1.0), put(598.0, 1.0)}, 0.0).requirement.initial == 200.0);
}

TEST_CASE("a covered call is charged as its stock", "[venue][reg_t]") {
  const RiskReport covered = report_of({{Spot{stock}, 100.0}, call(605.0, -1.0)}, 0.0);
  CHECK(covered.requirement.maintenance == 15'000.0);
  const RiskReport half = report_of({{Spot{stock}, 50.0}, call(605.0, -1.0)}, 0.0);
  CHECK(half.requirement.maintenance > 7'500.0 + 50.0 * 115.0);
}

TEST_CASE("parameters of a margin account are refused by name", "[venue][reg_t]") {
  CHECK(venue::reg_t({.stock = {.initial = 0.2}, .option = {.share = -0.1}}).faults().size() == 4);
  CHECK(broker.faults().empty());
}
