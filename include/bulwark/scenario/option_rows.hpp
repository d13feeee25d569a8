#pragma once

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "bulwark/core/same_bits.hpp"
#include "bulwark/pricing/greeks_of.hpp"
#include "bulwark/scenario/asset_prices.hpp"
#include "bulwark/scenario/option_cells.hpp"

namespace bulwark::BULWARK_TARGET {

/// What the rows of a table are priced from.
struct RowInputs {
  const MarketState& market;
  std::span<const ScenarioSet> sets;
  const AssetPrices& assets;
  const MovesByUnit& moves;
};

/// The first column of a row that is no number, -1 where all are.
inline Index first_unknown(const PricedMarket& table, Index row) noexcept {
  const double* columns = table.row(row);
  const Index count = table.stride() * PricedMarket::lanes;
  using Eight = Lanes<static_cast<int>(PricedMarket::lanes)>;
  Eight sum(0.0);  // of zeros, where all are numbers
  for (Index c = 0; c < count; c += PricedMarket::lanes) sum += load<Eight>(columns + c) * Eight(0.0);
  if (all(sum == Eight(0.0))) return -1;
  return std::find_if(columns, columns + count, [](double x) { return !is_finite(x); }) - columns;
}

/// Makes a row one that is not known.
inline void wipe(PricedMarket& table, Index row) noexcept {
  std::fill_n(table.row(row), table.stride() * PricedMarket::lanes, std::numeric_limits<double>::quiet_NaN());
}

/// Options of one model on their way into the table: what they are worth and their Greeks are priced for several at once, then the
/// scenarios of each. A put after its call (the same forward, strike, volatility and expiry) takes the time values that the call's
/// scenarios had.
template <Pricer P>
class OptionRows {
 public:
  OptionRows(const P& pricer, const RowInputs& inputs, PricedMarket& table, Faults& faults)
      : pricer_(pricer), in_(inputs), table_(table), faults_(faults), scales_(inputs.sets.size()), factors_(inputs.sets.size()) {
    for (double* column : {forward_, strike_, volatility_, years_, side_}) std::fill_n(column, at_once, 1.0);
    Index scenarios = 0, bent = 0;
    for (const ScenarioSet& set : in_.sets) {
      scenarios += in_whole_groups(set.scenarios);
      if (!set.skew.empty()) bent = std::max(bent, in_whole_groups(set.scenarios));
    }
    priced_.resize(static_cast<std::size_t>(scenarios / scenario_group));
    bends_.resize(static_cast<std::size_t>(bent / scenario_group));
  }

  /// An option whose inputs are good and whose terms are in the table; `mark` in settlement units, if it has one.
  void add(Index row, const ForwardAndDiscount& delivery, const double* mark, const ParametersOf<P>& parameters) {
    if (&parameters != parameters_) finish(), last_ = -1;
    parameters_ = &parameters;
    const ContractTerms& terms = table_.terms(row);
    row_[count_] = row, mark_[count_] = mark;
    forward_[count_] = delivery.forward, discount_[count_] = delivery.discount;
    fixed_[count_] = delivery.fixed, rate_[count_] = delivery.rate;
    strike_[count_] = terms.strike, volatility_[count_] = terms.volatility;
    years_[count_] = terms.years, side_[count_] = sign(terms.side);
    if (++count_ == at_once) finish();
  }

  /// Fills the rows of those that wait.
  void finish() {
    const int count = std::exchange(count_, 0);
    if (count == 0) return;
    double value[at_once], delta[at_once], gamma[at_once], vega[at_once], theta[at_once];
    if constexpr (BULWARK_COPIES && HasFormulas<P>) {
      const double* const inputs[] = {forward_, strike_, volatility_, years_, side_};
      double* const values[] = {value};
      double* const greeks[] = {nullptr, delta, gamma, vega, theta};
      price_columns<FormulasOf<P>::value>({.inputs = inputs, .results = values, .rows = at_once, .jumps = jumps_of(*parameters_)});
      price_columns<FormulasOf<P>::greeks>({.inputs = inputs, .results = greeks, .rows = at_once, .jumps = jumps_of(*parameters_)});
    } else {
      using Real = ScenarioLanes;
      for (int i = 0; i < count; i += Real::count) {
        const Claim<Real> claims{load<Real>(forward_ + i), load<Real>(strike_ + i), load<Real>(volatility_ + i), load<Real>(years_ + i),
                                 load<Real>(side_ + i)};
        store(value + i, pricer_.value(claims, *parameters_));
        if constexpr (PricerWithGreeks<P>) {
          const Greeks<Real> greeks = pricer_.greeks(claims, *parameters_);
          store(delta + i, greeks.delta), store(gamma + i, greeks.gamma), store(vega + i, greeks.vega), store(theta + i, greeks.theta);
        }
      }
    }
    for (int i = 0; i < count; ++i) {
      Greeks<double> own{};
      if constexpr (PricerWithGreeks<P>)
        own = {value[i], delta[i], gamma[i], vega[i], theta[i]};
      else
        own = greeks_of(pricer_, Claim<double>{forward_[i], strike_[i], volatility_[i], years_[i], side_[i]}, *parameters_);
      if (!fill(i, value[i], own)) wipe(table_, row_[i]);
    }
  }

