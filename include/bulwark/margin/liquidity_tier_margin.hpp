#pragma once

#include "bulwark/margin/liquidity_tier.hpp"

namespace bulwark::BULWARK_TARGET {

/// A share of the gross notional of every contract, by the market's liquidity tier and its open interest.
class LiquidityTierMargin {
 public:
  struct Market {
    LiquidityTier tier;
    double open_interest = 0.0;  ///< quote

    Faults faults(Index asset = -1) const {
      Faults found = tier.faults(asset);
      if (!(open_interest >= 0.0 && is_finite(open_interest)))
        report(found, FaultCode::out_of_range, "liquidity_tier.open_interest", {.outer = asset}, open_interest);
      return found;
    }
  };

  /// `of_asset` by row AssetId, `otherwise` for the rest.
  LiquidityTierMargin(std::vector<Market> of_asset, const Market& otherwise)
      : markets_(std::move(of_asset)), otherwise_(otherwise), charge_{.rate = rate(otherwise)} {
    for (const Market& market : markets_) charge_.of_asset.push_back(rate(market));
  }

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    return charge_.requirement(account, profits);
  }

  Slope slope(const ValuedAccount& account, const Profits& profits, Index row, Index first_block) const noexcept {
    return charge_.slope(account, profits, row, first_block);
  }

  Faults faults() const {
    Faults found = otherwise_.faults();
    for (Index a = 0; a < std::ssize(markets_); ++a) append(found, markets_[static_cast<std::size_t>(a)].faults(a));
    return found;
  }

 private:
  static NotionalMargin::Rate rate(const Market& market) noexcept { return market.tier.rate(market.open_interest); }

  std::vector<Market> markets_;
  Market otherwise_;
  NotionalMargin charge_;
};
static_assert(HasSlope<LiquidityTierMargin>);

}  // namespace bulwark::BULWARK_TARGET
