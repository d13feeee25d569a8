#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"
#include "bulwark/scenario/each_expiry.hpp"

namespace bulwark::BULWARK_TARGET {

/// Price moves shift every expiry alike; this charges the basis between them: for each asset, settlement and expiry
/// |delta| x spot x max(least move, annual move x years). Source: Deribit portfolio margin (2024), "roll shock".
struct RollCharge {
  struct Move {
    double least;   ///< relative
    double annual;  ///< relative, per year to expiry

    double over(double years) const noexcept { return greatest(least, product(annual, years)); }
  };
  double least_move;                ///< relative
  double annual_move;               ///< relative, per year to expiry
  double initial_factor = 1.0;      ///< on the charge
  double maintenance_factor = 1.0;  ///< <= initial_factor
  std::vector<Move> of_asset{};     ///< row AssetId; replaces the two moves where given

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    const PricedMarket& market = account.market();
    double sum = 0.0;
    for (const Segment& segment : account.rows().segments) {
      const Move move = move_of(market.units()[segment.unit].asset);
      const double spot = market.spot(static_cast<Index>(segment.unit));
      double delta = 0.0;  // of the expiry so far
      for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
        const Index row = static_cast<Index>(account.rows().row[k]);
        const RowTag& tag = market.tag(row);
        const bool has_next = k + 1 < segment.end;
        const bool is_last = !has_next | (market.tag(static_cast<Index>(account.rows().row[has_next ? k + 1 : k])).expiry != tag.expiry);
        // Products, not branches: where an expiry ends is anywhere in the book.
        static constexpr double counts[] = {0.0, 1.0};
        const double own = product(counts[tag.kind != InstrumentKind::spot], market.at(row, Column::delta)), closes = counts[is_last];
        delta += product(account.rows().quantity[k], own);
        const double charge = product(move.over(market.expiry_years(tag.expiry)), spot);
        sum = fma(product(closes, magnitude(delta)), charge, sum);
        delta = product(delta, 1.0 - closes);
      }
    }
    return {.initial = product(initial_factor, sum), .maintenance = product(maintenance_factor, sum)};
  }

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
static_assert(HasSlope<RollCharge>);

}  // namespace bulwark::BULWARK_TARGET
