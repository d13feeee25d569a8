#pragma once

#include "bulwark/settlement/clamped_funding.hpp"

/// Funding rates of perpetuals as venues set them; the premium that goes in is that of the venue's own interval.
namespace bulwark::BULWARK_TARGET::venue {

/// Per eight hours, paid once. Premium: mean of the interval with later samples weighing more (`later_weighted_premium`). The cap is three
/// quarters of the first tier's maintenance margin. Source: Binance, USD-margined futures, funding rate (2024).
inline ClampedFunding binance_funding(double maintenance) noexcept {
  return {.interest = 0.0001, .clamp = 0.0005, .cap = product(0.75, maintenance)};
}

/// Per eight hours, an eighth of it paid every hour; at most 4 % an hour. Source: Hyperliquid, funding (2025).
inline ClampedFunding hyperliquid_funding() noexcept {
  return {.interest = 0.0001, .clamp = 0.0005, .cap = 8.0 * 0.04, .share = 1.0 / 8.0};
}

/// Per eight hours, paid all the time in proportion; at most 0.5 %. Source: Deribit, perpetual (2024): nothing within 0.025 % of the index.
inline ClampedFunding deribit_funding() noexcept { return {.interest = 0.0, .clamp = 0.00025, .cap = 0.005}; }

/// Per eight hours, an eighth of it paid every hour: premium and interest, at most six times the gap between the initial and the
/// maintenance fraction. Source: dYdX v4, `x/perpetuals` (v4-chain at commit 84d4664, 2026): clamp factor 600 %.
inline ClampedFunding dydx_funding(double initial, double maintenance, double interest = 0.0) noexcept {
  return {.interest = 0.0, .clamp = 0.0, .cap = product(6.0, initial - maintenance), .added = interest, .share = 1.0 / 8.0};
}

}  // namespace bulwark::BULWARK_TARGET::venue
