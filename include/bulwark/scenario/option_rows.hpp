#pragma once

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "bulwark/scenario/asset_prices.hpp"
#include "bulwark/scenario/claims_of_cells.hpp"
#include "bulwark/scenario/unknown_row.hpp"
#include "bulwark/scenario/worth_today.hpp"

namespace bulwark::BULWARK_TARGET {

/// What the rows of a table are priced from.
struct RowInputs {
  const MarketState& market;
  std::span<const ScenarioSet> sets;
  const AssetPrices& assets;
  const MovesByUnit& moves;
};

/// Options of one model on their way into the table: what they are worth and their Greeks are priced for several at once, then the
/// scenarios of each. A call and its put (the same forward, strike, volatility and expiry) share the time values that their scenarios have.
/// Lanes run along the scenarios of an option as long as those fill them; the few that are left run along the options that wait.
template <Pricer P>
class OptionRows {
 public:
  OptionRows(const P& pricer, const RowInputs& inputs, PricedMarket& table, Faults& faults)
      : pricer_(pricer), in_(inputs), table_(table), faults_(faults), by_set_(inputs.sets.size()) {
    Index scenarios = 0, bent = 0;
    for (const ScenarioSet& set : in_.sets) {
      scenarios += in_whole_groups(set.scenarios);
      if (!set.skew.empty()) bent = std::max(bent, in_whole_groups(set.scenarios));
    }
    priced_.resize(static_cast<std::size_t>(scenarios / scenario_group));
    bends_.resize(static_cast<std::size_t>(bent / scenario_group));
    if constexpr (HasFormulas<P> || PricerInColumns<P>)
      lanes_ = widest(lanes_along, copy_avx2::lanes_along, copy_avx512::lanes_along)();
    else
      lanes_ = lanes_along();
  }

  /// An option whose inputs are good and whose terms are in the table; `mark` in settlement units, if it has one.
  void add(Index row, const ForwardAndDiscount& delivery, const double* mark, const ParametersOf<P>& parameters) {
    const ContractTerms& terms = table_.terms(row);
    if (waiting_.count > 0 && (terms.unit != unit_ || (PricerThatKeeps<P> && !same_bits(terms.years, waiting_.own.years[0])))) finish();
    unit_ = terms.unit, parameters_ = &parameters;
    if (waiting_.add(row, terms, delivery, mark, PricerWithTimeValue<P>)) return;
    finish();
    waiting_.add(row, terms, delivery, mark, PricerWithTimeValue<P>);
  }

  /// Fills the rows of those that wait.
  void finish() {
    if (waiting_.count == 0) return;
    WorthToday worth;
    waiting_.fill_group();
    price_today(pricer_, *parameters_, kept_, waiting_, worth);
    for (int i = 0; i < waiting_.count; ++i) show(i, worth.at(i));
    for (double* const column : {model_, value_}) std::fill(column + waiting_.count, column + in_whole_groups(waiting_.count), column[0]);
    for (std::size_t b = 0; b < in_.sets.size(); ++b)
      if (const Index few = few_of(in_.sets[b]); few > 0) fill_abreast(b, in_.sets[b].scenarios - few);
    for (int i = 0; i < waiting_.count; ++i)
      if (!fill(i)) wipe(table_, waiting_.row[i]);
    waiting_.count = waiting_.pairs = 0;
  }

 private:
  static constexpr int most = WaitingOptions::most;
  static constexpr ClaimFormula by_column = PricerWithTimeValue<P> ? ClaimFormula::time_value : ClaimFormula::value;

  struct OfSet {
    double scale;           ///< of volatility moves
    ExpiryFactors factors;  ///< of sets by expiry
    alignas(64) double scales[WaitingOptions::most_pairs];
  };

  /// The columns before the scenarios; `greeks` undiscounted.
  void show(int at, const Greeks<double>& greeks) {
    const Index row = waiting_.row[at];
    const ContractTerms& terms = table_.terms(row);
    const double forward = waiting_.own.forward[at], discount = waiting_.discount[at];
    const bool is_coin = terms.settlement == terms.asset;
    // Settlement units per coin of forward value: Deribit and OKX value coin-settled options as undiscounted Black over forward.
    const double model = is_coin ? greeks.value / forward : product(greeks.value, discount);
    const double price = in_.assets.price(terms.settlement), m = terms.multiplier;
    const double value = product(m, waiting_.mark[at] ? *waiting_.mark[at] : model);
    const double to_quote = product(m, is_coin ? price / forward : product(discount, price));
    double* columns = table_.row(row);
    const auto column = [&](Column c) -> double& { return columns[static_cast<std::size_t>(c)]; };
    column(Column::option_value) = value;
    column(Column::notional) = product(m, is_coin ? price : product(forward, price));
    column(Column::delta) = product(to_quote, greeks.delta);
    column(Column::gamma) = product(to_quote, greeks.gamma);
    column(Column::vega) = product(to_quote, greeks.vega);
    column(Column::theta) = product(to_quote, greeks.theta);
    model_[at] = model, value_[at] = value;
    read_expiry(terms.years, waiting_.rate[at], discount);
    for (OfSet& set : by_set_) set.scales[waiting_.pair[at]] = set.scale;
  }

