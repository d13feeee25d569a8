#pragma once

#include <span>
#include <vector>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a book of `exposure` (quote by asset, negative is short) held anew each day makes: the sum of exposure x (e^log_return - 1), added
/// by asset. NaN where an asset that is held has no return; those that are not held are not looked at.
inline double linear_profit(std::span<const double> exposure, std::span<const double> log_returns) noexcept {
  double sum = 0.0;
  for (std::size_t a = 0; a < exposure.size(); ++a)
    if (exposure[a] < 0.0 || exposure[a] > 0.0 || exposure[a] != exposure[a]) sum += product(exposure[a], expm1(log_returns[a]));
  return sum;
}

/// The same of each day of `log_returns`, day x asset, row by row, of as many assets as there are exposures (> 0).
inline std::vector<double> linear_profits(std::span<const double> exposure, std::span<const double> log_returns) {
  std::vector<double> profits;
  const std::size_t assets = exposure.size();
  for (std::size_t day = 0; assets > 0 && (day + 1) * assets <= log_returns.size(); ++day)
    profits.push_back(linear_profit(exposure, log_returns.subspan(day * assets, assets)));
  return profits;
}

}  // namespace bulwark::BULWARK_TARGET
