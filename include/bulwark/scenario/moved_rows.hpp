#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "bulwark/core/same_bits.hpp"
#include "bulwark/pricing/model.hpp"
#include "bulwark/scenario/asset_prices.hpp"
#include "bulwark/volatility/same_smile.hpp"

namespace bulwark::inline v1 {

/// What a table is priced from, beside the listing and the pricer.
struct PricedFrom {
  const MarketState& market;
  std::span<const ScenarioSet> sets;
  const InScenarios& in_scenarios;  ///< row AssetId
};

/// Whether two scenario sets make one kind of table: they may move prices differently, and nothing else.
inline bool same_shape(const ScenarioSet& a, const ScenarioSet& b) noexcept {
  const auto& [scenarios, assets, price_move, vol_move, weight, coin_weight, term, numeraire, joint, pairs_apart, leader, skew, skew_term,
               years_later, vol_shift, is_parallel, by_expiry, is_folded, only_options] = a;  // a new field has to be thought of here
  const auto& [reference_days, short_power, long_power, least_days, floor_when_up, is_in_whole_days] = term;
  const bool same_term = same_bits(reference_days, b.term.reference_days) && same_bits(short_power, b.term.short_power) &&
                         same_bits(long_power, b.term.long_power) && same_bits(least_days, b.term.least_days) &&
                         same_bits(floor_when_up, b.term.floor_when_up) && is_in_whole_days == b.term.is_in_whole_days;
  const auto same_discount = [](const ExpiryDiscount& x, const ExpiryDiscount& y) {
    const auto& [gain, gain_share, gain_rate, loss, loss_share, loss_rate, is_capped] = x;
    return same_bits(gain, y.gain) && same_bits(gain_share, y.gain_rate_share) && same_bits(gain_rate, y.gain_rate) &&
           same_bits(loss, y.loss) && same_bits(loss_share, y.loss_rate_share) && same_bits(loss_rate, y.loss_rate) &&
           is_capped == y.is_loss_capped;
  };
  return scenarios == b.scenarios && assets == b.assets && price_move.size() == b.price_move.size() &&
         vol_move.size() == b.vol_move.size() && weight.size() == b.weight.size() && coin_weight.size() == b.coin_weight.size() &&
         vol_shift.size() == b.vol_shift.size() && same_term && numeraire == b.numeraire && joint == b.joint &&
         pairs_apart == b.pairs_apart && same_bits(leader, b.leader) && same_bits(skew, b.skew) && same_bits(skew_term, b.skew_term) &&
         same_bits(years_later, b.years_later) && is_parallel == b.is_parallel && is_folded == b.is_folded &&
         only_options == b.only_options && by_expiry.has_value() == b.by_expiry.has_value() &&
         (!by_expiry || same_discount(*by_expiry, *b.by_expiry));
}

/// Whether a set does the same to an asset in two versions of one shape.
inline bool same_moves(const ScenarioSet& a, const ScenarioSet& b, AssetId asset) noexcept {
  if (asset == AssetId::quote) return true;
  const auto same = [&](const std::vector<double>& x, const std::vector<double>& y) {
    if (x.empty()) return true;
    for (std::size_t i = a.at(0, asset); i < x.size(); i += static_cast<std::size_t>(a.assets))
      if (!same_bits(x[i], y[i])) return false;
    return true;
  };
  return same(a.price_move, b.price_move) && same(a.vol_move, b.vol_move) && same(a.weight, b.weight) &&
         same(a.coin_weight, b.coin_weight) && same(a.vol_shift, b.vol_shift);
}

/// Whether a table keeps its blocks and its assets, so that rows can be brought up to the new market one by one.
inline bool same_shape(const PricedFrom& before, const PricedFrom& now) noexcept {
  if (before.market.assets.size() != now.market.assets.size()) return false;
  if (before.sets.size() != now.sets.size()) return false;
  for (std::size_t s = 0; s < now.sets.size(); ++s)
    if (!same_shape(before.sets[s], now.sets[s])) return false;
  return true;
}

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// What of a listing has to be priced again.
struct MovedRows {
  std::vector<std::uint32_t> rows;   ///< in listing order
  std::vector<std::uint32_t> units;  ///< unit; 1 where its own numbers or a row of it have moved. Empty: none

