#include "bulwark/system/open_accounts.hpp"

#include "support/crowd.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

const auto house = crowd_venue();

Crowd three() {
  Crowd crowd;
  crowd.add(30, 500.0, {Crowd::of(1, -4.0, 90.0), Crowd::of(0, 10.0, 110.0)});
  crowd.add(10, 100.0, {{Spot{AssetId{0}}, 3.0}});
  crowd.add(20, -50.0, {});
  return crowd;
}

}  // namespace

TEST_CASE("accounts stand in the order of their names and are worth what they were", "[system][open_accounts]") {
  const Crowd crowd = three();
  const Listing listing = crowd.listing();
  const AccountRows rows = listing.admit(crowd.accounts);
  const auto open = OpenAccounts::from(rows, crowd.names);
  REQUIRE(open);
  const auto tick = *house.price(listing, crowd.market);
  Workspace workspace = tick.workspace();
  const Index was[] = {1, 2, 0};
  for (Index i = 0; i < 3; ++i) {
    CHECK(open->name(i) == crowd.names[static_cast<std::size_t>(was[i])]);
    const RiskReport now = tick.evaluate(open->at(i), workspace), before = tick.evaluate(rows.at(was[i]), workspace);
    CHECK(now.equity == before.equity);
    CHECK(now.requirement.maintenance == before.requirement.maintenance);
    CHECK(now.verdict == before.verdict);
  }
}

TEST_CASE("closing at the mark changes no equity, whole or in parts, and frees margin in proportion", "[system][open_accounts]") {
  const Crowd crowd = three();
  const Listing listing = crowd.listing();
  const auto tick = *house.price(listing, crowd.market);
  Workspace workspace = tick.workspace();
  OpenAccounts open = crowd.open();
  const RiskReport before = tick.evaluate(open.at(2), workspace);
  open.close(tick.table(), 2, open.first(2), 4.0, 100.0);  // 10 coins of A, of which 4
  const RiskReport part = tick.evaluate(open.at(2), workspace);
  CHECK_THAT(part.equity, WithinRel(before.equity, 1e-14));
  CHECK_THAT(part.requirement.maintenance, WithinRel(before.requirement.maintenance * 10.0 / 14.0, 1e-14));
  open.close(tick.table(), 2, open.first(2), 6.0, 100.0);
  open.close(tick.table(), 2, open.first(2) + 1, -4.0, 100.0);
  CHECK(open.is_flat(2));
  CHECK_THAT(open.cash(2), WithinRel(before.equity, 1e-14));
  CHECK(tick.evaluate(open.at(2), workspace).requirement.maintenance == 0.0);
  open.close(tick.table(), 0, open.first(0), 3.0, 50.0);
  CHECK(open.cash(0) == 250.0);
  CHECK(open.is_flat(0));
}

TEST_CASE("names that are missing or given twice are faults", "[system][open_accounts][faults]") {
  Crowd crowd = three();
  const AccountRows rows = crowd.listing().admit(crowd.accounts);
  crowd.names[1] = crowd.names[0];
  CHECK(OpenAccounts::from(rows, crowd.names).faults().size() == 1);
  CHECK(OpenAccounts::from(rows, {}).faults().size() == 1);
}
