#include "bulwark/backstop/fund_scenario_losses.hpp"

#include <cmath>
#include <vector>

#include "bulwark/laws/specimens.hpp"
#include "bulwark/pricing/black.hpp"
#include "bulwark/scenario/history.hpp"
#include "bulwark/scenario/price_market.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

const History days{.assets = 3, .log_return = {-0.4, -0.5, -0.6, 0.3, 0.2, 0.5, 0.0, 0.0, 0.0, -0.1, 0.4, -0.3}};

/// The market after a day: spots and forwards moved alike.
MarketState after(Index day) {
  MarketState market = three_assets();
  for (Index a = 0; a < 3; ++a) {
    AssetMarket& asset = market.assets[static_cast<std::size_t>(a)];
    const double grown = std::exp(days.log_return[static_cast<std::size_t>(day * 3 + a)]);
    asset.spot *= grown;
    for (ForwardPoint& point : asset.forwards) point.forward *= grown;
  }
  return market;
}

struct World {
  Listing listing = *Listing::from(chain());
  AccountRows rows;
  PricedMarket table;

  explicit World(const std::vector<Account>& accounts)
      : rows(listing.admit(accounts)),
        table(price_market(listing, three_assets(), Black{}, std::vector<ScenarioSet>{days.scenarios(3)}, InScenarios(3, 1u)).table) {}

  std::vector<double> unpaid() const {
    Workspace workspace(table);
    std::vector<double> losses(static_cast<std::size_t>(days.size()));
    add_unpaid(table, rows, 0, rows.size(), workspace, losses);
    return losses;
  }
};

std::vector<Account> books() {
  Random random{3};
  std::vector<Account> accounts;
  for (int i = 0; i < 60; ++i) accounts.push_back(random_book(random, chain(), 1 + random.below(6)));
  return accounts;
}

}  // namespace

TEST_CASE("what accounts leave unpaid is what they lack when the moved market is priced anew", "[backstop][fund_scenario_losses]") {
  const std::vector<Account> accounts = books();
  const std::vector<double> losses = World(accounts).unpaid();
  const Listing listing = *Listing::from(chain());
  for (Index day = 0; day < days.size(); ++day) {
    const PricedMarket moved = price_market(listing, after(day), Black{}, {}, InScenarios{}).table;
    double lacking = 0.0;
    for (const Account& account : accounts)
      lacking +=
          on_valued(listing, moved, account, [](const ValuedAccount& valued, const Profits&) { return std::max(0.0, -valued.equity); });
    CHECK(lacking > 0.0);
    CHECK_THAT(losses[static_cast<std::size_t>(day)], WithinRel(lacking, 1e-9));
  }
}

TEST_CASE("an account without positions that owes owes in every scenario", "[backstop][fund_scenario_losses]") {
  const std::vector<double> losses = World({Account{.positions = {}, .cash = -500.0}, Account{.positions = {}, .cash = 900.0}}).unpaid();
  for (const double loss : losses) CHECK(loss == 500.0);
}

TEST_CASE("pieces of one size are the same bits, and what is unknown is no loss of 0", "[backstop][fund_scenario_losses]") {
  const World world(books());
  Workspace workspace(world.table);
  const auto in_pieces = [&](bool backwards) {
    std::vector<std::vector<double>> parts(6, std::vector<double>(static_cast<std::size_t>(days.size())));
    for (Index k = 0; k < 6; ++k) {
      const Index piece = backwards ? 5 - k : k;
      add_unpaid(world.table, world.rows, piece * 10, piece * 10 + 10, workspace, parts[static_cast<std::size_t>(piece)]);
    }
    for (std::size_t k = 1; k < 6; ++k)
      for (std::size_t s = 0; s < parts[0].size(); ++s) parts[0][s] += parts[k][s];
    return parts[0];
  };
  CHECK(in_pieces(false) == in_pieces(true));
  std::vector<double> wrong(7);
  add_unpaid(world.table, world.rows, 0, 1, workspace, wrong);
  for (const double loss : wrong) CHECK(std::isnan(loss));
  std::vector<Account> broken = books();
  broken[7].cash = std::nan("");
  for (const double loss : World(broken).unpaid()) CHECK(std::isnan(loss));
}
