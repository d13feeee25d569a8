#pragma once

#include <vector>

#include "bulwark/margin/policy.hpp"
#include "bulwark/margin/worst_cases.hpp"

namespace bulwark::BULWARK_TARGET {

/// A factor that many assets share (the market as a whole, a sector, the first principal component): a book is charged for what it would
/// lose by the factor's own move, whatever netted on the way, so that a hundred small bets on one thing are one bet. A charge on top of
/// margins that keep assets apart; what `hedge` says makes it nothing. Source of the form: ISDA SIMM (2023), a bucket's common factor.
struct FactorCharge {
  std::vector<double>
      beta;      ///< row AssetId: relative move of an asset's price per relative move of the factor; one without a row is unknown
  double shock;  ///< the factor's relative move, either way, > 0
  double initial_factor = 1.0;      ///< on the loss
  double maintenance_factor = 1.0;  ///< on the loss, <= initial_factor

  /// Quote gained when the factor rises by all of itself, to first order: sum of beta x delta x price.
  double exposure(const ValuedAccount& account) const noexcept {
    double sum = 0.0;
    for (std::size_t u = 0; u < account.units.size(); ++u) {
      const Index unit = static_cast<Index>(account.rows().segments[u].unit);
      sum = fma(product(beta_of(account.units[u].asset), account.market().spot(unit)), account.units[u].delta, sum);
    }
    return sum;
  }

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    const double loss = product(shock, magnitude(exposure(account)));
    return {.initial = product(initial_factor, loss), .maintenance = product(maintenance_factor, loss)};
  }

  /// Coins of an asset at `price` (quote) to buy (negative: sell) so that nothing of `exposure` is left. NaN where its beta is 0 or
  /// unknown.
  double hedge(double exposure, AssetId asset, double price) const noexcept {
    const double of_one = product(beta_of(asset), price);
    return of_one == 0.0 ? __builtin_nan("") : -exposure / of_one;
  }

  Faults faults() const {
    Faults found;
    for (Index a = 0; a < std::ssize(beta); ++a)
      if (!is_finite(beta[static_cast<std::size_t>(a)]))
        report(found, FaultCode::not_finite, "factor_charge.beta", {.outer = a}, beta[static_cast<std::size_t>(a)]);
    if (!(shock > 0.0 && is_finite(shock))) report(found, FaultCode::not_positive, "factor_charge.shock", {}, shock);
    check_factors(found, "factor_charge.initial_factor", initial_factor, "factor_charge.maintenance_factor", maintenance_factor);
    return found;
  }

 private:
  double beta_of(AssetId asset) const noexcept {
    const Index at = row(asset);
    return at >= 0 && at < std::ssize(beta) ? beta[static_cast<std::size_t>(at)] : __builtin_nan("");
  }
};
static_assert(MarginPolicy<FactorCharge>);

}  // namespace bulwark::BULWARK_TARGET
