#pragma once

#include <limits>

#include "bulwark/pricing/greeks_of.hpp"
#include "bulwark/pricing/implied_volatility.hpp"
#include "bulwark/scenario/asset_prices.hpp"
#include "bulwark/scenario/tag_rows.hpp"

namespace bulwark::BULWARK_TARGET {

/// A table and all that was wrong with the market that made it. Rows behind a fault are NaN; the others do not know.
struct Priced {
  PricedMarket table;
  Faults faults;
};

/// Prices one row at a time: base value, Greeks, and the profit under every scenario of every set.
template <Pricer P>
class MarketPricing {
 public:
  MarketPricing(const Listing& listing, const MarketState& market, const P& pricer, std::span<const ScenarioSet> sets,
                const InScenarios& in_scenarios)
      : listing_(listing), market_(market), pricer_(pricer), sets_(sets), in_scenarios_(in_scenarios) {}

  Priced price() {
    std::vector<ScenarioBlock> blocks;
    Index by_expiry = 0;
    for (const ScenarioSet& set : sets_) {
      blocks.push_back({.count = set.scenarios,
                        .numeraire = set.numeraire,
                        .netting = set.netting(),
                        .leader = set.leader,
                        .is_folded = set.is_folded,
                        .by_expiry = set.is_by_expiry() ? by_expiry++ : -1});
      blocks.back().bent.assign(static_cast<std::size_t>((set.scenarios + 7) / 8 * 8), 0.0);
      for (std::size_t s = 0; s < set.skew.size(); ++s)
        if (set.skew[s] != Skew::none) blocks.back().bent[s] = 1.0, blocks.back().bends |= std::uint64_t{1} << (s / 8);
    }
    Priced priced{PricedMarket(listing_.rows(), listing_.units(), std::move(blocks), listing_.generation()), {}};
    faults_ = &priced.faults;
    const AssetPrices assets(market_, in_scenarios_, priced.faults);
    assets_ = &assets;
    priced.table.quote_price = market_.quote_price;
    std::vector<double> certainty;
    for (const AssetMarket& asset : market_.assets) {
      certainty.push_back(asset.certainty);
      priced.table.least_certainty = least(priced.table.least_certainty, asset.certainty);
    }
    priced.table.set_certainties(std::move(certainty));
    for (Index u = 0; u < std::ssize(listing_.units()); ++u) price_unit(priced.table, u);
    tag_rows(listing_, market_.now, priced.table);
    for (Index row = 0; row < listing_.rows(); ++row) price_row(priced.table, row);
    if (std::ssize(market_.marks) > listing_.rows())
      report(*faults_, FaultCode::length_mismatch, "market.marks", {}, static_cast<double>(market_.marks.size()));
    if (std::ssize(market_.volatilities) > listing_.rows())
      report(*faults_, FaultCode::length_mismatch, "market.volatilities", {}, static_cast<double>(market_.volatilities.size()));
    if (std::ssize(market_.certainties) > listing_.rows())
      report(*faults_, FaultCode::length_mismatch, "market.certainties", {}, static_cast<double>(market_.certainties.size()));
    return priced;
  }

 private:
  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

  // Scenarios priced at once. Any number gives the same bits; without vector FMA more than one is only more code.
  static constexpr int pack = BULWARK_FMA ? 8 : 1;
  using Pack = Lanes<pack>;

  void price_unit(PricedMarket& table, Index u) const {
    const RiskUnit unit = table.units()[static_cast<std::size_t>(u)];
    const bool good = assets_->is_good(unit.asset) && assets_->is_good(unit.settlement);
    const double price = good ? assets_->price(unit.settlement) : unknown;
    table.settlement_price(u) = price;
    table.spot(u) = good ? market_[unit.asset].spot : unknown;
    double* row = table.leg_row(u);
    for (std::size_t b = 0; b < sets_.size(); ++b) {
      const ScenarioBlock& block = table.blocks()[b];
      for (Index s = 0; s < sets_[b].scenarios; ++s) {
        row[block.first + s] = good ? assets_->holding_profit(sets_[b], s, unit.asset, unit.settlement) : unknown;
        if (block.by_expiry >= 0)
          table.weight_row(u)[block.first + s] = good ? sets_[b].weight_of(s, unit.asset, unit.settlement) : unknown;
      }
    }
  }