  static MovedRows everything(const Listing& listing) {
    return {{listing.order().begin(), listing.order().end()}, std::vector<std::uint32_t>(listing.units().size(), 1u)};
  }
};

/// Finds the rows that rest on anything that is not, bit for bit, what it was: of one shape of table (`same_shape`) at one time, priced by
/// a pricer that reads `Parameters`. A row that rests on an asset which is at fault before and now has not moved.
template <class P>
class FindMoved {
 public:
  FindMoved(const Listing& listing, const PricedFrom& before, const AssetPrices& prices_before, const PricedFrom& now,
            const AssetPrices& prices, const PricedMarket& table)
      : listing_(listing), before_(before), prices_before_(prices_before), now_(now), prices_(prices), table_(table) {}

  MovedRows find() {
    MovedRows moved;
    const auto mark_unit = [&](std::uint32_t unit) {
      if (moved.units.empty()) moved.units.assign(listing_.units().size(), 0u);
      moved.units[unit] = 1u;
    };
    std::vector<Moved> units;
    for (std::uint32_t u = 0; u < listing_.units().size(); ++u) {  // some have no row any more
      units.push_back(moved_unit(listing_.units()[u]));
      if (units[u].is_whole || units[u].is_spot) mark_unit(u);
    }
    const std::vector<std::uint32_t> by_numbers = moved_numbers();
    auto next = by_numbers.begin();
    const std::span<const std::uint32_t> order = listing_.order();
    for (auto at = order.begin(); at != order.end();) {
      const std::uint32_t unit = listing_.unit(static_cast<Index>(*at));
      const auto end =
          std::partition_point(at, order.end(), [&](std::uint32_t row) { return listing_.unit(static_cast<Index>(row)) == unit; });
      const std::size_t before = moved.rows.size();
      const auto numbers_end =
          std::find_if(next, by_numbers.end(), [&](std::uint32_t row) { return listing_.unit(static_cast<Index>(row)) != unit; });
      if (units[unit].is_whole)
        moved.rows.insert(moved.rows.end(), at, end);
      else if (units[unit].is_known && units[unit].is_anything())
        add_moved(units[unit], {at, end}, {next, numbers_end}, moved.rows);
      else if (units[unit].is_known)
        moved.rows.insert(moved.rows.end(), next, numbers_end);
      if (moved.rows.size() != before) mark_unit(unit);
      at = end, next = numbers_end;
    }
    return moved;
  }

 private:
  /// What has moved for a risk unit.
  struct Moved {
    bool is_known = false;        ///< both assets are good, before and now
    bool is_whole = false;        ///< something that all its rows rest on
    bool is_parallel = false;     ///< moves are shares of the spot
    bool is_spot = false;         ///< the asset's
    bool has_deliveries = false;  ///< spot or forwards
    bool is_model = false;
    bool is_surface = false;

    bool is_anything() const noexcept { return is_spot || has_deliveries || is_model || is_surface; }
  };

  Moved moved_unit(const RiskUnit& unit) const {
    const bool was_good = prices_before_.is_good(unit.asset) && prices_before_.is_good(unit.settlement);
    const bool is_good = prices_.is_good(unit.asset) && prices_.is_good(unit.settlement);
    if (!was_good || !is_good) return {.is_known = false, .is_whole = was_good != is_good};
    const AssetMarket &old = before_.market[unit.asset], &market = now_.market[unit.asset];
    const auto& [spot, forwards, volatility, model, confidence, certainty, oracle_age] = old;  // a new field has to be thought of here
    Moved moved{.is_known = true, .is_spot = !same_bits(spot, market.spot)};
    moved.has_deliveries = moved.is_spot || !same_bits(forwards, market.forwards);
    moved.is_whole = !same_bits(prices_before_.price(unit.settlement), prices_.price(unit.settlement)) ||
                     prices_before_.moves(unit.settlement) != prices_.moves(unit.settlement);
    for (std::size_t s = 0; s < now_.sets.size(); ++s) {
      const ScenarioSet &x = before_.sets[s], &y = now_.sets[s];
      moved.is_whole = moved.is_whole || !same_moves(x, y, unit.asset) || !same_moves(x, y, unit.settlement);
      moved.is_parallel = moved.is_parallel || y.is_parallel;
    }
    const ParametersOf<P>*was = parameters_of<P>(model), *is = parameters_of<P>(market.model);
    if constexpr (!std::is_same_v<ParametersOf<P>, std::monostate>) moved.is_model = was && is ? !same_bits(*was, *is) : was != is;
    moved.is_surface = !same_surface(volatility, market.volatility);
    return moved;
  }

