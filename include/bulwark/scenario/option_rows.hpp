#pragma once

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "bulwark/core/same_bits.hpp"
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
/// scenarios of each. A put after its call (the same forward, strike, volatility and expiry) takes the time values that the call's
/// scenarios had.
template <Pricer P>
class OptionRows {
 public:
  using Real = ScenarioLanes;

  OptionRows(const P& pricer, const RowInputs& inputs, PricedMarket& table, Faults& faults)
      : pricer_(pricer), in_(inputs), table_(table), faults_(faults), scales_(inputs.sets.size()), factors_(inputs.sets.size()) {
    for (double* column : {forward_, strike_, volatility_, years_, side_}) std::fill_n(column, Real::count, 1.0);
    Index scenarios = 0;
    for (const ScenarioSet& set : in_.sets) scenarios += in_whole_groups(set.scenarios);
    undecided_.resize(static_cast<std::size_t>(scenarios));
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
  static constexpr Index in_whole_groups(Index scenarios) noexcept { return (scenarios + Real::count - 1) / Real::count * Real::count; }

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
    const UnitMoves<Real>* moves = in_.moves.of(terms.unit);
    double* undecided = undecided_.data();
    for (std::size_t b = 0; b < in_.sets.size(); ++b) {
      const ScenarioSet& set = in_.sets[b];
      const bool is_by_expiry = table_.blocks()[b].by_expiry >= 0;
      if (is_by_expiry && (!is_finite(factors_[b].gain) || !is_finite(factors_[b].loss))) {
        report(faults_, FaultCode::overflow, "market.forward.rate", {.outer = row}, rate_[at]);
        last_ = -1;
        return false;
      }
      if (!is_twin) price_scenarios(at, set, scales_[b], moves, undecided);
      const double shown = is_by_expiry ? product(value, price) : 0.0;
      fill_scenarios(at, set, moves, undecided, {.model = model, .value = value, .shown = shown, .price = price},
                     table_.profits(row, static_cast<Index>(b)));
      moves += in_whole_groups(set.scenarios) / Real::count;
      undecided += in_whole_groups(set.scenarios);
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

  struct Base {
    double model;  ///< settlement units of one coin's claim
    double value;  ///< settlement units of the contract, marked
    double shown;  ///< quote, added to every profit
    double price;  ///< quote per settlement unit
  };

  [[gnu::always_inline]] Real moved_forward(int of, const ScenarioSet& set, const UnitMoves<Real>& moves) const noexcept {
    const double forward = forward_[of], fixed = fixed_[of];
    const Real move = own_move(moves, set.is_parallel, in_.market[table_.terms(row_[of]).asset].spot, forward);
    return fixed == 0.0 ? Real(forward) * (Real(1.0) + move) : fma(Real(forward - fixed), move, Real(forward));
  }

  /// The one place where the pricer's text is compiled for scenarios: what does not depend on them is computed once for them all. The time
  /// values of pricers that have them, the values of the others.
  [[gnu::noinline, gnu::flatten]] void price_scenarios(int of, const ScenarioSet& set, double scale, const UnitMoves<Real>* moves,
                                                       double* priced) {
    const double log_moneyness = set.skew.empty() ? 0.0 : log(strike_[of] / forward_[of]);
    const Real strike(strike_[of]), years(greatest(0.0, years_[of] - set.years_later)), side(side_[of]);
    for (Index s = 0; s < set.scenarios; s += Real::count, ++moves) {
      Real volatility = moved_volatility(*moves, set.term, volatility_[of], scale);
      if (!set.skew.empty()) volatility = volatility * bends(set, s, log_moneyness, years_[of]);
      const Claim<Real> claim{moved_forward(of, set, *moves), strike, volatility, years, side};
      if constexpr (PricerThatKeeps<P>)
        store(priced + s, pricer_.time_value(claim, *parameters_, kept_));
      else if constexpr (PricerWithTimeValue<P>)
        store(priced + s, pricer_.time_value(claim, *parameters_));
      else
        store(priced + s, pricer_.value(claim, *parameters_));
    }
  }

  /// From what was priced to profits as the set counts them.
  [[gnu::noinline]] void fill_scenarios(int of, const ScenarioSet& set, const UnitMoves<Real>* moves, const double* priced,
                                        const Base& base, std::span<double> profits) const {
    const ContractTerms& terms = table_.terms(row_[of]);
    const double discount = discount_[of];
    const bool is_coin = terms.settlement == terms.asset;
    const Real strike(strike_[of]), side(side_[of]);
    for (Index s = 0; s < set.scenarios; s += Real::count, ++moves) {
      const Real at = moved_forward(of, set, *moves);
      Real undiscounted = load<Real>(priced + s);
      if constexpr (PricerWithTimeValue<P>) undiscounted = value_with(undiscounted, at, strike, side);
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

  // Of the last row, for one that has the same.
  struct Twin {
    double forward, fixed, strike, volatility, years;
  } twin_{};
  struct Expiry {
    double years = -1.0, rate = 0.0, discount = 0.0;
  } expiry_;
  Index last_ = -1;
  [[no_unique_address]] typename KeptByPricer<P>::Type kept_;
  std::vector<double> undecided_;       ///< set, scenario: what was priced, before anybody's side; sets in whole groups
  std::vector<double> scales_;          ///< set: of volatility moves
  std::vector<ExpiryFactors> factors_;  ///< set; of those by expiry

  // Those that wait. Lanes that nobody fills hold claims that price without ado.
  Index row_[Real::count];
  const double* mark_[Real::count];
  double forward_[Real::count], strike_[Real::count], volatility_[Real::count], years_[Real::count], side_[Real::count];
  double discount_[Real::count], fixed_[Real::count], rate_[Real::count];
  int count_ = 0;
};

}  // namespace bulwark::BULWARK_TARGET
