#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A share of the gross notional of every contract, or of futures alone (not of coins held).
struct NotionalMargin {
  struct Rate {
    double initial;      ///< share of notional
    double maintenance;  ///< <= initial
  };
  Rate rate;
  std::vector<Rate> of_asset{};  ///< row AssetId; replaces `rate` where given
  bool charges_options = true;

  Rate rate_of(AssetId asset) const noexcept {
    return row(asset) < std::ssize(of_asset) ? of_asset[static_cast<std::size_t>(asset)] : rate;
  }

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    const PricedMarket& market = account.market();
    double initial = 0.0, maintenance = 0.0;
    for (const Segment& segment : account.rows().segments) {
      const Rate r = rate_of(market.units()[segment.unit].asset);
      for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
        const Index row = static_cast<Index>(account.rows().row[k]);
        const double notional = magnitude(product(account.rows().quantity[k], market.at(row, Column::notional)));
        const double charged = where(is_charged(market.tag(row).kind), notional);
        initial = fma(r.initial, charged, initial);
        maintenance = fma(r.maintenance, charged, maintenance);
      }
    }
    return {.initial = initial, .maintenance = maintenance};
  }

  Slope slope(const ValuedAccount& account, const Profits&, Index row, Index) const noexcept {
    const ContractTerms& terms = account.market().terms(row);
    if (!is_charged(terms.kind)) return {};
    double towards = 1.0;
    for (const ValuedPosition& p : account.positions())
      if (p.row == row && p.quantity < 0.0) towards = -1.0;
    const double notional = product(towards, account.market().at(row, Column::notional));
    const Rate r = rate_of(terms.asset);
    return {product(r.initial, notional), product(r.maintenance, notional)};
  }

  Steepness steepness(const PricedMarket& market, const BoughtContract& bought, Index) const noexcept {
    const ContractTerms& terms = market.terms(bought.row);
    if (!is_charged(terms.kind)) return {.is_convex = true};
    const double notional = magnitude(market.at(bought.row, Column::notional));
    return {.per_contract = product(rate_of(terms.asset).initial, notional), .is_convex = true};
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](const Rate& r, Index asset) {
      if (!(r.initial >= 0.0 && is_finite(r.initial)))
        report(found, FaultCode::out_of_range, "notional_margin.initial", {.outer = asset}, r.initial);
      if (!(r.maintenance >= 0.0 && r.maintenance <= r.initial))
        report(found, FaultCode::out_of_range, "notional_margin.maintenance", {.outer = asset}, r.maintenance);
    };
    check(rate, -1);
    for (Index a = 0; a < std::ssize(of_asset); ++a) check(of_asset[static_cast<std::size_t>(a)], a);
    return found;
  }

 private:
  bool is_charged(InstrumentKind kind) const noexcept {
    return (kind != InstrumentKind::spot) & (charges_options | (kind != InstrumentKind::option));
  }
};
static_assert(HasSlope<NotionalMargin>);

}  // namespace bulwark::BULWARK_TARGET
