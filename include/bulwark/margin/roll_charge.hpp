#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/walk.hpp"
#include "bulwark/scenario/each_expiry.hpp"

namespace bulwark::BULWARK_TARGET {

/// Price moves shift every expiry alike; this charges the basis between them: for each asset, settlement and expiry
/// |delta| x spot x max(least move, annual move x years). Source: Deribit portfolio margin (2024), "roll shock".
struct RollCharge {
  struct Move {
    double least;   ///< relative
    double annual;  ///< relative, per year to expiry

    double over(double years) const noexcept {
      const double own = product(annual, years);
      return least > own ? least : own;  // NaN years stay
    }
  };
  double least_move;                ///< relative
  double annual_move;               ///< relative, per year to expiry
  double initial_factor = 1.0;      ///< on the charge
  double maintenance_factor = 1.0;  ///< <= initial_factor
  std::vector<Move> of_asset{};     ///< row AssetId; replaces the two moves where given

  class Walk {
   public:
    Walk(const RollCharge& rule, const PricedMarket& market) noexcept : rule_(&rule), market_(&market) {}

    void enter(Index unit) noexcept {
      move_ = rule_->move_of(market_->units()[static_cast<std::size_t>(unit)].asset);
      spot_ = market_->spot(unit);
      delta_ = charge_ = 0.0;
      expiry_ = 0;
    }
    void meet(const MetPosition& met) noexcept {
      // Products, not branches: where an expiry ends is anywhere in the book.
      static constexpr double closes[] = {0.0, 1.0}, keeps[] = {1.0, 0.0};
      const bool is_next = met.expiry != expiry_;
      sum_ = fma(product(closes[is_next], magnitude(delta_)), charge_, sum_);
      delta_ = product(keeps[is_next], delta_) + met.delta;
      charge_ = product(move_.over(market_->expiry_years(met.expiry)), spot_);
      expiry_ = met.expiry;
    }
    void leave() noexcept { sum_ = fma(magnitude(delta_), charge_, sum_); }

    Requirement requirement() const noexcept {
      return {.initial = product(rule_->initial_factor, sum_), .maintenance = product(rule_->maintenance_factor, sum_)};
    }

   private:
    const RollCharge* rule_;
    const PricedMarket* market_;
    Move move_{};
    double spot_ = 0.0, sum_ = 0.0;
    double delta_ = 0.0, charge_ = 0.0;  // of the expiry so far; of a coin of it
    std::uint32_t expiry_ = 0;
  };
  Walk walk(const PricedMarket& market) const noexcept { return {*this, market}; }

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept { return walked(account, *this)[0]; }

  Slope slope(const ValuedAccount& account, const Profits&, Index row, Index) const noexcept {
    const ContractTerms& terms = account.market().terms(row);
    if (terms.kind == InstrumentKind::spot) return {};
    double delta = 0.0;
    for (const ValuedPosition& p : account.positions())
      if (p.terms.kind != InstrumentKind::spot && is_same_expiry(terms, p.terms)) delta += p.delta;
    const double own = account.market().at(row, Column::delta);
    const Move move = move_of(terms.asset);
    const double change = product(delta > 0.0   ? own
                                  : delta < 0.0 ? -own
                                                : magnitude(own),
                                  product(move.over(terms.years), account.market().spot(static_cast<Index>(terms.unit))));
    return {product(initial_factor, change), product(maintenance_factor, change)};
  }

  Steepness steepness(const PricedMarket& market, const BoughtContract& bought, Index) const noexcept {
    const ContractTerms& terms = market.terms(bought.row);
    if (terms.kind == InstrumentKind::spot) return {.is_convex = true};
    const double move = move_of(terms.asset).over(terms.years), spot = market.spot(static_cast<Index>(terms.unit));
    const double charge = product(product(magnitude(market.at(bought.row, Column::delta)), move), spot);
    return {.per_contract = product(greatest(initial_factor, maintenance_factor), charge), .is_convex = true};
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](double x, Index asset) {
      if (!(x >= 0.0 && is_finite(x))) report(found, FaultCode::out_of_range, "roll_charge", {.outer = asset}, x);
    };
    for (const double x : {least_move, annual_move, initial_factor, maintenance_factor}) check(x, -1);
    for (Index a = 0; a < std::ssize(of_asset); ++a)
      for (const double x : {of_asset[static_cast<std::size_t>(a)].least, of_asset[static_cast<std::size_t>(a)].annual}) check(x, a);
    if (maintenance_factor > initial_factor)
      report(found, FaultCode::out_of_range, "roll_charge.maintenance_factor", {}, maintenance_factor);
    return found;
  }

 private:
  Move move_of(AssetId asset) const noexcept {
    return row(asset) < std::ssize(of_asset) ? of_asset[static_cast<std::size_t>(asset)] : Move{least_move, annual_move};
  }
};
static_assert(HasSlope<RollCharge> && WalksPositions<RollCharge>);

}  // namespace bulwark::BULWARK_TARGET
