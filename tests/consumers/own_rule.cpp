// A house margin rule of the user's own, a ticket charge for every short position, on top of a price scan; on the user's own trades.
#include <cstdio>
#include <vector>

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/scenario_margin.hpp"
#include "bulwark/margin/sum_of.hpp"

using namespace bulwark;

struct Trade {
  OptionSide side;
  double strike, lots;
};

struct TicketMargin {
  double per_short;  // quote

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double charge = 0.0;
    for (const ValuedPosition& position : account.positions()) charge += position.quantity < 0.0 ? per_short : 0.0;
    return {.initial = charge, .maintenance = charge};
  }
};

int main() {
  const std::vector<Trade> trades{{OptionSide::call, 110e3, -2.0}, {OptionSide::put, 90e3, -2.0}};
  const Timestamp now{};
  const MarketState market{.now = now, .assets = {{.spot = 100e3, .volatility = FlatVolatility{0.55}}}};
  Account account{.positions = {}, .cash = 60e3};
  for (const Trade& t : trades)
    account.positions.push_back({VanillaOption{AssetId{0}, t.side, t.strike, now + std::chrono::days{30}}, t.lots});

  const auto house =
      sum_of(ScenarioMargin{.grid = {.price_range = 0.16, .vol_up = 0.3, .vol_down = 0.2}}, TicketMargin{.per_short = 250.0});
  const RiskEvaluator venue{Haircut{}, house, Black{}, NoVar{}, HealthThreshold{}};
  const Checked<RiskReport> report = venue.evaluate(account, market);
  if (!report) return 1;
  std::printf("equity %.2f, requirement %.2f, %s\n", report->equity, report->requirement.maintenance,
              report->verdict.is_healthy() ? "healthy" : "not healthy");
  return report->requirement.maintenance > 500.0 && report->verdict.is_known() ? 0 : 1;
}