  void price_row(PricedMarket& table, Index row) {
    double* columns = table.row(row);
    const auto wipe = [&] { std::fill_n(columns, table.stride() * PricedMarket::lanes, unknown); };
    ContractTerms& terms = table.terms(row);
    if (!listing_.is_occupied(row)) return wipe();
    const ListedInstrument& listed = listing_[row];
    terms = {.kind = static_cast<InstrumentKind>(listed.instrument.index()),
             .asset = asset_of(listed.instrument),
             .settlement = listed.settlement,
             .listed = listing_.id(row).listed,
             .unit = listing_.unit(row),
             .rank = listing_.rank(row),
             .multiplier = listed.multiplier,
             .expiry = expiry_of(listed.instrument)};
    for (const AssetId asset : {terms.asset, terms.settlement})
      if (asset != AssetId::quote && bulwark::row(asset) >= std::ssize(market_.assets)) {
        report(*faults_, FaultCode::unknown_asset, "listing.asset", {.outer = row}, static_cast<double>(asset));
        return wipe();
      }
    if (!assets_->is_good(terms.asset) || !assets_->is_good(terms.settlement)) return wipe();
    terms.years = years_left(market_.now, terms.expiry);
    if (terms.years < 0.0) {
      report(*faults_, FaultCode::expired, "listing.expiry", {.outer = row}, terms.years);
      return wipe();
    }
    const std::optional<double> mark = given(market_.marks, row), volatility = given(market_.volatilities, row);
    const std::optional<double> certainty = given(market_.certainties, row);
    if (is_bad(mark, row, "market.marks") || is_bad(volatility, row, "market.volatilities") || is_bad(certainty, row, "market.certainties"))
      return wipe();
    terms.certainty = certainty.value_or(1.0);
    table.least_certainty = least(table.least_certainty, terms.certainty);
    if (terms.certainty > 1.0) {
      report(*faults_, FaultCode::out_of_range, "market.certainties", {.outer = row}, terms.certainty);
      return wipe();
    }
    const bool done = terms.kind == InstrumentKind::option
                          ? price_option(table, row, std::get<VanillaOption>(listed.instrument), mark, volatility)
                          : price_linear(table, row, mark);
    if (!done) return wipe();
    for (Index c = 0; c < table.stride() * PricedMarket::lanes; ++c)
      if (!is_finite(columns[c])) {
        report(*faults_, FaultCode::overflow, "market.row", {row, c}, columns[c]);
        return wipe();
      }
  }

  static std::optional<double> given(const std::vector<std::optional<double>>& column, Index row) {
    return row < std::ssize(column) ? column[static_cast<std::size_t>(row)] : std::nullopt;
  }

  bool is_bad(std::optional<double> x, Index row, const char* field) {
    if (!x || (is_finite(*x) && *x >= 0.0)) return false;
    report(*faults_, is_finite(*x) ? FaultCode::negative : FaultCode::not_finite, field, {.outer = row}, *x);
    return true;
  }

