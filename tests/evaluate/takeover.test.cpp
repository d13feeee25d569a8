#include "bulwark/evaluate/takeover.hpp"

#include "bulwark/liquidation/solvent_auction.hpp"
#include "support/allocations.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/troubled.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;

TEST_CASE("a takeover restores, one part less does not, and the taker's gain is the discount", "[evaluate][takeover]") {
  constexpr double discount = 0.05;
  const RestoreTarget target{.health = 1.05};
  int taken = 0, worthless = 0;
  on_troubled_accounts(81, 60, [&](const auto& tick, const AccountRow& account, std::span<const Tradable>) {
    Workspace workspace = tick.workspace();
    ScaledAccount scratch;
    const auto takeover = smallest_takeover(tick, account, target, discount, workspace, scratch, {.shares = 4096});
    REQUIRE(takeover);
    if (!takeover->is_restored) {
      CHECK(takeover->share == 0.0);
      CHECK(takeover->paid == 0.0);
      worthless += takeover->before.equity <= 0.0;
      return;
    }
    ++taken;
    const auto left = [&](double share) {
      return tick.evaluate(scratch.of(account, 1.0 - share, share * takeover->before.equity * (1.0 - discount)), workspace);
    };
    CHECK(target.is_met(left(takeover->share)));
    CHECK_FALSE(target.is_met(left(takeover->share - 1.0 / 4096.0)));
    const double given = takeover->share * takeover->before.equity;
    CHECK_THAT(takeover->after.equity, WithinAbs(takeover->before.equity - given * discount, 1e-9 * (std::abs(given) + 1e6)));
  });
  CHECK(taken > 60);
  CHECK(worthless > 0);
}

TEST_CASE("on a homogeneous rule the share is the auction's", "[evaluate][takeover][C14]") {
  // Requirement and resources both double with the account: Derive's f = lacks / (lacks + raised).
  const auto venue = RiskEvaluator{no_haircut(), ScenarioMargin{.grid = grid()}, Black{}, NoVar{}, HealthThreshold{}};
  const SolventAuction auction{
      .discount = {.start = 0.95, .cutoff = 0.8, .fast = std::chrono::minutes{10}, .slow = std::chrono::minutes{20}},
      .buffer = 0.0,
      .fee = 0.0};
  const Listing listing = *Listing::from(chain());
  const auto tick = venue.price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ScaledAccount scratch;
  Random random{82};
  for (int i = 0; i < 200; ++i) {
    Account account = random_book(random, chain(), 1 + random.below(8));
    const AccountRows well = listing.admit(std::span{&account, 1});
    const RiskReport full = tick->evaluate(well.at(0), workspace);
    if (!(full.requirement.maintenance > 1e4)) continue;
    account.cash += random.between(0.1, 0.95) * full.requirement.maintenance - full.resources.maintenance;
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const double asked = 0.95;
    const double share = auction.largest_share(auctioned(tick->evaluate(rows.at(0), workspace)), asked);
    const auto takeover = smallest_takeover(*tick, rows.at(0), {}, 1.0 - asked, workspace, scratch);
    REQUIRE(takeover->is_restored);
    CHECK(takeover->share >= share - 1e-9);
    CHECK(takeover->share <= share + 1e-6 + 1e-9);
    CHECK(takeover->is_edge);
  }
}

TEST_CASE("a share of an account has that share of everything", "[evaluate][takeover]") {
  const auto tick = portfolio_venue().price(*Listing::from(chain()), three_assets());
  const Listing listing = *Listing::from(chain());
  Workspace workspace = tick->workspace();
  ScaledAccount scratch;
  Random random{83};
  for (int i = 0; i < 100; ++i) {
    Account account = random_book(random, chain(), 1 + random.below(8)), half = account;
    for (Position& p : half.positions) p.quantity *= 0.5;
    half.cash *= 0.5;
    const std::vector<Account> both{account, half};
    const AccountRows rows = listing.admit(both);
    CHECK(bits(tick->evaluate(scratch.of(rows.at(0), 0.5, 0.0), workspace)) == bits(tick->evaluate(rows.at(1), workspace)));
    CHECK(tick->evaluate(scratch.of(rows.at(0), 0.0, 7.0), workspace).equity == 7.0);
    CHECK(allocations_during([&] { (void)scratch.of(rows.at(0), 0.25, 1.0); }) == 0);
  }
}

TEST_CASE("what is wrong with a takeover is said, and nobody takes over the unknown", "[evaluate][takeover][faults]") {
  const auto tick = portfolio_venue().price(*Listing::from(chain()), three_assets());
  Workspace workspace = tick->workspace();
  ScaledAccount scratch;
  CHECK(smallest_takeover(*tick, {}, {.health = 0.0}, 1.0, workspace, scratch, {.shares = 0}).faults().size() == 3);
  const auto unknown = smallest_takeover(*tick, {}, {}, 0.05, workspace, scratch);
  REQUIRE(unknown);
  CHECK_FALSE(unknown->is_restored);
  CHECK(is_unknown(unknown->after));
}