 private:
  static constexpr int at_once = scenario_group;  ///< options

  bool fill(int at, double undiscounted, const Greeks<double>& greeks) {
    const Index row = row_[at];
    const ContractTerms& terms = table_.terms(row);
    const double forward = forward_[at], discount = discount_[at];
    const bool is_coin = terms.settlement == terms.asset;
    // Settlement units per coin of forward value: Deribit and OKX value coin-settled options as undiscounted Black over forward.
    const double model = is_coin ? undiscounted / forward : product(undiscounted, discount);
    const double price = in_.assets.price(terms.settlement), m = terms.multiplier;
    const double value = product(m, mark_[at] ? *mark_[at] : model);
    const double to_quote = product(m, is_coin ? price / forward : product(discount, price));
    double* columns = table_.row(row);
    const auto column = [&](Column c) -> double& { return columns[static_cast<std::size_t>(c)]; };
    column(Column::option_value) = value;
    column(Column::notional) = product(m, is_coin ? price : product(forward, price));
    column(Column::delta) = product(to_quote, greeks.delta);
    column(Column::gamma) = product(to_quote, greeks.gamma);
    column(Column::vega) = product(to_quote, greeks.vega);
    column(Column::theta) = product(to_quote, greeks.theta);
    read_expiry(terms.years, rate_[at], discount);
    const bool is_twin = PricerWithTimeValue<P> && is_twin_of_last(at);
    last_ = row;
    ScenarioGroup* priced = priced_.data();
    for (std::size_t b = 0; b < in_.sets.size(); ++b) {
      const ScenarioSet& set = in_.sets[b];
      const bool is_by_expiry = table_.blocks()[b].by_expiry >= 0;
      if (is_by_expiry && (!is_finite(factors_[b].gain) || !is_finite(factors_[b].loss))) {
        report(faults_, FaultCode::overflow, "market.forward.rate", {.outer = row}, rate_[at]);
        last_ = -1;
        return false;
      }
      const OptionCells cells{.moves = in_.moves.of(terms.unit, b),
                              .scenarios = set.scenarios,
                              .forward = forward,
                              .fixed = fixed_[at],
                              .spot = in_.market[terms.asset].spot,
                              .strike = terms.strike,
                              .volatility = terms.volatility,
                              .years = greatest(0.0, terms.years - set.years_later),
                              .side = side_[at],
                              .scale = scales_[b],
                              .floor_when_up = set.term.floor_when_up,
                              .bend = is_twin ? nullptr : bends(set, terms.strike, forward, terms.years),
                              .is_parallel = set.is_parallel};
      if (!is_twin) price_scenarios(cells, priced->lane);
      const CountedOption counting{.discount = discount,
                                   .model = model,
                                   .value = value,
                                   .shown = is_by_expiry ? product(value, price) : 0.0,
                                   .multiplier = m,
                                   .is_coin = is_coin,
                                   .in = in_.assets.counted_in(set, terms.settlement)};
      constexpr bool by_time = PricerWithTimeValue<P>;
      widest(count_cells_in_lanes<by_time>, copy_avx2::count_cells_in_lanes<by_time>, copy_avx512::count_cells_in_lanes<by_time>)(
          cells, counting, priced->lane, table_.profits(row, static_cast<Index>(b)).data());
      priced += in_whole_groups(set.scenarios) / scenario_group;
    }
    const Index unknown = first_unknown(table_, row);
    if (unknown >= 0) {
      report(faults_, FaultCode::overflow, "market.row", {row, unknown}, columns[unknown]);
      return false;
    }
    for (std::size_t b = 0; b < in_.sets.size(); ++b)  // the same from every row of a run
      if (const Index k = table_.blocks()[b].by_expiry; k >= 0) table_.factors(table_.tag(row).run, k) = factors_[b];
    return true;
  }

