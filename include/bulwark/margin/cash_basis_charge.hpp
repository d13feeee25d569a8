#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/cash_delta.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A charge for the basis of each expiry of an asset and settlement: |cash delta| x max(least move, annual move x years).
/// Source: OKX portfolio margin, MR4 "basis risk" (notice of January 2025, API documentation). `RollCharge` is the same at spot.
struct CashBasisCharge {
  struct Move {
    double least;   ///< relative
    double annual;  ///< relative, per year to expiry
  };
  Move move;
  std::vector<Move> of_asset{};  ///< row AssetId; replaces `move` where given

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double sum = 0.0, delta = 0.0;
    const ContractTerms* expiry = nullptr;
    const auto close = [&] {
      if (!expiry) return;
      const Move& m = move_of(expiry->asset);
      sum = fma(magnitude(delta), greatest(m.least, product(m.annual, expiry->years)), sum);
      delta = 0.0;
    };
    for (const ValuedPosition& p : account.positions()) {
      if (p.terms.kind == InstrumentKind::spot) continue;
      if (expiry && (expiry->unit != p.terms.unit || expiry->expiry != p.terms.expiry)) close();
      delta += cash_delta(p);
      expiry = &p.terms;
    }
    close();
    return {.initial = sum, .maintenance = sum};
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](const Move& m, Index asset) {
      for (const double x : {m.least, m.annual})
        if (!(x >= 0.0 && is_finite(x))) report(found, FaultCode::out_of_range, "cash_basis_charge", {.outer = asset}, x);
    };
    check(move, -1);
    for (Index a = 0; a < std::ssize(of_asset); ++a) check(of_asset[static_cast<std::size_t>(a)], a);
    return found;
  }

 private:
  const Move& move_of(AssetId asset) const noexcept {
    return row(asset) < std::ssize(of_asset) ? of_asset[static_cast<std::size_t>(asset)] : move;
  }
};
static_assert(MarginPolicy<CashBasisCharge>);

}  // namespace bulwark::BULWARK_TARGET
