#pragma once

#include <span>
#include <vector>

#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/scenario/forward.hpp"
#include "bulwark/scenario/priced_market.hpp"

namespace bulwark::BULWARK_TARGET {

/// A market whose assets are moved by ratios. Futures keep their basis, what a settlement average has fixed stays, and options are worth
/// what the venue's pricer says at the volatility that they had where the market stood.
class PressedMarket {
 public:
  /// `table` is what `market` was priced to.
  PressedMarket(const MarketState& market, const PricedMarket& table) : base_(market), moved_(market) {
    const auto rows = static_cast<std::size_t>(table.rows());
    terms_.reserve(rows);
    for (Index r = 0; r < table.rows(); ++r) terms_.push_back(table.terms(r));
    moved_.marks.assign(rows, {});
    moved_.volatilities.assign(rows, {});
    moved_.certainties.assign(rows, {});
    for (std::size_t r = 0; r < rows; ++r) {
      moved_.certainties[r] = terms_[r].certainty;
      if (terms_[r].kind == InstrumentKind::option) moved_.volatilities[r] = terms_[r].volatility;
    }
    move({});
  }

  /// `ratios`: row AssetId, of the price to that of the base; a missing one is 1.
  const MarketState& move(std::span<const double> ratios) {
    const auto ratio = [&](std::size_t a) { return a < ratios.size() ? ratios[a] : 1.0; };
    for (std::size_t a = 0; a < base_.assets.size(); ++a) {
      moved_.assets[a].spot = product(base_.assets[a].spot, ratio(a));
      for (std::size_t i = 0; i < moved_.assets[a].forwards.size(); ++i) {
        const ForwardPoint& from = base_.assets[a].forwards[i];
        moved_.assets[a].forwards[i].forward = fma(from.forward - from.fixed, ratio(a), from.fixed);
      }
    }
    for (std::size_t r = 0; r < terms_.size(); ++r) {
      const ContractTerms& terms = terms_[r];
      if (terms.listed == 0 || !is_future(terms) || row(terms.asset) >= std::ssize(base_.assets)) continue;
      const double fixed = terms.expiry == perpetual ? 0.0 : forward_at(base_[terms.asset], base_.now, terms.expiry).fixed;
      moved_.marks[r] = fma(terms.underlying - fixed, ratio(static_cast<std::size_t>(row(terms.asset))), fixed);
    }
    return moved_;
  }

  const MarketState& market() const noexcept { return moved_; }

 private:
  MarketState base_, moved_;
  std::vector<ContractTerms> terms_;
};

}  // namespace bulwark::BULWARK_TARGET
