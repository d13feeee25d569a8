// Is it cheaper to close an account's options or to hedge them? A seller of puts is short of margin; three ways back, and what each costs.
#include <chrono>
#include <cstdio>

#include "bulwark/bulwark.hpp"
#include "bulwark/evaluate/restoring_trades.hpp"
#include "bulwark/evaluate/takeover.hpp"

using namespace bulwark;

int main() {
  constexpr AssetId btc{0};
  const Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}, june = now + std::chrono::days{116};
  const MarketState market{.now = now, .assets = {{.spot = 70'000.0, .volatility = FlatVolatility{0.55}}}};
  const std::vector<ListedInstrument> listed{{.id = "put 60,000", .instrument = VanillaOption{btc, OptionSide::put, 60'000.0, june}},
                                             {.id = "put 50,000", .instrument = VanillaOption{btc, OptionSide::put, 50'000.0, june}},
                                             {.id = "perpetual", .instrument = LinearFuture{btc}}};
  const Listing listing = *Listing::from(listed);
  const auto id = [&](const char* name) { return *listing.find(std::string{name}); };
  const RiskEvaluator venue{
      no_haircut(),
      sum_of(ScenarioMargin{.grid = {.price_range = 0.15, .vol_up = 0.3, .vol_down = 0.25}, .initial_factor = 1.3}, ShortOptionFloor{0.01}),
      Black{}, NoVar{}, HealthThreshold{}};
  const Account seller{.positions = {{VanillaOption{btc, OptionSide::put, 60'000.0, june}, -40.0}}, .cash = 350'000.0};
  const AccountRows rows = listing.admit(std::span{&seller, 1});
  const auto tick = *venue.price(listing, market);
  Workspace workspace = tick.workspace();

  // What the books take, quote per contract: nobody quotes the far put, everybody the perpetual.
  const RowCost books[] = {
      {.half_spread = 600.0, .impact = 15.0}, {.half_spread = 150.0, .impact = 5.0}, {.half_spread = 5.0, .impact = 0.2}};
  const RowCosts costs{.fee = 0.0003, .of_row = std::span{books}};
  const RestoreTarget target{.health = 1.1};
  Tradable held[1];
  (void)closing_tradables(
      tick.table(), rows.at(0), [](Index) { return 0.1; }, held);
  const Tradable hedges[] = {{id("perpetual"), 0.001, 0.0, 40.0}, {id("put 50,000"), 0.1, 40.0, 0.0}};
  const Tradable all[] = {held[0], hedges[0], hedges[1]};

  const RiskReport before = tick.evaluate(rows.at(0), workspace);
  std::printf("equity %.0f, requirement %.0f, health %.3f; wanted %.2f\n", before.equity, before.requirement.maintenance, *before.health,
              target.health);
  TrialScratch scratch;
  const auto tell = [&](const char* way, std::span<const Tradable> may_trade) {
    Order orders[3];
    const RestorePlan plan = *restoring_trades(tick, rows.at(0), target, may_trade, costs, {}, workspace, scratch, orders);
    std::printf("%-9s costs %6.0f, health %.3f:", way, plan.cost, *plan.after.health);
    for (const Order& order : std::span{orders}.first(static_cast<std::size_t>(plan.orders)))
      std::printf(" %+.3f %s", order.quantity, listing[static_cast<Index>(order.row.row)].id.c_str());
    std::printf("%s\n", plan.is_restored ? "" : " (not enough)");
  };
  tell("close", held), tell("hedge", hedges), tell("either", all);
  ScaledAccount scaled;
  const Takeover takeover = *smallest_takeover(tick, rows.at(0), target, 0.05, workspace, scaled);
  std::printf("take over costs %6.0f, health %.3f: %.1f %% of the account for %.0f\n", before.equity - takeover.after.equity,
              *takeover.after.health, 100.0 * takeover.share, takeover.paid);
}
