#pragma once

#include <limits>

#include "bulwark/pricing/implied_volatility.hpp"
#include "bulwark/scenario/moved_rows.hpp"
#include "bulwark/scenario/option_rows.hpp"
#include "bulwark/scenario/tag_rows.hpp"

namespace bulwark::BULWARK_TARGET {

/// A table and all that was wrong with the market that made it. Rows behind a fault are NaN; the others do not know.
struct Priced {
  PricedMarket table;
  Faults faults;
};

/// Prices row after row in listing order, so that what neighbours share is priced once: base value, Greeks, and the profit under every
/// scenario of every set.
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
    const AssetPrices assets(market_, in_scenarios_, priced.faults);
    tag_rows(listing_, market_.now, priced.table);
    for (Index row = 0; row < listing_.rows(); ++row)
      if (!listing_.is_occupied(row)) wipe(priced.table, row);
    Faults of_rows;
    price_rows(priced.table, assets, of_rows, [&](auto each) {
      for (Index u = 0; u < std::ssize(listing_.units()); ++u) price_unit(priced.table, u);
      for (const std::uint32_t row : listing_.order()) each(static_cast<Index>(row));
    });
    report_rows(of_rows, priced.faults);
    return priced;
  }

  /// Prices what has moved again, in a table of the same shape; every other row must rest on nothing that has.
  void reprice(PricedMarket& table, const AssetPrices& assets, const MovedRows& moved, Faults& found) {
    table.revise();
    if (moved.units.empty()) return finish(table);
    price_rows(table, assets, found, [&](auto each) {
      for (Index u = 0; u < std::ssize(listing_.units()); ++u)
        if (moved.units[static_cast<std::size_t>(u)] != 0)
          price_unit(table, u);
        else
          moves_.add_unit();
      for (const std::uint32_t row : moved.rows) {
        std::fill_n(table.row(static_cast<Index>(row)), table.stride() * PricedMarket::lanes, 0.0);
        each(static_cast<Index>(row));
      }
    });
  }

  /// Adds the faults of rows, row by row (each has at most one), and what is given for more rows than there are.
  void report_rows(Faults& of_rows, Faults& found) const {
    std::sort(of_rows.begin(), of_rows.end(), [](const Fault& a, const Fault& b) { return a.where.outer < b.where.outer; });
    append(found, of_rows);
    const auto check = [&](const std::vector<std::optional<double>>& column, const char* field) {
      if (std::ssize(column) > listing_.rows()) report(found, FaultCode::length_mismatch, field, {}, static_cast<double>(column.size()));
    };
    check(market_.marks, "market.marks");
    check(market_.volatilities, "market.volatilities");
    check(market_.certainties, "market.certainties");
  }

 private:
  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

  using Pack = ScenarioLanes;

  /// `run(each)` prices units, then calls each(row).
  template <class Run>
  void price_rows(PricedMarket& table, const AssetPrices& assets, Faults& found, Run run) {
    assets_ = &assets, faults_ = &found;
    const RowInputs inputs{market_, sets_, assets, moves_};
    OptionRows<P> options(pricer_, inputs, table, found);
    options_ = &options;
    run([&](Index row) { price_row(table, row); });
    options.finish();
    finish(table);
  }

  /// What is no row's, once the rows are priced.
  void finish(PricedMarket& table) const {
    table.quote_price = market_.quote_price;
    std::vector<double> certainty;
    table.least_certainty = 1.0;
    for (const AssetMarket& asset : market_.assets) {
      certainty.push_back(asset.certainty);
      table.least_certainty = least(table.least_certainty, asset.certainty);
    }
    table.set_certainties(std::move(certainty));
    if (!market_.certainties.empty())
      for (Index row = 0; row < table.rows(); ++row) table.least_certainty = least(table.least_certainty, table.terms(row).certainty);
  }

  void fault(FaultCode code, const char* field, Where where, double value) { report(*faults_, code, field, where, value); }

  void price_unit(PricedMarket& table, Index u) {
    const RiskUnit unit = table.units()[static_cast<std::size_t>(u)];
    const bool good = assets_->is_good(unit.asset) && assets_->is_good(unit.settlement);
    const double price = good ? assets_->price(unit.settlement) : unknown;
    table.settlement_price(u) = price;
    table.spot(u) = good ? market_[unit.asset].spot : unknown;
    double* row = table.leg_row(u);
    moves_.add_unit();
    for (std::size_t b = 0; b < sets_.size(); ++b) {
      if (good) moves_.add(sets_[b], unit.asset, unit.settlement);
      const ScenarioBlock& block = table.blocks()[b];
      for (Index s = 0; s < sets_[b].scenarios; ++s) {
        row[block.first + s] = good ? assets_->holding_profit(sets_[b], s, unit.asset, unit.settlement) : unknown;
        if (block.by_expiry >= 0)
          table.weight_row(u)[block.first + s] = good ? sets_[b].weight_of(s, unit.asset, unit.settlement) : unknown;
      }
    }
  }

  void price_row(PricedMarket& table, Index row) {
    ContractTerms& terms = table.terms(row);
    const ListedInstrument& listed = listing_[row];
    // Field by field: a whole one would be put together elsewhere first and read from there before it has got there.
    terms.kind = static_cast<InstrumentKind>(listed.instrument.index());
    terms.side = OptionSide::call;
    terms.asset = asset_of(listed.instrument), terms.settlement = listed.settlement;
    terms.listed = listing_.id(row).listed, terms.unit = listing_.unit(row), terms.rank = listing_.rank(row);
    terms.multiplier = listed.multiplier, terms.expiry = expiry_of(listed.instrument);
    terms.strike = terms.years = terms.underlying = terms.volatility = 0.0, terms.certainty = 1.0;
    for (const AssetId asset : {terms.asset, terms.settlement})
      if (asset != AssetId::quote && bulwark::row(asset) >= std::ssize(market_.assets)) {
        fault(FaultCode::unknown_asset, "listing.asset", {.outer = row}, static_cast<double>(asset));
        return wipe(table, row);
      }
    if (!assets_->is_good(terms.asset) || !assets_->is_good(terms.settlement)) return wipe(table, row);
    terms.years = years_left(market_.now, terms.expiry);
    if (terms.years < 0.0) {
      fault(FaultCode::expired, "listing.expiry", {.outer = row}, terms.years);
      return wipe(table, row);
    }
    const double* mark = given(market_.marks, row);
    const double* volatility = given(market_.volatilities, row);
    const double* certainty = given(market_.certainties, row);
    if (is_bad(mark, row, "market.marks") || is_bad(volatility, row, "market.volatilities") || is_bad(certainty, row, "market.certainties"))
      return wipe(table, row);
    terms.certainty = certainty ? *certainty : 1.0;
    if (terms.certainty > 1.0) {
      fault(FaultCode::out_of_range, "market.certainties", {.outer = row}, terms.certainty);
      return wipe(table, row);
    }
    const bool done = terms.kind == InstrumentKind::option
                          ? add_option(table, row, std::get<VanillaOption>(listed.instrument), mark, volatility)
                          : price_linear(table, row, mark);
    if (!done) wipe(table, row);
  }

  /// What the market gives for a row, null where it gives nothing.
  static const double* given(const std::vector<std::optional<double>>& column, Index row) noexcept {
    if (row >= std::ssize(column) || !column[static_cast<std::size_t>(row)]) return nullptr;
    return &*column[static_cast<std::size_t>(row)];
  }

  bool is_bad(const double* x, Index row, const char* field) {
    if (!x || (is_finite(*x) && *x >= 0.0)) return false;
    fault(is_finite(*x) ? FaultCode::negative : FaultCode::not_finite, field, {.outer = row}, *x);
    return true;
  }

  /// Of the contract's expiry; the same for those that follow it in listing order.
  const ForwardAndDiscount& delivery_of(const ContractTerms& terms) noexcept {
    if (terms.asset != delivered_ || terms.expiry != delivery_expiry_) {
      delivery_ = forward_at(market_[terms.asset], market_.now, terms.expiry);
      delivered_ = terms.asset, delivery_expiry_ = terms.expiry;
    }
    return delivery_;
  }

  /// Spot and futures: exact in the move, no pricer.
  bool price_linear(PricedMarket& table, Index row, const double* mark) {
    ContractTerms& terms = table.terms(row);
    double* columns = table.row(row);
    const auto column = [&](Column c) -> double& { return columns[static_cast<std::size_t>(c)]; };
    const double spot = market_[terms.asset].spot, m = terms.multiplier, settlement_price = assets_->price(terms.settlement);
    const ForwardAndDiscount& delivery = delivery_of(terms);
    const double price = terms.kind == InstrumentKind::spot ? spot : mark ? *mark : delivery.forward;
    if (!(price > 0.0)) {
      fault(FaultCode::not_positive, "market.marks", {.outer = row}, price);
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
      if (set.only_options) continue;  // the table starts from zeros
      const SetMoves moves = moves_.of(terms.unit, b);
      const CountedIn counting = assets_->counted_in(set, terms.settlement);
      double* profits = table.profits(row, static_cast<Index>(b)).data();
      for (Index s = 0; s < set.scenarios; s += Pack::count) {
        const Pack move = Pack(moving) * own_move(load<Pack>(moves.price + s), set.is_parallel, spot, price);
        Pack gain(0.0);  // settlement units
        if (terms.kind == InstrumentKind::linear_future) gain = Pack(value) * move;
        if (terms.kind == InstrumentKind::inverse_future) gain = Pack(units) * (move / (Pack(1.0) + move));
        write_profits(profits, set.scenarios, s,
                      counted(counting, load<Pack>(moves.settlement + s), load<Pack>(moves.weight + s), value, gain));
      }
    }
    const Index bad = first_unknown(table, row);
    if (bad >= 0) fault(FaultCode::overflow, "market.row", {row, bad}, columns[bad]);
    return bad < 0;
  }

  bool add_option(PricedMarket& table, Index row, const VanillaOption& option, const double* mark, const double* quoted) {
    ContractTerms& terms = table.terms(row);
    const AssetMarket& market = market_[terms.asset];
    const ParametersOf<P>* parameters = parameters_of<P>(market.model);
    if (!parameters) return fault(FaultCode::missing, "market.model", {.outer = row}, 0.0), false;
    const ForwardAndDiscount& delivery = delivery_of(terms);
    terms.side = option.side;
    terms.strike = option.strike;
    terms.underlying = delivery.forward;
    const bool is_coin = terms.settlement == terms.asset;
    const std::optional<double> volatility =
        quoted ? std::optional{*quoted} : volatility_of(terms, market, *parameters, delivery.forward, delivery.discount, is_coin, mark);
    if (!volatility) return fault(FaultCode::missing, "market.volatility", {.outer = row}, mark ? *mark : 0.0), false;
    terms.volatility = *volatility;
    options_->add(row, delivery, mark, *parameters);
    return true;
  }

  /// The volatility that reproduces the mark; where there is none (no mark, or a mark rounded to no time value), the surface's.
  std::optional<double> volatility_of(const ContractTerms& terms, const AssetMarket& market, const ParametersOf<P>& parameters,
                                      double forward, double discount, bool is_coin, const double* mark) const {
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
  OptionRows<P>* options_ = nullptr;
  MovesByUnit moves_;
  Faults* faults_ = nullptr;
  AssetId delivered_ = AssetId::quote;
  Timestamp delivery_expiry_{};
  ForwardAndDiscount delivery_{};
};

/// Every instrument of the listing under every scenario of the sets. Cold path: may allocate.
template <Pricer P>
Priced price_market(const Listing& listing, const MarketState& market, const P& pricer, std::span<const ScenarioSet> sets,
                    const InScenarios& in_scenarios) {
  return MarketPricing<P>(listing, market, pricer, sets, in_scenarios).price();
}

}  // namespace bulwark::BULWARK_TARGET
