#pragma once

#include "bulwark/margin/short_option_margin.hpp"

// The constants of short options at venues that use one form. Deribit's are the defaults of `ShortOptionMargin`, and bit.com's for options
// that settle in USDT. All venues change theirs without notice.

namespace bulwark::BULWARK_TARGET::venue {

/// Bybit's options in stable coins; the fee is that of being liquidated. Source: Bybit help centre, margin of options (2022).
inline ShortOptionMargin bybit_short_options() { return {.share = 0.15, .least_share = 0.10, .keep = 0.03, .fee = 0.002}; }

/// OKX's options, coin-margined or not, outside portfolio margin; `factor` is the position tier's. Source: OKX help, "option margin" (2022
/// to 2026). *Assumed*: initial at least maintenance (OKX says so nowhere; it matters for puts with marks above 2 coins); all shares are of
/// the forward of the expiry (USD-margined options take the index). Orders have margins of their own there.
inline ShortOptionMargin okx_btc_short_options(double factor = 1.0) {
  return {.share = 0.15, .least_share = 0.10, .keep = 0.03, .factor = factor};
}
inline ShortOptionMargin okx_eth_short_options(double factor = 1.0) {
  return {.share = 0.15, .least_share = 0.10, .keep = 0.05, .factor = factor};
}

/// Aevo. *Assumed*: the shares for opening are the form's usual ones.
inline ShortOptionMargin aevo_short_options() { return {.keep = 0.10}; }

/// bit.com, by coin. Source: bit.com help centre (2023).
inline ShortOptionMargin bitcom_bch_short_options() { return {.share = 0.25, .least_share = 0.15, .keep = 0.125}; }
inline ShortOptionMargin bitcom_ton_short_options() { return {.share = 0.60, .least_share = 0.50, .keep = 0.40}; }

}  // namespace bulwark::BULWARK_TARGET::venue