  /// Adds the rows of a unit that have moved, of which those `by_numbers` are known, both in listing order.
  void add_moved(const Moved& of_unit, std::span<const std::uint32_t> rows, std::span<const std::uint32_t> by_numbers,
                 std::vector<std::uint32_t>& moved) const {
    const AssetId asset = asset_of(listing_[static_cast<Index>(rows.front())].instrument);
    const AssetMarket &was = before_.market[asset], &is = now_.market[asset];
    std::optional<Timestamp> expiry;
    bool is_delivery = false, is_smile = false;
    auto next = by_numbers.begin();
    for (const std::uint32_t at : rows) {
      const Index row = static_cast<Index>(at);
      const Instrument& instrument = listing_[row].instrument;
      if (const Timestamp due = expiry_of(instrument); due != expiry) {
        expiry = due;
        is_delivery = of_unit.has_deliveries && !same_bits(forward_at(was, before_.market.now, due), forward_at(is, now_.market.now, due));
        is_smile = of_unit.is_surface && !same_smile(was.volatility, is.volatility, due);
      }
      const bool is_number = next != by_numbers.end() && *next == at;
      if (is_number) ++next;
      const bool is_option = std::holds_alternative<VanillaOption>(instrument);
      if (is_number || is_delivery || (of_unit.is_parallel && of_unit.is_spot) ||
          (is_option && (of_unit.is_model || (is_smile && reads_smile(row)))))
        moved.push_back(at);
    }
  }

  /// The rows for which the market by themselves gives something else than it did, in listing order.
  std::vector<std::uint32_t> moved_numbers() const {
    std::vector<std::uint32_t> rows;
    const auto& [when, assets, marks, volatilities, certainties, quote_price] = before_.market;  // a new field has to be thought of here
    const auto compare = [&](const std::vector<std::optional<double>>& a, const std::vector<std::optional<double>>& b) {
      for (Index row = 0; row < std::min(listing_.rows(), std::max(std::ssize(a), std::ssize(b))); ++row) {
        const std::size_t r = static_cast<std::size_t>(row);
        if (!same_bits(r < a.size() ? a[r] : std::nullopt, r < b.size() ? b[r] : std::nullopt) && listing_.is_occupied(row))
          rows.push_back(static_cast<std::uint32_t>(row));
      }
    };
    compare(marks, now_.market.marks);
    compare(volatilities, now_.market.volatilities);
    compare(certainties, now_.market.certainties);
    std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
      return listing_.rank(static_cast<Index>(a)) < listing_.rank(static_cast<Index>(b));
    });
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
  }

  /// Whether an option, whose own numbers and delivery have not moved, may have its volatility from the surface: where it has a mark, that
  /// is so where the mark has no volatility, and then the row has the surface's.
  bool reads_smile(Index row) const noexcept {
    const auto given = [&](const std::vector<std::optional<double>>& column) {
      return row < std::ssize(column) && column[static_cast<std::size_t>(row)];
    };
    if (given(now_.market.volatilities)) return false;
    if (!given(now_.market.marks)) return true;
    const ContractTerms& terms = table_.terms(row);
    const std::optional<double> was =
        volatility_at_strike(before_.market[terms.asset].volatility, terms.strike, terms.underlying, before_.market.now, terms.expiry);
    return !was || same_bits(*was, terms.volatility);
  }

  const Listing& listing_;
  const PricedFrom& before_;
  const AssetPrices& prices_before_;
  const PricedFrom& now_;
  const AssetPrices& prices_;
  const PricedMarket& table_;
};

}  // namespace bulwark::BULWARK_TARGET
