#pragma once

#include <optional>
#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/order_statistics.hpp"

namespace bulwark::BULWARK_TARGET {

/// The average of trades' prices, each counting with the coins that changed hands. Whoever trades with himself chooses both, so it is only
/// as honest as the volume is expensive: `least_volume` is what has to be traded before it is a price at all.
struct VolumeWeightedPrice {
  double least_volume;  ///< coins, > 0

  /// `trades`: quote per coin, weighted with coins; summed in the order given. None where too little was traded, or a number is bad.
  std::optional<double> price(std::span<const Weighted> trades) const noexcept {
    double sum = 0.0, volume = 0.0, low = 0.0, high = 0.0;
    for (const Weighted& trade : trades) {
      if (!(is_finite(trade.value) && trade.weight >= 0.0 && is_finite(trade.weight))) return std::nullopt;
      if (trade.weight == 0.0) continue;
      low = volume == 0.0 ? trade.value : least(low, trade.value), high = volume == 0.0 ? trade.value : greatest(high, trade.value);
      sum = fma(trade.value, trade.weight, sum);
      volume += trade.weight;
    }
    if (!(volume > 0.0 && volume >= least_volume && is_finite(sum))) return std::nullopt;
    return least(greatest(sum / volume, low), high);
  }

  Faults faults() const {
    Faults found;
    if (!(least_volume > 0.0 && is_finite(least_volume)))
      report(found, FaultCode::not_positive, "volume_weighted_price.least_volume", {}, least_volume);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