  /// How many of a set's scenarios are better priced with lanes along the options that wait: the last, where that takes fewer passes.
  Index few_of(const ScenarioSet& set) const noexcept {
    const Index few = set.scenarios % lanes_, passes = (waiting_.pairs + lanes_ - 1) / lanes_;
    return set.skew.empty() && few * passes < waiting_.pairs ? few : 0;
  }

  /// The profits of those that wait under the scenarios of a set from the `first` on.
  void fill_abreast(std::size_t b, Index first) {
    const ScenarioSet& set = in_.sets[b];
    const ContractTerms& terms = table_.terms(waiting_.row[0]);
    const WaitingOptions::Claims claims = waiting_.first_of_pairs();
    double years[WaitingOptions::most_pairs];
    for (int p = 0; p < WaitingOptions::most_pairs; ++p) years[p] = greatest(0.0, claims.years[p] - set.years_later);
    OptionsAbreast options{.moves = in_.moves.of(unit_, b),
                           .first = first,
                           .last = set.scenarios,
                           .options = waiting_.pairs,
                           .stride = WaitingOptions::most_pairs,
                           .forward = claims.forward,
                           .fixed = claims.fixed,
                           .strike = claims.strike,
                           .volatility = claims.volatility,
                           .years = years,
                           .side = claims.side,
                           .scale = by_set_[b].scales,
                           .spot = in_.market[terms.asset].spot,
                           .floor_when_up = set.term.floor_when_up,
                           .is_parallel = set.is_parallel};
    double priced[scenario_group][WaitingOptions::most_pairs], cells[scenario_group][most];
    price_across(options, priced[0]);
    const Index few = set.scenarios - first;
    for (Index s = 0; s < few; ++s)
      for (int i = 0; i < in_whole_groups(waiting_.count); ++i) cells[s][i] = priced[s][waiting_.pair[i]];
    const WaitingOptions::Claims& own = waiting_.own;
    options.options = waiting_.count, options.stride = most;
    options.forward = own.forward, options.fixed = own.fixed, options.strike = own.strike, options.side = own.side;
    const CountedAbreast counting{.discount = waiting_.discount,
                                  .model = model_,
                                  .value = value_,
                                  .multiplier = waiting_.multiplier,
                                  .price = in_.assets.price(terms.settlement),
                                  .is_shown = is_shown(b),
                                  .is_coin = terms.settlement == terms.asset,
                                  .in = in_.assets.counted_in(set, terms.settlement)};
    constexpr bool by_time = PricerWithTimeValue<P>;
    widest(count_abreast<by_time>, copy_avx2::count_abreast<by_time>, copy_avx512::count_abreast<by_time>)(options, counting, cells[0]);
    for (int i = 0; i < waiting_.count; ++i) {
      double* profits = table_.profits(waiting_.row[i], static_cast<Index>(b)).data() + first;
      for (Index s = 0; s < few; ++s) profits[s] = cells[s][i];
    }
  }

  /// The profits of a row under the first `scenarios` of a set; `priced` has the time values of its pair's or gets them.
  void fill_along(int at, std::size_t b, Index scenarios, double* priced) {
    const ScenarioSet& set = in_.sets[b];
    const ContractTerms& terms = table_.terms(waiting_.row[at]);
    const bool leads = waiting_.leads(at);
    const OptionCells cells{.moves = in_.moves.of(unit_, b),
                            .scenarios = scenarios,
                            .forward = waiting_.own.forward[at],
                            .fixed = waiting_.own.fixed[at],
                            .spot = in_.market[terms.asset].spot,
                            .strike = terms.strike,
                            .volatility = waiting_.own.volatility[at],
                            .years = greatest(0.0, terms.years - set.years_later),
                            .side = waiting_.own.side[at],
                            .scale = by_set_[b].scale,
                            .floor_when_up = set.term.floor_when_up,
                            .bend = leads ? bends(set, terms.strike, waiting_.own.forward[at], terms.years) : nullptr,
                            .is_parallel = set.is_parallel};
    if (leads) price_along(cells, priced);
    const CountedOption counting{.discount = waiting_.discount[at],
                                 .model = model_[at],
                                 .value = value_[at],
                                 .shown = is_shown(b) ? product(value_[at], in_.assets.price(terms.settlement)) : 0.0,
                                 .multiplier = terms.multiplier,
                                 .is_coin = terms.settlement == terms.asset,
                                 .in = in_.assets.counted_in(set, terms.settlement)};
    constexpr bool by_time = PricerWithTimeValue<P>;
    widest(count_cells_in_lanes<by_time>, copy_avx2::count_cells_in_lanes<by_time>, copy_avx512::count_cells_in_lanes<by_time>)(
        cells, counting, priced, table_.profits(waiting_.row[at], static_cast<Index>(b)).data());
  }