  /// Spot and futures: exact in the move, no pricer.
  bool price_linear(PricedMarket& table, Index row, std::optional<double> mark) {
    ContractTerms& terms = table.terms(row);
    double* columns = table.row(row);
    const auto column = [&](Column c) -> double& { return columns[static_cast<std::size_t>(c)]; };
    const double spot = market_[terms.asset].spot, m = terms.multiplier, settlement_price = assets_->price(terms.settlement);
    const ForwardAndDiscount delivery = forward_at(market_[terms.asset], market_.now, terms.expiry);
    const double price = terms.kind == InstrumentKind::spot ? spot : mark.value_or(delivery.forward);
    if (!(price > 0.0)) {
      report(*faults_, FaultCode::not_positive, "market.marks", {.outer = row}, price);
      return false;
    }
    terms.underlying = price;
    const double units = terms.kind == InstrumentKind::inverse_future ? m / price : m;  // coins that one contract moves with
    column(Column::delta) = units;
    column(Column::notional) = product(units, product(terms.kind == InstrumentKind::linear_future ? price : 1.0, settlement_price));
    if (terms.kind == InstrumentKind::spot) column(Column::coins) = m;
    if (terms.kind == InstrumentKind::linear_future) column(Column::future_value) = product(m, price);
    if (terms.kind == InstrumentKind::inverse_future) column(Column::future_value) = -units;
    const double value = column(Column::coins) + column(Column::future_value);
    const double moving = delivery.fixed == 0.0 ? 1.0 : greatest(0.0, 1.0 - delivery.fixed / price);  // share of the price
    for (std::size_t b = 0; b < sets_.size(); ++b) {
      const ScenarioSet& set = sets_[b];
      const std::span<double> profits = table.profits(row, static_cast<Index>(b));
      for (Index s = 0; s < set.scenarios; ++s) {
        if (set.only_options) continue;  // the table starts from zeros
        const double move = product(moving, own_move(set, set.at(s, terms.asset), spot, price));
        double gain = 0.0;  // settlement units
        if (terms.kind == InstrumentKind::linear_future) gain = product(value, move);
        if (terms.kind == InstrumentKind::inverse_future) gain = product(units, move / (1.0 + move));
        profits[static_cast<std::size_t>(s)] = assets_->in_quote(set, s, terms, value, gain, settlement_price);
      }
    }
    return true;
  }

  bool price_option(PricedMarket& table, Index row, const VanillaOption& option, std::optional<double> mark, std::optional<double> quoted) {
    ContractTerms& terms = table.terms(row);
    const AssetMarket& market = market_[terms.asset];
    const ParametersOf<P>* parameters = parameters_of<P>(market.model);
    if (!parameters) return report(*faults_, FaultCode::missing, "market.model", {.outer = row}), false;
    const ForwardAndDiscount delivery = forward_at(market, market_.now, terms.expiry);
    const double forward = delivery.forward, discount = delivery.discount;
    const bool is_coin = terms.settlement == terms.asset;
    terms.side = option.side;
    terms.strike = option.strike;
    terms.underlying = forward;
    const std::optional<double> volatility = quoted ? quoted : volatility_of(terms, market, *parameters, forward, discount, is_coin, mark);
    if (!volatility) {
      report(*faults_, FaultCode::missing, "market.volatility", {.outer = row}, mark.value_or(0.0));
      return false;
    }
    terms.volatility = *volatility;
    // Settlement units per coin of forward value: Deribit and OKX value coin-settled options as undiscounted Black over forward.
    const auto per_unit = [&](const Pack& value, const Pack& at) { return is_coin ? value / at : value * Pack(discount); };
    const double price = assets_->price(terms.settlement), m = terms.multiplier;
    const double model = per_unit(undiscounted(terms, *parameters, Pack(forward), Pack(*volatility), terms.years), Pack(forward)).lane(0);
    const double value = product(m, mark.value_or(model));
    const Greeks<double> greeks =
        greeks_of(pricer_, Claim<double>{forward, option.strike, *volatility, terms.years, sign(option.side)}, *parameters);
    const double to_quote = product(m, is_coin ? price / forward : product(discount, price));
    double* columns = table.row(row);
    const auto column = [&](Column c) -> double& { return columns[static_cast<std::size_t>(c)]; };
    column(Column::option_value) = value;
    column(Column::notional) = product(m, is_coin ? price : product(forward, price));
    column(Column::delta) = product(to_quote, greeks.delta);
    column(Column::gamma) = product(to_quote, greeks.gamma);
    column(Column::vega) = product(to_quote, greeks.vega);
    column(Column::theta) = product(to_quote, greeks.theta);
    const double log_moneyness = log(terms.strike / forward);
    for (std::size_t b = 0; b < sets_.size(); ++b) {
      const ScenarioSet& set = sets_[b];
      const ScenarioBlock& block = table.blocks()[b];
      const std::span<double> profits = table.profits(row, static_cast<Index>(b));
      const double scale = term_scale(set.term, terms.years), years = greatest(0.0, terms.years - set.years_later);
      const double mark_in_quote = block.by_expiry >= 0 ? product(value, price) : 0.0;
      if (block.by_expiry >= 0) {
        const ExpiryFactors factors = expiry_factors(*set.by_expiry, terms.years, delivery.rate, discount);
        if (!is_finite(factors.gain) || !is_finite(factors.loss)) {
          report(*faults_, FaultCode::overflow, "market.forward.rate", {.outer = row}, delivery.rate);
          return false;
        }
        table.factors(table.tag(row).run, block.by_expiry) = factors;
      }
      for (Index s = 0; s < set.scenarios; s += pack) {
        const Index count = set.scenarios - s < pack ? set.scenarios - s : pack;
        alignas(64) double at[pack], vol[pack], gains[pack];
        for (Index i = 0; i < pack; ++i) {
          const std::size_t cell = set.at(s + (i < count ? i : 0), terms.asset);
          const double move = own_move(set, cell, market.spot, forward);
          at[i] = delivery.fixed == 0.0 ? product(forward, 1.0 + move) : fma(forward - delivery.fixed, move, forward);
          vol[i] = moved_volatility(set.term, *volatility, set.vol_move[cell], set.shift_of(cell), scale);
          if (!set.skew.empty())
            vol[i] = product(vol[i], skew_factor(set.skew_term, set.skew[static_cast<std::size_t>(s + (i < count ? i : 0))], log_moneyness,
                                                 terms.years));
        }
        const Pack moved = load<Pack>(at);
        store(gains, per_unit(undiscounted(terms, *parameters, moved, load<Pack>(vol), years), moved) - Pack(model));
        for (Index i = 0; i < count; ++i)
          profits[static_cast<std::size_t>(s + i)] =
              mark_in_quote + assets_->in_quote(set, s + i, terms, value, product(m, gains[i]), price);
      }
    }
    return true;
  }

