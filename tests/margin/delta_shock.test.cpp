#include "bulwark/margin/delta_shock.hpp"

#include <limits>

#include "bulwark/evaluate/change.hpp"
#include "bulwark/evaluate/explain.hpp"
#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

// Deribit's for BTC in June 2024.
constexpr DeltaShock::Terms btc_2024{.threshold = 20e6, .per_coin = 0.00005, .most = 0.10};
const DeltaShock shock{.otherwise = btc_2024, .initial_factor = 1.0, .maintenance_factor = 0.8};

Requirement of_futures(double coins) { return required(shock, {.positions = {{LinearFuture{btc}, coins, 104'000.0}}}); }

}  // namespace

TEST_CASE("nothing is charged up to the threshold, and no more than the most beyond it", "[margin][delta_shock]") {
  CHECK(of_futures(192.0).initial == 0.0);  // 19,968,000 USD
  CHECK(of_futures(-192.0).initial == 0.0);
  CHECK(of_futures(193.0).initial > 0.0);
  CHECK_THAT(of_futures(10'000.0).initial, WithinRel(0.1 * 10'000.0 * 104'000.0, 1e-14));
  double before = 0.0;
  for (double coins = 100.0; coins < 5'000.0; coins += 100.0) {
    const Requirement now_needed = of_futures(coins);
    CHECK(now_needed.initial >= before);
    CHECK(now_needed.initial <= 0.1 * coins * 104'000.0 * (1.0 + 1e-14));
    CHECK(now_needed.initial == of_futures(-coins).initial);
    CHECK(now_needed.maintenance == 0.8 * now_needed.initial);
    before = now_needed.initial;
  }
}

TEST_CASE("the share rises by m_inc for every coin above the threshold: 10 % at 2,000 BTC or 25,000 ETH", "[margin][delta_shock]") {
  const double spot = 50'000.0, threshold = 20e6 / spot;  // coins
  CHECK_THAT(DeltaShock::charge(btc_2024, threshold + 2'000.0, spot), WithinRel(0.1 * (threshold + 2'000.0) * spot, 1e-14));
  CHECK_THAT(DeltaShock::charge(btc_2024, threshold + 1'000.0, spot), WithinRel(0.05 * (threshold + 1'000.0) * spot, 1e-14));
  const DeltaShock::Terms eth_2026{.threshold = 20e6, .per_coin = 0.000004, .most = 0.10};
  const double ethers = 20e6 / 2'000.0 + 12'500.0;
  CHECK_THAT(DeltaShock::charge(eth_2026, -ethers, 2'000.0), WithinRel(0.05 * ethers * 2'000.0, 1e-14));
}

TEST_CASE("bought options take away from other delta, but neither turn nor enlarge it", "[margin][delta_shock]") {
  CHECK(DeltaShock::exposed(0.0, 100.0) == 100.0);
  CHECK(DeltaShock::exposed(-30.0, 100.0) == 70.0);
  CHECK(DeltaShock::exposed(-130.0, 100.0) == 0.0);
  CHECK(DeltaShock::exposed(30.0, 100.0) == 100.0);
  CHECK(DeltaShock::exposed(50.0, 0.0) == 0.0);
  for (const double bought : {-130.0, -30.0, 0.0, 30.0})
    for (const double rest : {-100.0, -1.0, 0.0, 1.0, 100.0})
      CHECK(DeltaShock::exposed(-bought, -rest) == -DeltaShock::exposed(bought, rest));
}

TEST_CASE("an account's bought options are told from its sold ones", "[margin][delta_shock]") {
  const Position futures{LinearFuture{btc}, 1'000.0, 104'000.0};
  const auto put = [](double quantity) {
    return Position{VanillaOption{btc, OptionSide::put, 104'000.0, december}, quantity, 0.0, AssetId::quote};
  };
  const double alone = required(shock, {.positions = {futures}}).initial;
  CHECK(required(shock, {.positions = {futures, put(500.0)}}).initial < alone);
  CHECK(required(shock, {.positions = {futures, put(-500.0)}}).initial > alone);
  CHECK(required(shock, {.positions = {put(5'000.0)}}).initial == 0.0);
  CHECK(required(shock, {.positions = {{Spot{btc}, 1e6}}}).initial == 0.0);
  // Settlements and assets are charged apart, each by its own terms.
  const DeltaShock apart{.otherwise = btc_2024, .of_asset = {btc_2024, DeltaShock::Terms{}}};
  CHECK(required(apart, {.positions = {futures, {InverseFuture{btc}, -10.4e6, 104'000.0}}}).initial > 1.9 * alone);
  CHECK(required(apart, {.positions = {futures, {LinearFuture{eth}, 1e6, 2'560.0}}}).initial == alone);
}

TEST_CASE("a futures hedge costs no more than its legs, and beyond the most further coins cost less", "[margin][delta_shock]") {
  const Position futures{LinearFuture{btc}, 1'000.0, 104'000.0}, dated{LinearFuture{btc, july}, -6'400.0, 104'000.0};  // 1/8 coin each
  CHECK(required(shock, {.positions = {futures, dated}}).initial < required(shock, {.positions = {futures}}).initial);
  // The counterexample to "convex in size": just below the most the last coins cost more than those after it.
  const double at = 20e6 / 104'000.0 + 2'000.0;
  CHECK(of_futures(at).initial - of_futures(at - 10.0).initial > of_futures(at + 10.0).initial - of_futures(at).initial);
}

TEST_CASE("the slope of a delta shock is what one contract more costs", "[margin][delta_shock]") {
  const DeltaShock small{
      .otherwise = {.threshold = 1e5, .per_coin = 0.0001, .most = 0.02}, .initial_factor = 1.0, .maintenance_factor = 0.5};
  const RiskEvaluator venue{no_haircut(), small, Black{}, NoVar{}, HealthThreshold{}};
  const std::vector<ListedInstrument> listed = chain();
  const Listing listing = *Listing::from(listed);
  const auto tick = venue.price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  Random random{3};
  int moved = 0;
  for (int i = 0; i < 40; ++i) {
    const Account book = random_book(random, listed, 5);
    const AccountRows rows = listing.admit(std::span{&book, 1});
    const double base = tick->evaluate(rows.at(0), workspace).requirement.initial;
    for (const InstrumentSlope& slope : explain(*tick, rows.at(0)).gradient) {
      const double step = 0x1p-10;
      const Order order{listing.id(slope.row), step, tick->table().terms(slope.row).underlying};
      const double after = tick->evaluate(scratch.apply(tick->table(), rows.at(0), {.orders = {&order, 1}}), workspace).requirement.initial;
      CHECK(std::abs((after - base) / step - slope.initial) <= 1e-3 * (1.0 + std::abs(slope.initial)) + 1e-9 * base / step);
      CHECK(slope.maintenance == 0.5 * slope.initial);
      moved += slope.initial != 0.0;
    }
  }
  CHECK(moved > 200);
}

TEST_CASE("the delta shock breaks no law where nothing is large", "[margin][delta_shock][laws]") {
  CHECK(broken_by(shock) == BrokenLaws{});
}

TEST_CASE("delta shocks out of range are faults", "[margin][delta_shock][faults]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK(shock.faults().empty());
  CHECK(DeltaShock{.otherwise = {-1.0, nothing, 2.0}, .of_asset = {{-1.0, 0.0, 0.0}}, .maintenance_factor = 1.1}.faults().size() == 5);
}