  /// The rest of a row; false, with a fault, where something in it is no number.
  bool fill(int at) {
    const Index row = waiting_.row[at];
    read_expiry(table_.terms(row).years, waiting_.rate[at], waiting_.discount[at]);
    ScenarioGroup* priced = priced_.data();
    for (std::size_t b = 0; b < in_.sets.size(); ++b) {
      const ExpiryFactors& factors = by_set_[b].factors;
      if (is_shown(b) && (!is_finite(factors.gain) || !is_finite(factors.loss))) {
        report(faults_, FaultCode::overflow, "market.forward.rate", {.outer = row}, waiting_.rate[at]);
        return false;  // as every other row of the expiry
      }
      const ScenarioSet& set = in_.sets[b];
      if (const Index along = set.scenarios - few_of(set); along > 0) fill_along(at, b, along, priced->lane);
      priced += in_whole_groups(set.scenarios) / scenario_group;
    }
    const Index unknown = first_unknown(table_, row);
    if (unknown >= 0) {
      report(faults_, FaultCode::overflow, "market.row", {row, unknown}, table_.row(row)[unknown]);
      return false;
    }
    for (std::size_t b = 0; b < in_.sets.size(); ++b)  // the same from every row of a run
      if (is_shown(b)) table_.factors(table_.tag(row).run, table_.blocks()[b].by_expiry) = by_set_[b].factors;
    return true;
  }

  /// Whether the rows of a set show values, not gains: it is counted by expiry.
  bool is_shown(std::size_t b) const noexcept { return table_.blocks()[b].by_expiry >= 0; }

  /// What only the expiry decides, where it is not the last option's.
  void read_expiry(double years, double rate, double discount) {
    if (same_bits(years, expiry_.years) && same_bits(rate, expiry_.rate) && same_bits(discount, expiry_.discount)) return;
    expiry_ = {years, rate, discount};
    for (std::size_t b = 0; b < in_.sets.size(); ++b) {
      const ScenarioSet& set = in_.sets[b];
      by_set_[b].scale = term_scale(set.term, years);
      if (is_shown(b)) by_set_[b].factors = expiry_factors(*set.by_expiry, years, rate, discount);
    }
  }

  /// The two places where the pricer's text is compiled for scenarios. The time values of pricers that have them, the values of the others.
  [[gnu::noinline, gnu::flatten]] void price_along(const OptionCells& cells, double* priced) {
    if constexpr (HasFormulas<P> && PricerWithTimeValue<P>) {
      constexpr ColumnFormula by = FormulasOf<P>::value;
      widest(time_values_in_lanes<by>, copy_avx2::time_values_in_lanes<by>, copy_avx512::time_values_in_lanes<by>)(
          cells, jumps_of(*parameters_), priced);
    } else if constexpr (BULWARK_COPIES && PricerInColumns<P>) {
      claims_.template price<by_column>(pricer_, *parameters_, kept_, cells, priced);
    } else {
      price_cells(cells, priced, [&](const auto& claim) noexcept { return priced_by(claim); });
    }
  }
  [[gnu::noinline, gnu::flatten]] void price_across(const OptionsAbreast& options, double* priced) {
    if constexpr (HasFormulas<P> && PricerWithTimeValue<P>) {
      constexpr ColumnFormula by = FormulasOf<P>::value;
      widest(time_values_abreast<by>, copy_avx2::time_values_abreast<by>, copy_avx512::time_values_abreast<by>)(
          options, jumps_of(*parameters_), priced);
    } else if constexpr (BULWARK_COPIES && PricerInColumns<P>) {
      claims_.template price<by_column>(pricer_, *parameters_, kept_, options, priced);
    } else {
      price_abreast(options, priced, [&](const auto& claim) noexcept { return priced_by(claim); });
    }
  }

  template <class Real>
  [[gnu::always_inline]] Real priced_by(const Claim<Real>& claim) noexcept {
    if constexpr (PricerThatKeeps<P>)
      return pricer_.time_value(claim, *parameters_, kept_);
    else if constexpr (PricerWithTimeValue<P>)
      return pricer_.time_value(claim, *parameters_);
    else
      return pricer_.value(claim, *parameters_);
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

  struct Expiry {
    double years = -1.0, rate = 0.0, discount = 0.0;
  } expiry_;
  [[no_unique_address]] typename KeptByPricer<P>::Type kept_;
  ClaimsOfCells claims_;
  std::vector<ScenarioGroup> priced_;  ///< set, scenario: of the last pair, before anybody's side
  std::vector<ScenarioGroup> bends_;   ///< scenario, of the set that is being priced
  std::vector<OfSet> by_set_;
  Index lanes_;  ///< that scenarios are priced in
  std::uint32_t unit_ = 0;
  WaitingOptions waiting_;
  alignas(64) double model_[most];  ///< settlement units of one coin's claim
  alignas(64) double value_[most];  ///< settlement units of the contract, marked
};

}  // namespace bulwark::BULWARK_TARGET
