#pragma once

#include <limits>

#include "bulwark/core/durations.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/oracle/consensus.hpp"

namespace bulwark::BULWARK_TARGET {

/// The asset with what the oracle says of it. Without a price its spot is NaN, which makes every account that holds it unknown and leaves
/// the others alone; a price that is merely not trusted stays a price, and `LeastTrust` decides what is done at it. Forwards, surfaces and
/// marks are other feeds' and are kept.
inline AssetMarket with_oracle_price(AssetMarket asset, const ConsensusPrice& price, Timestamp now) {
  if (!price.print) {
    asset.spot = asset.confidence = std::numeric_limits<double>::quiet_NaN();
    return asset;
  }
  asset.spot = price.print->price;
  asset.confidence = price.print->confidence / price.print->price;
  const bool is_past = price.print->published < now;
  asset.oracle_age = is_past ? now - price.print->published : std::chrono::milliseconds{0};
  return asset;
}

}  // namespace bulwark::BULWARK_TARGET
