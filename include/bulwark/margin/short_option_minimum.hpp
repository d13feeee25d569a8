#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A least amount for every option contract that is sold, however far from the money. Of calls and puts on one asset only the more
/// numerous can end in the money; whether both count, the clearing house says.
/// Source: CME SPAN, short option minimum (advisory 20-247, 2020: "per short calls or short puts").
struct ShortOptionMinimum {
  enum class Counts {
    more_numerous,  ///< of short calls and short puts, as CME does
    both,
  };
  std::vector<double> of_asset{};  ///< row AssetId; quote per contract, 0 for the rest
  Counts counts = Counts::more_numerous;

  /// Quote; contracts sold, >= 0.
  double charge(double per_contract, double calls, double puts) const noexcept {
    return product(per_contract, counts == Counts::both ? calls + puts : greatest(calls, puts));
  }

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double sum = 0.0, calls = 0.0, puts = 0.0;
    AssetId asset{};
    for (const ValuedPosition& p : account.positions()) {
      if (p.terms.kind != InstrumentKind::option) continue;
      if (p.terms.asset != asset) sum += charge(rate_of(asset), calls, puts), calls = puts = 0.0;
      asset = p.terms.asset;
      (p.terms.side == OptionSide::call ? calls : puts) += greatest(0.0, -p.quantity);
    }
    sum += charge(rate_of(asset), calls, puts);
    return {.initial = sum, .maintenance = sum};
  }

  Faults faults() const {
    Faults found;
    for (Index a = 0; a < std::ssize(of_asset); ++a)
      if (const double rate = rate_of(static_cast<AssetId>(a)); !(rate >= 0.0 && is_finite(rate)))
        report(found, FaultCode::out_of_range, "short_option_minimum", {.outer = a}, rate);
    return found;
  }

 private:
  double rate_of(AssetId asset) const noexcept {
    return row(asset) < std::ssize(of_asset) ? of_asset[static_cast<std::size_t>(asset)] : 0.0;
  }
};
static_assert(MarginPolicy<ShortOptionMinimum>);

}  // namespace bulwark::BULWARK_TARGET
