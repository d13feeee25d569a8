#pragma once

#include <algorithm>
#include <tuple>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/scenario/account_rows.hpp"
#include "bulwark/scenario/fold.hpp"
#include "bulwark/scenario/priced_market.hpp"

namespace bulwark::inline v1 {

/// A trade as it would fill.
struct Order {
  RowId row;
  double quantity;  ///< contracts, signed
  double price;     ///< futures and spot: quote per coin; options: settlement units per unit. Spot at 0 is a transfer.
};

/// What would happen to an account.
struct Change {
  std::span<const Order> orders{};
  double cash = 0.0;  ///< quote; a deposit is positive
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// An account with a change applied, as admitting it anew would give it. Reusable: keeps its memory.
class ChangedAccount {
  static constexpr std::uint32_t none = 0xffff'ffff;
  struct Piece {
    std::uint32_t rank, row, unit;
    double quantity, leg, coins;
  };

  static auto key(const PricedMarket& market, const Piece& p) {
    const RiskUnit unit = market.units()[p.unit];
    return std::tuple{unit.asset, unit.settlement, p.row != none, p.rank};
  }

 public:
  /// Everything that keeps `change` from being applied.
  static Faults faults(const PricedMarket& market, const Change& change) {
    Faults found;
    if (!is_finite(change.cash)) report(found, FaultCode::not_finite, "change.cash", {}, change.cash);
    for (Index i = 0; i < std::ssize(change.orders); ++i) {
      const Order& order = change.orders[static_cast<std::size_t>(i)];
      const Index row = static_cast<Index>(order.row.row);
      const bool is_current = row < market.rows() && order.row.listed != 0 && market.terms(row).listed == order.row.listed;
      if (!is_current) report(found, FaultCode::stale_row, "order.row", {.outer = i}, static_cast<double>(order.row.row));
      if (!is_finite(order.quantity)) report(found, FaultCode::not_finite, "order.quantity", {.outer = i}, order.quantity);
      if (!is_finite(order.price))
        report(found, FaultCode::not_finite, "order.price", {.outer = i}, order.price);
      else if (order.price < 0.0)
        report(found, FaultCode::negative, "order.price", {.outer = i}, order.price);
      else if (is_current && order.price == 0.0 && is_future(market.terms(row)))
        report(found, FaultCode::not_positive, "order.price", {.outer = i}, order.price);
    }
    return found;
  }

  /// Room for an account of so many positions and segments, so that no change of it allocates.
  void reserve(std::size_t positions, std::size_t segments) {
    pieces_.reserve(positions + segments);
    segments_.reserve(segments);
    rows_.reserve(positions), quantity_.reserve(positions), leg_.reserve(positions);
  }

  /// `change` must be free of faults. An account that may not be read against this table comes back empty and not admitted. `account` may
  /// be what this object returned before.
  AccountRow apply(const PricedMarket& market, const AccountRow& account, const Change& change) {
    if (!is_current(market, account)) return {};
    double cash = account.cash + change.cash;
    std::vector<Piece>& pieces = pieces_;
    pieces.clear();
    for (const Segment& segment : account.segments) {
      pieces.push_back({0, none, segment.unit, 0.0, 0.0, segment.coins});
      for (std::uint32_t k = segment.begin; k < segment.end; ++k)
        pieces.push_back({market.terms(static_cast<Index>(account.row[k])).rank, account.row[k], segment.unit, account.quantity[k],
                          account.leg[k], 0.0});
    }
    for (const Order& order : change.orders) {
      const Index row = static_cast<Index>(order.row.row);
      const ContractTerms& terms = market.terms(row);
      const double units = product(order.quantity, terms.multiplier), paid = product(units, order.price);
      Piece piece{terms.rank, order.row.row, terms.unit, order.quantity, 0.0, 0.0};
      if (is_future(terms))
        piece.leg = entry_leg(terms.kind == InstrumentKind::inverse_future, units, order.price);
      else if (terms.kind == InstrumentKind::spot || terms.settlement == AssetId::quote)
        cash -= paid;
      else
        piece.coins = -paid;
      // The account is in order: each order finds its place among what is there, after its equals.
      pieces.insert(std::upper_bound(pieces.begin(), pieces.end(), piece,
                                     [&](const Piece& a, const Piece& b) { return key(market, a) < key(market, b); }),
                    piece);
    }
    rows_.clear(), quantity_.clear(), leg_.clear(), segments_.clear();
    for (std::size_t i = 0; i < pieces.size();) {
      Piece merged = pieces[i];
      for (++i; i < pieces.size() && pieces[i].unit == merged.unit && pieces[i].row == merged.row; ++i) {
        merged.quantity += pieces[i].quantity;
        merged.leg += pieces[i].leg;
        merged.coins += pieces[i].coins;
      }
      if (merged.quantity == 0.0 && merged.leg == 0.0 && merged.coins == 0.0) continue;
      if (merged.quantity == 0.0 && market.units()[merged.unit].settlement == AssetId::quote) {
        cash += merged.leg + merged.coins;  // a closed future has paid its profit
        continue;
      }
      const std::uint32_t end = static_cast<std::uint32_t>(rows_.size());
      if (segments_.empty() || segments_.back().unit != merged.unit)
        segments_.push_back({.unit = merged.unit, .begin = end, .end = end, .legs = 0.0});
      segments_.back().coins += merged.coins;
      if (merged.quantity == 0.0) {
        segments_.back().coins += merged.leg;
        continue;
      }
      segments_.back().legs += merged.leg;
      rows_.push_back(merged.row);
      quantity_.push_back(merged.quantity);
      leg_.push_back(merged.leg);
      segments_.back().end = static_cast<std::uint32_t>(rows_.size());
    }
    for (Segment& segment : segments_)
      count_quantities(
          segment, rows_.data(), quantity_.data(), [&](std::uint32_t row) { return contract_key(market.terms(static_cast<Index>(row))); },
          [&](std::uint32_t row) { return market.terms(static_cast<Index>(row)).multiplier; });
    return {.segments = segments_,
            .row = rows_.data(),
            .quantity = quantity_.data(),
            .leg = leg_.data(),
            .cash = cash,
            .generation = market.generation(),
            .is_admitted = account.is_admitted};
  }

 private:
  std::vector<Piece> pieces_;
  std::vector<Segment> segments_;
  std::vector<std::uint32_t> rows_;
  std::vector<double> quantity_, leg_;
};

}  // namespace bulwark::BULWARK_TARGET