  /// What only the expiry decides, where it is not the last option's.
  void read_expiry(double years, double rate, double discount) {
    if (same_bits(years, expiry_.years) && same_bits(rate, expiry_.rate) && same_bits(discount, expiry_.discount)) return;
    expiry_ = {years, rate, discount};
    for (std::size_t b = 0; b < in_.sets.size(); ++b) {
      const ScenarioSet& set = in_.sets[b];
      scales_[b] = term_scale(set.term, years);
      if (table_.blocks()[b].by_expiry >= 0) factors_[b] = expiry_factors(*set.by_expiry, years, rate, discount);
    }
  }

  /// Whether an option's scenarios differ from those of the last row in nothing but the side.
  bool is_twin_of_last(int at) noexcept {
    const Twin own{forward_[at], fixed_[at], strike_[at], volatility_[at], years_[at]};
    const bool is_twin = last_ >= 0 && table_.terms(last_).unit == table_.terms(row_[at]).unit && same_bits(own, twin_);
    twin_ = own;
    return is_twin;
  }

  /// The one place where the pricer's text is compiled for scenarios. The time values of pricers that have them, the values of the others.
  [[gnu::noinline, gnu::flatten]] void price_scenarios(const OptionCells& cells, double* priced) {
    if constexpr (HasFormulas<P> && PricerWithTimeValue<P>) {
      constexpr ColumnFormula by = FormulasOf<P>::value;
      widest(time_values_in_lanes<by>, copy_avx2::time_values_in_lanes<by>, copy_avx512::time_values_in_lanes<by>)(
          cells, jumps_of(*parameters_), priced);
    } else {
      price_cells(cells, priced, [&](const auto& claim) noexcept {
        if constexpr (PricerThatKeeps<P>)
          return pricer_.time_value(claim, *parameters_, kept_);
        else if constexpr (PricerWithTimeValue<P>)
          return pricer_.time_value(claim, *parameters_);
        else
          return pricer_.value(claim, *parameters_);
      });
    }
  }

  /// The factors on volatility of a set whose smile bends, null of one whose does not.
  const double* bends(const ScenarioSet& set, double strike, double forward, double years) noexcept {
    if (set.skew.empty()) return nullptr;
    const double log_moneyness = log(strike / forward);
    for (Index i = 0; i < in_whole_groups(set.scenarios); ++i) {
      const Skew skew = set.skew[static_cast<std::size_t>(i < set.scenarios ? i : 0)];
      bends_[static_cast<std::size_t>(i / scenario_group)].lane[i % scenario_group] =
          skew_factor(set.skew_term, skew, log_moneyness, years);
    }
    return bends_.front().lane;
  }

  const P& pricer_;
  const RowInputs& in_;
  PricedMarket& table_;
  Faults& faults_;
  const ParametersOf<P>* parameters_ = nullptr;

  // Of the last row, for one that has the same.
  struct Twin {
    double forward, fixed, strike, volatility, years;
  } twin_{};
  struct Expiry {
    double years = -1.0, rate = 0.0, discount = 0.0;
  } expiry_;
  Index last_ = -1;
  [[no_unique_address]] typename KeptByPricer<P>::Type kept_;
  std::vector<ScenarioGroup> priced_;   ///< set, scenario: of the last row, before anybody's side
  std::vector<ScenarioGroup> bends_;    ///< scenario, of the set that is being priced
  std::vector<double> scales_;          ///< set: of volatility moves
  std::vector<ExpiryFactors> factors_;  ///< set; of those by expiry

  // Those that wait. Lanes that nobody fills hold claims that price without ado.
  Index row_[at_once];
  const double* mark_[at_once];
  double forward_[at_once], strike_[at_once], volatility_[at_once], years_[at_once], side_[at_once];
  double discount_[at_once], fixed_[at_once], rate_[at_once];
  int count_ = 0;
};

}  // namespace bulwark::BULWARK_TARGET
