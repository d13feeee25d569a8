#pragma once

#include <array>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"
#include "bulwark/scenario/each_expiry.hpp"

namespace bulwark::BULWARK_TARGET {

/// Scenarios move every month alike; this charges months that offset each other. Months fall into tiers by expiry; the spreads of the
/// table are formed in its order, as many as there is delta on either side, and each uses up what it takes.
/// Source: CME SPAN, intra-commodity spread charge by tiers (2019).
struct IntermonthCharge {
  struct Spread {
    Index tier, other;  ///< the same for months within one tier
    double charge;      ///< quote per unit of delta on each side
  };
  struct Product {
    std::vector<Timestamp> tier_ends{};  ///< increasing; a month is of the first tier that ends no earlier, later ones of the last
    std::vector<Spread> spreads{};
  };
  std::vector<Product> of_asset{};  ///< row AssetId; the rest is not charged

  static constexpr std::size_t most_tiers = 16;

  /// Delta of a product's months by tier: long ones and short ones, both >= 0.
  struct Sides {
    std::array<double, most_tiers> bought{}, sold{};
  };

  /// Quote. Uses up the deltas.
  static double charge(std::span<const Spread> spreads, Sides& left) noexcept {
    double sum = 0.0;
    const auto form = [&](double& bought, double& sold, double rate) {
      const double formed = least(bought, sold);
      bought -= formed, sold -= formed;
      sum = fma(formed, rate, sum);
    };
    for (const Spread& s : spreads) {
      const auto a = static_cast<std::size_t>(s.tier), b = static_cast<std::size_t>(s.other);
      form(left.bought[a], left.sold[b], s.charge);
      if (a != b) form(left.bought[b], left.sold[a], s.charge);
    }
    return sum;
  }

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double sum = 0.0;
    Sides sides;
    const Product* product = nullptr;
    each_expiry(account, [&](const ContractTerms& month, const ExpiryRun& run) {
      if (row(month.asset) >= std::ssize(of_asset)) return;
      const Product& own = of_asset[static_cast<std::size_t>(month.asset)];
      if (product && product != &own) sum += charge(product->spreads, sides), sides = {};
      product = &own;
      double delta = 0.0;
      for (const ValuedPosition& p : run) delta += p.delta;
      const std::size_t tier = tier_of(own, month.expiry);
      sides.bought[tier] += greatest(0.0, delta), sides.sold[tier] += greatest(0.0, -delta);
    });
    if (product) sum += charge(product->spreads, sides);
    return {.initial = sum, .maintenance = sum};
  }

  Faults faults() const {
    Faults found;
    for (Index a = 0; a < std::ssize(of_asset); ++a) {
      const Product& product = of_asset[static_cast<std::size_t>(a)];
      const Index tiers = std::ssize(product.tier_ends);
      if (tiers > static_cast<Index>(most_tiers))
        report(found, FaultCode::out_of_range, "intermonth_charge.tier_ends", {.outer = a}, static_cast<double>(tiers));
      for (Index t = 1; t < tiers; ++t)
        if (product.tier_ends[static_cast<std::size_t>(t)] <= product.tier_ends[static_cast<std::size_t>(t - 1)])
          report(found, FaultCode::out_of_order, "intermonth_charge.tier_ends", {a, t});
      for (Index i = 0; i < std::ssize(product.spreads); ++i) {
        const Spread& s = product.spreads[static_cast<std::size_t>(i)];
        for (const Index tier : {s.tier, s.other})
          if (tier < 0 || tier >= (tiers > 0 ? tiers : 1))
            report(found, FaultCode::out_of_range, "intermonth_charge.tier", {a, i}, static_cast<double>(tier));
        if (!(s.charge >= 0.0 && is_finite(s.charge))) report(found, FaultCode::out_of_range, "intermonth_charge.charge", {a, i}, s.charge);
      }
    }
    return found;
  }

 private:
  static std::size_t tier_of(const Product& product, Timestamp expiry) noexcept {
    std::size_t tier = 0;
    while (tier + 1 < product.tier_ends.size() && expiry > product.tier_ends[tier]) ++tier;
    return tier;
  }
};
static_assert(MarginPolicy<IntermonthCharge>);

}  // namespace bulwark::BULWARK_TARGET
