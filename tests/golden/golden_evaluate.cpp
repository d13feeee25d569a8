// the evaluator: tables by Black and by Merton under grids and history, and every number of the reports made from them

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/collateral/loan_to_value.hpp"
#include "bulwark/evaluate/explain.hpp"
#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/evaluate/what_if.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/debt_margin.hpp"
#include "bulwark/margin/largest_of.hpp"
#include "bulwark/margin/notional_margin.hpp"
#include "bulwark/margin/roll_charge.hpp"
#include "bulwark/margin/scenario_margin.hpp"
#include "bulwark/margin/short_option_floor.hpp"
#include "bulwark/margin/short_option_margin.hpp"
#include "bulwark/margin/sum_of.hpp"
#include "bulwark/margin/tiered_margin.hpp"
#include "bulwark/pricing/pricer.hpp"
#include "bulwark/var/historical_var.hpp"
#include "golden/golden.hpp"

namespace bulwark::test {
namespace {

constexpr AssetId btc{0}, eth{1}, sol{2};
constexpr Index accounts = 3000;

Timestamp in_days(int days) { return Timestamp{} + std::chrono::days(20000 + days); }

// In [low, high), rounded once.
double between(Inputs& inputs, double low, double high) { return fma(inputs.unit(), high - low, low); }

// Spot, perpetuals and futures of both kinds, options that settle in the quote, in their coin and in another.
Listing listing() {
  std::vector<ListedInstrument> listed;
  const auto add = [&](const Instrument& instrument, double multiplier, AssetId settlement) {
    listed.push_back({std::to_string(listed.size()), instrument, multiplier, settlement});
  };
  constexpr double spots[] = {64000.0, 3200.0, 160.0};
  for (const AssetId asset : {btc, eth, sol}) {
    add(Spot{asset}, 1.0, asset);
    for (const Timestamp expiry : {perpetual, in_days(9), in_days(120)}) {
      add(LinearFuture{asset, expiry}, 0.01, AssetId::quote);
      add(InverseFuture{asset, expiry}, 10.0, asset);
    }
    for (const int days : {9, 40, 120, 400})
      for (int k = 0; k < 7; ++k)
        for (const OptionSide side : {OptionSide::call, OptionSide::put})
          add(VanillaOption{asset, side, spots[row(asset)] * (0.625 + 0.125 * k), in_days(days)}, 0.1,
              k % 3 == 0   ? AssetId::quote
              : k % 3 == 1 ? asset
                           : btc);
  }
  return *Listing::from(listed);
}

// Forwards, one smile by expiry and strike, two flat ones, jumps; marks for a third of the instruments, a volatility for some.
MarketState market(const Listing& listing) {
  Inputs inputs{21};
  MarketState market{.now = in_days(0), .assets = {}};
  for (const double spot : {61234.5, 3011.75, 171.3}) {
    AssetMarket asset{.spot = spot, .volatility = FlatVolatility{between(inputs, 0.4, 1.1)}};
    for (const int days : {9, 40, 120, 400})
      asset.forwards.push_back({in_days(days), product(spot, between(inputs, 1.0, 1.1)), between(inputs, 0.9, 1.0)});
    asset.model = JumpParameters{between(inputs, 0.2, 3.0), between(inputs, -0.3, 0.1), between(inputs, 0.05, 0.4)};
    market.assets.push_back(asset);
  }
  GridVolatility smile{.expiries = {in_days(5), in_days(50), in_days(300)}, .log_moneyness = {-0.6, -0.2, 0.0, 0.3}, .volatility = {}};
  for (int i = 0; i < 12; ++i) smile.volatility.push_back(between(inputs, 0.5, 0.6));
  market.assets[0].volatility = smile;
  for (Index row = 0; row < listing.rows(); ++row) {
    const Instrument& instrument = listing[row].instrument;
    const double spot = market[asset_of(instrument)].spot, share = between(inputs, 0.02, 0.3);
    const bool is_option = std::holds_alternative<VanillaOption>(instrument);
    const bool is_marked = row % 3 == 0 && (!is_option || listing[row].settlement == asset_of(instrument));
    market.marks.push_back(is_marked ? std::optional{is_option ? share : product(spot, 0.9 + share)} : std::nullopt);
    market.volatilities.push_back(row % 11 == 0 ? std::optional{between(inputs, 0.2, 2.0)} : std::nullopt);
  }
  return market;
}

// Up to 24 positions, in any order, some twice.
AccountRows rows(const Listing& listing) {
  Inputs inputs{22};
  std::vector<Index> offsets{0};
  std::vector<RowId> row;
  std::vector<double> quantity, price, cash;
  for (Index a = 0; a < accounts; ++a) {
    for (std::uint64_t k = inputs.word() % 25; k > 0; --k) {
      row.push_back(listing.id(static_cast<Index>(inputs.word() % static_cast<std::uint64_t>(listing.rows()))));
      quantity.push_back(inputs.with_sign(inputs.of_sizes(-3, 9)));
      price.push_back(inputs.of_sizes(6, 17));
    }
    offsets.push_back(std::ssize(row));
    cash.push_back(inputs.with_sign(inputs.of_sizes(4, 22)));
  }
  return listing.admit(PositionColumns{offsets, row, quantity, price, cash});
}

ShockGrid grid(Numeraire numeraire) {
  return {.price_range = 0.15,
          .range_of_asset = {0.12, 0.16},
          .steps_per_side = 4,
          .vol_up = 0.5,
          .vol_down = 0.25,
          .term = {.short_power = 0.3, .long_power = 0.1, .floor_when_up = 0.45},
          .far_moves = {-0.66, -0.33, 0.5, 1.0, 3.0},
          .far_factor = 1.0,
          .numeraire = numeraire};
}

void add(Fingerprint& print, const RiskReport& report) {
  const Requirement& needs = report.requirement;
  for (const double x : {report.equity, report.resources.initial, report.resources.maintenance, needs.initial, needs.maintenance,
                         report.health.value_or(-1.0), report.verdict.close_fraction})
    print.add(x);
  print.add(static_cast<std::uint64_t>(report.verdict.standing));
  if (!needs.binding) return;
  print.add(static_cast<std::uint64_t>(needs.binding->scenario));
  print.add(static_cast<std::uint64_t>(needs.binding->asset));
  print.add(needs.binding->loss);
  print.add(needs.binding->gap);
}

void add(Fingerprint& print, const PricedMarket& table) {
  for (Index row = 0; row < table.rows(); ++row)
    for (Index c = 0; c < table.stride() * PricedMarket::lanes; ++c) print.add(table.row(row)[c]);
}

// The table, all reports, and for a few accounts what a trade would do, what binds, and where they would be liquidated.
template <class Evaluator>
void venue_section(Golden& golden, const char* name, const Evaluator& venue) {
  const Listing listed = listing();
  const MarketState state = market(listed);
  const AccountRows held = rows(listed);
  const auto tick = venue.price(listed, state);
  golden.expect(tick.has_value() && held.faults().empty(), name);
  if (!tick) return;
  Fingerprint print;
  add(print, tick->table());
  Workspace workspace = tick->workspace();
  std::vector<RiskReport> reports(static_cast<std::size_t>(accounts));
  tick->evaluate(held, workspace, reports);
  Index known = 0;
  for (const RiskReport& report : reports) add(print, report), known += report.verdict.is_known();
  golden.expect(known > accounts / 2, "most accounts are known");
  ChangedAccount scratch;
  for (Index a = 0; a < 200; ++a) {
    const Order order{.row = listed.id(a % listed.rows()), .quantity = 0.75, .price = 100.0 + static_cast<double>(a)};
    const auto impact = what_if(*tick, held.at(a), {.orders = {&order, 1}, .cash = 0.1}, workspace, scratch);
    if (impact) add(print, impact->after);
  }
  for (Index a = 0; a < 20; ++a) {
    const Explanation why = explain(*tick, held.at(a));
    for (const UnitExplanation& unit : why.units)
      for (const Contribution& part : unit.parts) print.add(part.profit);
    for (const InstrumentSlope& slope : why.gradient) print.add(slope.initial), print.add(slope.maintenance);
  }
  for (Index a = 0; a < 4; ++a) {
    const auto safe =
        liquidation_price(*tick, held.at(a), state, {.asset = btc, .beta = {1.0, 0.8, 1.3}, .vol_response = -0.5, .steps = 24});
    if (!safe) continue;
    for (const SafeInterval& interval : safe->intervals) print.add(interval.low), print.add(interval.high);
  }
  golden.section(name, print);
}

void var_section(Golden& golden) {
  const Listing listed = listing();
  const MarketState state = market(listed);
  const AccountRows held = rows(listed);
  Inputs inputs{23};
  HistoricalVar policy{.history = {.assets = 2, .log_return = {}}, .tail = 0.05};
  for (int i = 0; i < 2 * 90; ++i) {
    policy.history.log_return.push_back(between(inputs, -0.2, 0.2));
    policy.history.vol_move.push_back(between(inputs, -0.3, 0.5));
  }
  Fingerprint print;
  for (const QuantileConvention convention : {QuantileConvention::order_statistic, QuantileConvention::interpolated}) {
    policy.convention = convention;
    const RiskEvaluator venue{no_haircut(), NotionalMargin{{0.1, 0.05}}, JumpDiffusion{}, policy, HealthThreshold{}};
    const auto tick = venue.price_var(listed, state);
    golden.expect(tick.has_value(), "value at risk");
    if (!tick) return;
    add(print, tick->table());
    Workspace workspace = tick->workspace();
    for (Index a = 0; a < accounts; ++a)
      if (const auto report = tick->var(held.at(a), workspace)) print.add(report->value_at_risk), print.add(report->expected_shortfall);
  }
  golden.section("value at risk", print);
}

}  // namespace

void golden_evaluate(Golden& golden) {
  venue_section(
      golden, "grid, coins cut",
      RiskEvaluator{Haircut{.of_asset = {{.initial = 0.1, .maintenance = 0.05}}, .otherwise = {.initial = 0.2, .maintenance = 0.15}},
                    sum_of(ScenarioMargin{.grid = grid(Numeraire::quote), .initial_factor = 1.2}, ShortOptionFloor{0.01},
                           RollCharge{.least_move = 0.01, .annual_move = 0.05}),
                    Black{}, NoVar{}, HealthThreshold{}});
  venue_section(golden, "grid, coins moving",
                RiskEvaluator{Haircut{.of_asset = {}, .otherwise = {.in_scenarios = true}},
                              ScenarioMargin{.grid = grid(Numeraire::quote), .initial_factor = 1.3, .maintenance_factor = 0.9},
                              JumpDiffusion{}, NoVar{}, HealthThreshold{.close_fraction = 0.5}});
  venue_section(golden, "grid, by coin",
                RiskEvaluator{no_haircut(), ScenarioMargin{.grid = grid(Numeraire::settlement), .far_relief = 1000.0, .rounding = 0.0001},
                              Black{}, NoVar{}, HealthThreshold{}});
  venue_section(
      golden, "rules without grids",
      RiskEvaluator{
          LoanToValue{.of_asset = {{0.7, 0.8}, {0.6, 0.75}, {0.3, 0.5}}},
          largest_of(sum_of(TieredMargin{.tables = {{{0.0, 0.02, 0.01}, {1e5, 0.05, 0.025}, {1e6, 0.1, 0.05}}}, .table_of_asset = {}},
                            DebtMargin{}),
                     NotionalMargin{{0.03, 0.02}}),
          Black{}, NoVar{}, HealthThreshold{}});
  var_section(golden);
}

}  // namespace bulwark::test
