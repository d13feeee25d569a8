#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A charge on the net delta of a month that is being delivered, or soon will be.
/// Source: CME SPAN, spot month (delivery) charge (2019). *Assumed*: one rate, whether the month stands alone or in a spread.
struct DeliveryCharge {
  struct Product {
    double years = 0.0;   ///< to expiry, from when on a month is charged; 0 charges none
    double charge = 0.0;  ///< quote per unit of delta
  };
  std::vector<Product> of_asset{};  ///< row AssetId; the rest is not charged

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double sum = 0.0, month = 0.0;
    const ContractTerms* before = nullptr;
    const auto close = [&] {
      if (before) sum = fma(magnitude(month), of_asset[static_cast<std::size_t>(before->asset)].charge, sum);
      month = 0.0;
    };
    for (const ValuedPosition& p : account.positions()) {
      const Index asset = row(p.terms.asset);
      if (p.terms.expiry == perpetual || asset >= std::ssize(of_asset)) continue;
      if (!(p.terms.years < of_asset[static_cast<std::size_t>(asset)].years)) continue;
      if (before && (before->unit != p.terms.unit || before->expiry != p.terms.expiry)) close();
      month += p.delta;
      before = &p.terms;
    }
    close();
    return {.initial = sum, .maintenance = sum};
  }

  Faults faults() const {
    Faults found;
    for (Index a = 0; a < std::ssize(of_asset); ++a) {
      const Product& product = of_asset[static_cast<std::size_t>(a)];
      if (!(product.years >= 0.0 && is_finite(product.years)))
        report(found, FaultCode::out_of_range, "delivery_charge.years", {.outer = a}, product.years);
      if (!(product.charge >= 0.0 && is_finite(product.charge)))
        report(found, FaultCode::out_of_range, "delivery_charge.charge", {.outer = a}, product.charge);
    }
    return found;
  }
};
static_assert(MarginPolicy<DeliveryCharge>);

}  // namespace bulwark::BULWARK_TARGET
