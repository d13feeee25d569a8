#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/walk.hpp"
#include "bulwark/scenario/steepness.hpp"

namespace bulwark::BULWARK_TARGET {

/// What closing a large delta would cost: above a threshold, a share of the delta that rises with every further coin up to a most, for each
/// asset and settlement. Bought options may take away from the delta of everything else, but neither turn nor enlarge it.
/// Source: Deribit portfolio margin, "delta shock", "m inc" (API answers of 2024 and 2026; the composition is a third party's reading).
/// *Assumed*: the share rises per coin above the threshold (10 % at 2,000 BTC for 0.00005) and is charged on the whole delta.
/// Not convex: beyond the most a coin more costs less than those before it, and buying an option adds nothing to delta of its own sign
/// where selling it takes away.
struct DeltaShock {
  struct Terms {
    double threshold = 0.0;  ///< quote of delta; no charge up to it
    double per_coin = 0.0;   ///< added to the share for every coin above the threshold
    double most = 0.0;       ///< largest share
  };
  Terms otherwise{};
  std::vector<Terms> of_asset{};    ///< row AssetId; replaces `otherwise` where given
  double initial_factor = 1.0;      ///< on the charge
  double maintenance_factor = 1.0;  ///< <= initial_factor

  const Terms& terms(AssetId asset) const noexcept {
    return row(asset) < std::ssize(of_asset) ? of_asset[static_cast<std::size_t>(asset)] : otherwise;
  }

  /// The delta that is left of `rest` (futures and sold options) after `bought` (bought options). Coins, signed.
  static double exposed(double bought, double rest) noexcept {
    return least(greatest(bought + rest, least(rest, 0.0)), greatest(rest, 0.0));
  }

  /// Quote, for a delta in coins at a spot price.
  static double charge(const Terms& terms, double delta, double spot) noexcept {
    const double coins = magnitude(delta);
    return product(product(share(terms, coins, spot), coins), spot);
  }

  class Walk {
   public:
    Walk(const DeltaShock& rule, const PricedMarket& market) noexcept : rule_(&rule), market_(&market) {}

    void enter(Index unit) noexcept { unit_ = unit, bought_ = rest_ = 0.0; }
    void meet(const MetPosition& met) noexcept {
      // Products, not branches: what a position is and which way it goes are coin flips.
      static constexpr double shares[][2] = {{0.0, 1.0}, {1.0, 0.0}};
      const auto& [bought, rest] = shares[(met.kind == InstrumentKind::option) & (met.quantity >= 0.0)];
      bought_ += product(bought, met.delta);
      rest_ += product(rest, met.delta);
    }
    void leave() noexcept {
      sum_ += charge(rule_->terms(market_->units()[static_cast<std::size_t>(unit_)].asset), exposed(bought_, rest_), market_->spot(unit_));
    }

    Requirement requirement() const noexcept {
      return {.initial = product(rule_->initial_factor, sum_), .maintenance = product(rule_->maintenance_factor, sum_)};
    }

   private:
    const DeltaShock* rule_;
    const PricedMarket* market_;
    Index unit_ = 0;
    double sum_ = 0.0;
    double bought_ = 0.0, rest_ = 0.0;  // coins, of the unit so far
  };
  Walk walk(const PricedMarket& market) const noexcept { return {*this, market}; }

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept { return walked(account, *this)[0]; }

  Slope slope(const ValuedAccount& account, const Profits&, Index row, Index) const noexcept {
    const ContractTerms& contract = account.market().terms(row);
    if (contract.kind == InstrumentKind::spot) return {};
    double bought = 0.0, rest = 0.0, held = 0.0;
    for (const ValuedPosition& p : account.positions()) {
      if (p.terms.kind == InstrumentKind::spot || p.terms.unit != contract.unit) continue;
      (is_bought(p.terms, p.quantity) ? bought : rest) += p.delta;
      if (p.row == row) held = p.quantity;
    }
    const double delta = exposed(bought, rest), coins = magnitude(delta), own = account.market().at(row, Column::delta);
    const double spot = account.market().spot(static_cast<Index>(contract.unit));
    const Terms& t = terms(contract.asset);
    const double at = share(t, coins, spot), rising = at > 0.0 && at < t.most ? product(t.per_coin, coins) : 0.0;
    const bool is_offset = is_bought(contract, held) && product(bought == 0.0 ? own : bought, rest) >= 0.0;  // takes nothing away
    const double towards = is_offset ? 0.0 : delta < 0.0 ? -own : own;
    const double change = product(product(at + rising, towards), spot);
    return {product(initial_factor, change), product(maintenance_factor, change)};
  }

  /// A coin more of delta costs most where its share reaches the most; a row that changes sides between bought and sold moves no more delta
  /// than it has.
  Steepness steepness(const PricedMarket& market, const BoughtContract& bought, Index) const noexcept {
    const ContractTerms& contract = market.terms(bought.row);
    if (contract.kind == InstrumentKind::spot) return {.is_convex = true};
    const Terms& t = terms(contract.asset);
    const double spot = market.spot(static_cast<Index>(contract.unit));
    const double per_coin = fma(t.per_coin, t.threshold, product(product(2.0, t.most), spot));  // quote: d(share x coins) x spot
    return {.per_contract =
                product(product(greatest(initial_factor, maintenance_factor), per_coin), magnitude(market.at(bought.row, Column::delta))),
            .is_convex = t.most == 0.0 || t.per_coin == 0.0};
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](const Terms& t, Index asset) {
      for (const auto& [x, field] : {std::pair{t.threshold, "delta_shock.threshold"}, {t.per_coin, "delta_shock.per_coin"}})
        if (!(x >= 0.0 && is_finite(x))) report(found, FaultCode::out_of_range, field, {.outer = asset}, x);
      if (!(t.most >= 0.0 && t.most <= 1.0)) report(found, FaultCode::out_of_range, "delta_shock.most", {.outer = asset}, t.most);
    };
    check(otherwise, -1);
    for (Index a = 0; a < std::ssize(of_asset); ++a) check(of_asset[static_cast<std::size_t>(a)], a);
    if (!(maintenance_factor >= 0.0 && maintenance_factor <= initial_factor && is_finite(initial_factor)))
      report(found, FaultCode::out_of_range, "delta_shock.maintenance_factor", {}, maintenance_factor);
    return found;
  }

 private:
  static bool is_bought(const ContractTerms& terms, double held) noexcept { return terms.kind == InstrumentKind::option && held >= 0.0; }

  static double share(const Terms& terms, double coins, double spot) noexcept {
    return least(product(terms.per_coin, greatest(0.0, coins - terms.threshold / spot)), terms.most);
  }
};
static_assert(HasSlope<DeltaShock> && WalksPositions<DeltaShock>);

}  // namespace bulwark::BULWARK_TARGET
