#include "bulwark/evaluate/postcondition.hpp"

#include "support/allocations.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

RiskReport report(double has, double needs, Standing standing) {
  return {
      .equity = has, .resources = {has, has}, .requirement = {.initial = 2.0 * needs, .maintenance = needs}, .verdict = {standing, 0.0}};
}

}  // namespace

TEST_CASE("what is covered afterwards may stand, and what was well may not be liquidatable", "[evaluate][postcondition]") {
  const RiskReport well = report(300.0, 100.0, Standing::healthy), thin = report(150.0, 100.0, Standing::healthy),
                   ill = report(90.0, 100.0, Standing::liquidatable), unknown = unknown_report();
  CHECK(postcondition(thin, well) == Refusal::none);
  CHECK(postcondition(unknown, well) == Refusal::none);
  CHECK(postcondition(well, ill) == Refusal::initial_shortfall);
  CHECK(postcondition(well, thin) == Refusal::initial_shortfall);
  CHECK(postcondition(ill, report(89.0, 100.0, Standing::liquidatable)) == Refusal::risk_rises);
  CHECK(postcondition(ill, report(180.0, 200.0, Standing::liquidatable)) == Refusal::risk_rises);
  CHECK(postcondition(ill, report(46.0, 50.0, Standing::liquidatable)) == Refusal::none);
  CHECK(postcondition(well, unknown) == Refusal::unknown_outcome);
  CHECK(postcondition(unknown, unknown) == Refusal::none);
  CHECK(postcondition(unknown, ill) == Refusal::unknown_account);
  // Nothing required on either side: an account that owes may not owe more.
  CHECK(postcondition(report(-5.0, 0.0, Standing::bankrupt), report(-4.0, 0.0, Standing::bankrupt)) == Refusal::none);
  CHECK(postcondition(report(-5.0, 0.0, Standing::bankrupt), report(-6.0, 0.0, Standing::bankrupt)) == Refusal::risk_rises);
}

TEST_CASE("A23: within a batch an account may dip, at its end every account that was touched is looked at",
          "[evaluate][postcondition][A23]") {
  const Listing listing = *Listing::from(chain());
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    Random random{7};
    int dips = 0, refused = 0;
    for (int i = 0; i < 200; ++i) {
      std::vector<Account> accounts;
      for (int a = 0; a < 3; ++a) {
        accounts.push_back(random_book(random, chain(), 1 + random.below(4)));
        accounts.back().cash += 4e6;
      }
      // Money goes round: the first lends all that it has and gets it back; or not.
      std::vector<Account> during = accounts, after = accounts;
      during[0].cash -= 1e8, during[1].cash += 1e8;
      const AccountRows was = listing.admit(accounts), dip = listing.admit(during);
      const auto touched = [&](const AccountRows& end) {
        std::vector<TouchedAccount> all;
        for (Index a = 0; a < 3; ++a) all.push_back({was.at(a), end.at(a)});
        return all;
      };
      bool is_well = true;
      for (Index a = 0; a < 3; ++a) is_well = is_well && tick->evaluate(was.at(a), workspace).verdict.is_healthy();
      if (!is_well) continue;
      const auto end = touched(was), halfway = touched(dip);
      CHECK(batch_outcome(*tick, end, workspace).is_allowed());
      dips += !batch_outcome(*tick, halfway, workspace).is_allowed();
      const BatchOutcome outcome = batch_outcome(*tick, halfway, workspace);
      refused += outcome.account == 0;
      // The account that only gave is the one that is named; left out, nothing is seen.
      CHECK(batch_outcome(*tick, std::span{halfway}.subspan(1), workspace).is_allowed());
      CHECK(allocations_during([&] { (void)batch_outcome(*tick, halfway, workspace); }) == 0);
    }
    CHECK(dips > 20);
    CHECK(refused == dips);
  });
}

TEST_CASE("a reduction that is permitted passes the check at the end", "[evaluate][postcondition]") {
  const Listing listing = *Listing::from(chain());
  const auto tick = portfolio_venue().price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  Random random{8};
  int permitted = 0;
  for (int i = 0; i < 400; ++i) {
    const Account account = random_book(random, chain(), 4);
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const AccountRow row = rows.at(0);
    if (row.segments.empty() || row.segments.front().begin == row.segments.front().end) continue;
    const Index held = static_cast<Index>(row.row[0]);
    if (tick->table().terms(held).kind == InstrumentKind::spot) continue;
    const Order order{listing.id(held), -0.5 * row.quantity[0], tick->table().terms(held).underlying};
    const Change change{.orders = {&order, 1}};
    if (tick->table().terms(held).kind == InstrumentKind::option) continue;
    if (!permits(*tick, row, Action::reduce, change, workspace, scratch).is_allowed()) continue;
    const RiskReport before = tick->evaluate(row, workspace), after = tick->evaluate(scratch.apply(tick->table(), row, change), workspace);
    ++permitted;
    CHECK(postcondition(before, after) == Refusal::none);
  }
  CHECK(permitted > 40);
}
