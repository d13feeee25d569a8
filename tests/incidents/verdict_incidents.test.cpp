// What verdicts have to say of the cases that are about accounts alone: nothing held, nothing known.

#include <limits>

#include "bulwark/evaluate/conditions.hpp"
#include "bulwark/evaluate/limits.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/incidents.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("INC23: a loan against a coin whose rate is nothing is made to nobody, and nobody is liquidated for it", "[incidents][verdict]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase loan = (*incidents)["INC23b"];
  MarketState market = three_assets();
  market.assets[static_cast<std::size_t>(row(eth))] = {.spot = loan.given("rate")};
  const Account borrower{.positions = {{Spot{eth}, loan.given("collateral")}}};
  const Listing listing = *Listing::from(chain());
  const AccountRows rows = listing.admit({&borrower, 1});
  const std::vector<Trust> trusted(3, Trust::trusted);  // even where somebody vouches for it
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, market);
    REQUIRE(tick);
    CHECK_FALSE(tick->faults().empty());
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    const auto may = [&](Action action, double cash) {
      return permits(*tick, rows.at(0), action, {.cash = cash}, {.prices = trusted}, workspace, scratch).refusal;
    };
    CHECK(is_unknown(tick->evaluate(rows.at(0), workspace)));
    CHECK((may(Action::withdraw, -loan.given("debt")) == Refusal::unknown_account && loan.verdict() == "REJECT_ACTION"));
    CHECK(may(Action::liquidate, 0.0) == Refusal::unknown_account);
    CHECK(may(Action::reduce, 1.0) == Refusal::none);
  });
}

TEST_CASE("INC36: an empty account is well, withdraws nothing and is not liquidated", "[incidents][verdict]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase empty = (*incidents)["INC36d-control"];
  const Account nobody{.positions = std::vector<Position>(static_cast<std::size_t>(empty.given("positions"))),
                       .cash = empty.given("equity")};
  const Listing listing = *Listing::from(chain());
  const AccountRows rows = listing.admit({&nobody, 1});
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    const RiskReport report = tick->evaluate(rows.at(0), workspace);
    CHECK((report.equity == empty.given("equity") && report.requirement.maintenance == empty.given("requirement")));
    CHECK((report.verdict.is_healthy() && empty.verdict() == "ACCEPT"));
    CHECK_FALSE(permits(*tick, rows.at(0), Action::liquidate, {}, workspace, scratch).is_allowed());
    CHECK_FALSE(largest_withdrawal(*tick, rows.at(0), 0.01, workspace, scratch));
    CHECK(smallest_cure(*tick, rows.at(0), 0.01, workspace, scratch) == 0.0);
  });
}

TEST_CASE("INC36: an account that has no number is neither well nor liquidated", "[incidents][verdict]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase blind = (*incidents)["INC36e"];
  const double equity = std::numeric_limits<double>::quiet_NaN();  // "nan", which no JSON number is
  const RiskReport report{
      .equity = equity, .resources = {equity, equity}, .requirement = {blind.given("requirement"), blind.given("requirement")}};
  CHECK((is_unknown(report) && blind.verdict() == "PRICE_INVALID"));
  const Listing listing = *Listing::from(chain());
  const Account account{.cash = equity};
  const AccountRows rows = listing.admit({&account, 1});
  CHECK(rows.faults().size() == 1);
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    CHECK(is_unknown(tick->evaluate(rows.at(0), workspace)));
  });
}