  /// The one place where the pricer's text is compiled for scenarios.
  [[gnu::noinline]] Pack undiscounted(const ContractTerms& terms, const ParametersOf<P>& parameters, const Pack& forward,
                                      const Pack& volatility, double years) const noexcept {
    const Claim<Pack> claim{
        .forward = forward, .strike = Pack(terms.strike), .volatility = volatility, .years = Pack(years), .side = Pack(sign(terms.side))};
    return pricer_.value(claim, parameters);
  }

  static double moved_volatility(const VolatilityTerm& term, double volatility, double move, double shift, double scale) noexcept {
    const double moved = greatest(0.0, fma(volatility, product(move, scale), volatility) + shift);
    return move > 0.0 || shift > 0.0 ? greatest(moved, term.floor_when_up) : moved;
  }

  /// Relative move of one price of an asset; a price that a parallel move leaves at or below nothing is unknown.
  static double own_move(const ScenarioSet& set, std::size_t cell, double spot, double price) noexcept {
    if (!set.is_parallel) return set.price_move[cell];
    const double move = product(set.price_move[cell], spot) / price;
    return move > -1.0 ? move : unknown;
  }

  /// The volatility that reproduces the mark; where there is none (no mark, or a mark rounded to no time value), the surface's.
  std::optional<double> volatility_of(const ContractTerms& terms, const AssetMarket& market, const ParametersOf<P>& parameters,
                                      double forward, double discount, bool is_coin, std::optional<double> mark) const {
    if (mark && terms.years > 0.0) {
      const double undiscounted = is_coin ? product(*mark, forward) : *mark / discount;
      const ImpliedVolatility implied =
          implied_volatility(pricer_, Claim<double>{forward, terms.strike, 0.0, terms.years, sign(terms.side)}, undiscounted, parameters);
      if (implied.volatility) return implied.volatility;
    }
    if (terms.years == 0.0) return 0.0;
    return volatility_at_strike(market.volatility, terms.strike, forward, market_.now, terms.expiry);
  }

  const Listing& listing_;
  const MarketState& market_;
  const P& pricer_;
  std::span<const ScenarioSet> sets_;
  const InScenarios& in_scenarios_;
  const AssetPrices* assets_ = nullptr;
  Faults* faults_ = nullptr;
};

/// Every instrument of the listing under every scenario of the sets. Cold path: may allocate.
template <Pricer P>
Priced price_market(const Listing& listing, const MarketState& market, const P& pricer, std::span<const ScenarioSet> sets,
                    const InScenarios& in_scenarios) {
  return MarketPricing<P>(listing, market, pricer, sets, in_scenarios).price();
}

}  // namespace bulwark::BULWARK_TARGET
