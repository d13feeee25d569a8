#pragma once

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "bulwark/pricing/greeks_of.hpp"
#include "bulwark/scenario/asset_prices.hpp"

namespace bulwark::BULWARK_TARGET {

/// Scenarios, or options, priced at once: two registers hide each other's latency. Any number gives the same bits; without vector FMA more
/// than one is only more code.
inline constexpr int scenario_lanes = BULWARK_FMA ? 2 * BULWARK_LANES : 1;
using ScenarioLanes = Lanes<scenario_lanes>;

/// What the rows of a table are priced from.
struct RowInputs {
  const MarketState& market;
  std::span<const ScenarioSet> sets;
  const AssetPrices& assets;
  const MovesByUnit<ScenarioLanes>& moves;
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
/// scenarios of each.
template <Pricer P>
class OptionRows {
 public:
  using Real = ScenarioLanes;

  OptionRows(const P& pricer, const RowInputs& inputs, PricedMarket& table, Faults& faults)
      : pricer_(pricer), in_(inputs), table_(table), faults_(faults) {
    for (double* column : {forward_, strike_, volatility_, years_, side_}) std::fill_n(column, Real::count, 1.0);
  }

  /// An option whose inputs are good and whose terms are in the table; `mark` in settlement units, if it has one.
  void add(Index row, const ForwardAndDiscount& delivery, const double* mark, const ParametersOf<P>& parameters) {
    if (&parameters != parameters_) finish();
    parameters_ = &parameters;
    const ContractTerms& terms = table_.terms(row);
    row_[count_] = row, mark_[count_] = mark;
    forward_[count_] = delivery.forward, discount_[count_] = delivery.discount;
    fixed_[count_] = delivery.fixed, rate_[count_] = delivery.rate;
    strike_[count_] = terms.strike, volatility_[count_] = terms.volatility;
    years_[count_] = terms.years, side_[count_] = sign(terms.side);
    if (++count_ == Real::count) finish();
  }

  /// Fills the rows of those that wait.
  void finish() {
    const int count = std::exchange(count_, 0);
    if (count == 0) return;
    const Claim<Real> claims{load<Real>(forward_), load<Real>(strike_), load<Real>(volatility_), load<Real>(years_), load<Real>(side_)};
    const Real values = pricer_.value(claims, *parameters_);
    Greeks<Real> greeks{};
    if constexpr (PricerWithGreeks<P>) greeks = pricer_.greeks(claims, *parameters_);
    for (int i = 0; i < count; ++i) {
      Greeks<double> own;
      if constexpr (PricerWithGreeks<P>)
        own = {values.lane(i), greeks.delta.lane(i), greeks.gamma.lane(i), greeks.vega.lane(i), greeks.theta.lane(i)};
      else
        own = greeks_of(pricer_, Claim<double>{forward_[i], strike_[i], volatility_[i], years_[i], side_[i]}, *parameters_);
      if (!fill(i, values.lane(i), own)) wipe(table_, row_[i]);
    }
  }

 private:
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
    const UnitMoves<Real>* moves = in_.moves.of(terms.unit);
    factors_.clear();
    for (std::size_t b = 0; b < in_.sets.size(); ++b) {
      const ScenarioSet& set = in_.sets[b];
      const ScenarioBlock& block = table_.blocks()[b];
      if (block.by_expiry >= 0) {
        factors_.push_back(expiry_factors(*set.by_expiry, terms.years, rate_[at], discount));
        if (!is_finite(factors_.back().gain) || !is_finite(factors_.back().loss)) {
          report(faults_, FaultCode::overflow, "market.forward.rate", {.outer = row}, rate_[at]);
          return false;
        }
      }
      const double shown = block.by_expiry >= 0 ? product(value, price) : 0.0;
      fill_scenarios(at, terms, set, moves, {.model = model, .value = value, .shown = shown, .price = price},
                     table_.profits(row, static_cast<Index>(b)));
      moves += (set.scenarios + Real::count - 1) / Real::count;
    }
    const Index unknown = first_unknown(table_, row);
    if (unknown >= 0) {
      report(faults_, FaultCode::overflow, "market.row", {row, unknown}, columns[unknown]);
      return false;
    }
    for (Index b = 0; b < std::ssize(factors_); ++b)  // the same from every row of a run
      table_.factors(table_.tag(row).run, b) = factors_[static_cast<std::size_t>(b)];
    return true;
  }

  struct Base {
    double model;  ///< settlement units of one coin's claim
    double value;  ///< settlement units of the contract, marked
    double shown;  ///< quote, added to every profit
    double price;  ///< quote per settlement unit
  };

  /// The one place where the pricer's text is compiled for scenarios: what does not depend on them is computed once for them all.
  [[gnu::noinline, gnu::flatten]] void fill_scenarios(int of, const ContractTerms& terms, const ScenarioSet& set,
                                                      const UnitMoves<Real>* moves, const Base& base, std::span<double> profits) const {
    const double forward = forward_[of], fixed = fixed_[of], discount = discount_[of], spot = in_.market[terms.asset].spot;
    const double scale = term_scale(set.term, terms.years), log_moneyness = set.skew.empty() ? 0.0 : log(terms.strike / forward);
    const bool is_coin = terms.settlement == terms.asset;
    const Real strike(terms.strike), years(greatest(0.0, terms.years - set.years_later)), side(sign(terms.side));
    for (Index s = 0; s < set.scenarios; s += Real::count, ++moves) {
      const Real move = own_move(*moves, set.is_parallel, spot, forward);
      const Real at = fixed == 0.0 ? Real(forward) * (Real(1.0) + move) : fma(Real(forward - fixed), move, Real(forward));
      Real volatility = moved_volatility(*moves, set.term, terms.volatility, scale);
      if (!set.skew.empty()) volatility = volatility * bends(set, s, log_moneyness, terms.years);
      const Real undiscounted = pricer_.value(Claim<Real>{at, strike, volatility, years, side}, *parameters_);
      const Real gain = (is_coin ? undiscounted / at : undiscounted * Real(discount)) - Real(base.model);
      write_profits(
          profits, s,
          Real(base.shown) + in_.assets.in_quote(set, *moves, terms.settlement, base.value, Real(terms.multiplier) * gain, base.price));
    }
  }

  /// The factors on volatility of a set whose smile bends.
  static Real bends(const ScenarioSet& set, Index first, double log_moneyness, double years) noexcept {
    double factor[Real::count];
    for (Index i = 0; i < Real::count; ++i) {
      const Index s = first + i < set.scenarios ? first + i : 0;
      factor[i] = skew_factor(set.skew_term, set.skew[static_cast<std::size_t>(s)], log_moneyness, years);
    }
    return load<Real>(factor);
  }

  const P& pricer_;
  const RowInputs& in_;
  PricedMarket& table_;
  Faults& faults_;
  const ParametersOf<P>* parameters_ = nullptr;
  std::vector<ExpiryFactors> factors_;  ///< of the row's run, by block that asks
  // Those that wait. Lanes that nobody fills hold claims that price without ado.
  Index row_[Real::count];
  const double* mark_[Real::count];
  double forward_[Real::count], strike_[Real::count], volatility_[Real::count], years_[Real::count], side_[Real::count];
  double discount_[Real::count], fixed_[Real::count], rate_[Real::count];
  int count_ = 0;
};

}  // namespace bulwark::BULWARK_TARGET
