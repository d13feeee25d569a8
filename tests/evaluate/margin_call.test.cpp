#include "bulwark/evaluate/margin_call.hpp"

#include "support/allocations.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/troubled.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {

constexpr CurePeriod day{.length = 24h, .rest = 1h};

}  // namespace

TEST_CASE("each asset's cure passes and one unit less does not, after the asset's own haircut", "[evaluate][margin_call]") {
  const RestoreTarget target{.health = 1.1};
  int cured = 0;
  on_troubled_accounts(91, 40, [&](const auto& tick, const AccountRow& account, std::span<const Tradable>) {
    const Listing listing = *Listing::from(chain());
    const CureAsset assets[] = {{.unit = 0.01}, {listing.find(Spot{btc}).front(), 0.0001}, {listing.find(Spot{eth}).front(), 0.25}};
    Cure cures[3];
    Workspace workspace = tick.workspace();
    ChangedAccount scratch;
    const MarginCall call = margin_call(tick, account, target, day, {}, now, assets, cures, workspace, scratch);
    CHECK(call.is_called);
    CHECK(call.left == 24h);
    CHECK_FALSE(call.is_over);
    for (int i = 0; i < 3; ++i) {
      if (!cures[i].is_curing) continue;
      ++cured;
      const auto is_well = [&](double amount) {
        const Order transfer{assets[i].coin.value_or(RowId{}), amount, 0.0};
        const Change change = assets[i].coin ? Change{.orders = {&transfer, 1}} : Change{.cash = amount};
        return target.is_met(tick.evaluate(scratch.apply(tick.table(), account, change), workspace));
      };
      CHECK(is_well(cures[i].amount));
      CHECK_FALSE(is_well(cures[i].amount - assets[i].unit));
    }
    // Cash counts in full everywhere: what is missing, up to a cent, or less where it repays a debt that takes more than itself.
    CHECK(cures[0].is_curing);
    if (call.missing > 0.0) CHECK(cures[0].amount <= call.missing * (1.0 + 1e-9) + 0.01);
  });
  CHECK(cured > 300);
}

TEST_CASE("a haircut is on top: 0.8 counted takes a quarter more coins", "[evaluate][margin_call]") {
  const auto venue = RiskEvaluator{Haircut{.of_asset = {{.initial = 0.2, .maintenance = 0.2}}, .otherwise = {1.0, 1.0}},
                                   NotionalMargin{.rate = {0.2, 0.1}}, Black{}, NoVar{}, HealthThreshold{}};
  const Troubled book(venue, {.positions = {{LinearFuture{btc}, 10.0, 104'000.0}}, .cash = 52'000.0}, 0.001);
  const CureAsset assets[] = {{.unit = 1.0}, {book.listing.find(Spot{btc}).front(), 1e-6}, {book.listing.find(Spot{eth}).front(), 1.0}};
  Cure cures[3];
  Workspace workspace = book.tick.workspace();
  ChangedAccount scratch;
  const MarginCall call = margin_call(book.tick, book.account(), {}, day, {}, now, assets, cures, workspace, scratch);
  CHECK(call.missing == 52'000.0);
  CHECK(cures[0].amount == 52'000.0);
  CHECK(cures[1].amount == Catch::Approx(0.625).epsilon(2e-6));  // 65,000 of coins
  CHECK_FALSE(cures[2].is_curing);                               // no collateral here
}

TEST_CASE("the time that is left runs down, ends, and a cure for a moment does not renew it", "[evaluate][margin_call]") {
  const auto venue = RiskEvaluator{no_haircut(), NotionalMargin{.rate = {0.2, 0.1}}, Black{}, NoVar{}, HealthThreshold{}};
  const Troubled poor(venue, {.positions = {{LinearFuture{btc}, 10.0, 104'000.0}}, .cash = 52'000.0}, 0.001);
  const Troubled rich(venue, {.positions = {{LinearFuture{btc}, 10.0, 104'000.0}}, .cash = 152'000.0}, 0.001);
  Workspace workspace = poor.tick.workspace();
  ChangedAccount scratch;
  CurePeriod::State state;
  const auto at = [&](const auto& book, Timestamp time) {
    const MarginCall call = margin_call(book.tick, book.account(), {}, day, state, time, {}, {}, workspace, scratch);
    state = call.state;
    return call;
  };
  CHECK_FALSE(at(rich, now).is_called);
  CHECK_FALSE(at(rich, now).left);
  CHECK(at(poor, now + 1h).left == 24h);
  CHECK(at(poor, now + 20h).left == 5h);
  CHECK_FALSE(at(rich, now + 21h).is_called);
  CHECK(at(poor, now + 21h + 30min).left == 3h + 30min);
  CHECK_FALSE(at(poor, now + 24h + 59min).is_over);
  CHECK(at(poor, now + 25h).is_over);
  CHECK(at(poor, now + 26h).left == 0h);
  CHECK_FALSE(at(rich, now + 27h).is_over);
  CHECK_FALSE(at(rich, now + 28h).is_called);
  CHECK(at(poor, now + 29h).left == 24h);
}

TEST_CASE("an unknown account is not called, keeps its state, and its time does not make it liquidatable", "[evaluate][margin_call][A18]") {
  const auto tick = portfolio_venue().price(*Listing::from(chain()), three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  const CurePeriod::State state{.called = now - 30h};
  const CureAsset cash{};
  Cure cure;
  const MarginCall call = margin_call(*tick, {}, {}, day, state, now, {&cash, 1}, {&cure, 1}, workspace, scratch);
  CHECK_FALSE(call.is_called);
  CHECK_FALSE(call.is_over);
  CHECK(call.state == state);
  CHECK_FALSE(call.missing == call.missing);
  CHECK_FALSE(cure.is_curing);
}

TEST_CASE("a call allocates nothing once its memory has been used", "[evaluate][margin_call]") {
  const Troubled poor(portfolio_venue(), {.positions = {{LinearFuture{btc}, 10.0, 104'000.0}}, .cash = 52'000.0}, 0.001);
  const CureAsset assets[] = {{.unit = 0.01}, {poor.listing.find(Spot{btc}).front(), 0.0001}};
  Cure cures[2];
  Workspace workspace = poor.tick.workspace();
  ChangedAccount scratch;
  const auto run = [&] { (void)margin_call(poor.tick, poor.account(), {}, day, {}, now, assets, cures, workspace, scratch); };
  run();
  CHECK(allocations_during(run) == 0);
}
