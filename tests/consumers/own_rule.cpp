// A house margin rule of the user's own, a ticket charge for every short position, on top of a price scan; on the user's own trades.
#include <cstdio>

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/scenario_margin.hpp"
#include "bulwark/margin/sum_of.hpp"
using namespace bulwark;

struct Trade {
  OptionSide side;
  double strike, lots;
};  // the user's own

struct TicketMargin {
  double per_short;  // quote
  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double charge = 0.0;
    for (const ValuedPosition& position : account.positions()) charge += position.quantity < 0.0 ? per_short : 0.0;
    return {.initial = charge, .maintenance = charge};
  }
};

int main() {
  const Timestamp now{};
  Account account{.positions = {}, .cash = 60e3};
  for (const Trade& t : {Trade{OptionSide::call, 110e3, -2.0}, Trade{OptionSide::put, 90e3, -2.0}})
    account.positions.push_back({VanillaOption{AssetId{0}, t.side, t.strike, now + std::chrono::days{30}}, t.lots});
  const ScenarioMargin scan{.grid = {.price_range = 0.16, .vol_up = 0.3, .vol_down = 0.2}};
  const RiskEvaluator venue{Haircut{}, sum_of(scan, TicketMargin{.per_short = 250.0}), Black{}, NoVar{}, HealthThreshold{}};
  const auto report = venue.evaluate(account, {.now = now, .assets = {{.spot = 100e3, .volatility = FlatVolatility{0.55}}}});
  std::printf("requirement %.2f, %s\n", report->requirement.maintenance, report->verdict.is_healthy() ? "healthy" : "not healthy");
  return report && report->requirement.maintenance > 500.0 && report->verdict.is_known() ? 0 : 1;
}
