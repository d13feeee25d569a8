#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/time.hpp"

namespace bulwark::inline v1 {

/// What the market pays for delivery at `expiry`.
struct ForwardPoint {
  Timestamp expiry;
  double forward;         ///< quote per coin
  double discount = 1.0;  ///< quote today per quote at expiry
  double fixed = 0.0;     ///< part of the forward that a settlement average already holds; scenarios do not move it
  double rate = 0.0;      ///< per year, continuous; only for rules that discount by themselves (values use `discount`)
};

/// One volatility for every strike and expiry.
struct FlatVolatility {
  double volatility;  ///< per sqrt(year); 0.60 is 60 %
};

/// Quoted volatilities by expiry and strike. Between strikes linear in log-moneyness, between expiries linear in total variance;
/// outside, flat in volatility. Shape: volatility is expiry x strike, row by row.
struct GridVolatility {
  std::vector<Timestamp> expiries;    ///< increasing
  std::vector<double> log_moneyness;  ///< ln(strike / forward), increasing
  std::vector<double> volatility;     ///< expiry x log_moneyness, per sqrt(year)
};

/// A smile of one expiry in raw SVI, as a feed publishes it: total variance by ln(strike / forward).
struct SviSlice {
  Timestamp expiry;
  double a, b, rho, m, sigma;  ///< of the total variance
  double forward;              ///< that the smile was fitted against, quote per coin
  double years;                ///< that the total variance is over
  double wing = 0.0;           ///< log-moneyness beyond +- wing x sqrt(a + b sigma) counts as that; 0: no bound
  double most_variance = 0.0;  ///< total variance is at most this; 0: no cap
};

/// What a surface of fitted slices says of the other expiries.
enum class OtherExpiries {
  nothing,    ///< an expiry without a slice has no volatility
  in_between  ///< total variance grows in a line from slice to slice; see the surface's reader for what lies before and after
};

/// Slices by increasing expiry.
struct SviVolatility {
  std::vector<SviSlice> slices;
  OtherExpiries others = OtherExpiries::nothing;
};

/// A smile of one expiry in SSVI: total variance theta / 2 (1 + rho phi k + sqrt((phi k + rho)^2 + 1 - rho^2)), k = ln(strike / forward).
struct SsviSlice {
  Timestamp expiry;
  double theta;  ///< total variance at the money
  double rho;    ///< in (-1, 1): tilt
  double phi;    ///< > 0: how fast the wings rise
  double years;  ///< that the total variance is over
};

/// Slices by increasing expiry: SSVI where all share one rho and phi is a function of theta, eSSVI where each has its own. Expiries in
/// between are interpolated, free of arbitrage where the slices are.
struct SsviVolatility {
  std::vector<SsviSlice> slices;
};

/// A surface as plain values; `volatility/` knows how to read it.
using VolatilitySurface = std::variant<std::monostate, FlatVolatility, GridVolatility, SviVolatility, SsviVolatility>;

/// Lognormal jumps of the log price (Merton 1976).
struct JumpParameters {
  double per_year = 0.0;            ///< expected number
  double mean_log_jump = 0.0;       ///< of one jump
  double log_jump_deviation = 0.0;  ///< of one jump
};

/// Jumps of the log price that are exponential either way (Kou 2002).
struct DoubleExponentialJumps {
  double per_year = 0.0;    ///< expected number
  double up_share = 0.5;    ///< of jumps that go up, in [0, 1]
  double up_rate = 20.0;    ///< 1 / mean upward log jump, > 1
  double down_rate = 20.0;  ///< 1 / mean downward log jump, > 0
};

/// A variance that reverts to its mean (Heston 1993), with lognormal jumps of the price (Bates 1996). The variance now is the square of a
/// claim's volatility.
struct StochasticVariance {
  double reversion = 0.0;               ///< per year
  double long_variance = 0.0;           ///< per year
  double volatility_of_variance = 0.0;  ///< per sqrt(year)
  double correlation = 0.0;             ///< of variance with price, in [-1, 1]
  JumpParameters jumps{};
};

/// What a pricer knows of an asset beyond a volatility. Nothing stands for each model's own default, which is Black's.
using ModelParameters = std::variant<std::monostate, JumpParameters, DoubleExponentialJumps, StochasticVariance>;

/// What is known of one asset. Rates live in the forwards: without any, every forward is the spot and the discount is one.
struct AssetMarket {
  double spot;                              ///< quote per coin
  std::vector<ForwardPoint> forwards{};     ///< increasing expiry
  VolatilitySurface volatility{};           ///< none: only options with a mark can be valued
  ModelParameters model{};                  ///< read by pricers that know more than a volatility
  double confidence = 0.0;                  ///< half-width of the oracle's price, fraction of spot
  double certainty = 1.0;                   ///< of the spot feed, in [0, 1]: how far its publisher vouches for it
  std::chrono::milliseconds oracle_age{0};  ///< since the price was observed
};

/// A market at one instant. The library never asks the clock.
struct MarketState {
  Timestamp now;
  std::vector<AssetMarket> assets;  ///< row AssetId

  /// Row of the listing; may be shorter. Options: settlement units per unit. Futures: quote per coin. Spot has none of its own.
  std::vector<std::optional<double>> marks{};

  /// Row of the listing, per sqrt(year); may be shorter. Where given, the volatility of neither mark nor surface is used.
  std::vector<std::optional<double>> volatilities{};

  /// Row of the listing; may be shorter. In [0, 1]: of the feeds that only this row rests on (forward, rate, volatility, mark).
  std::vector<std::optional<double>> certainties{};

  /// What one unit of the quote is worth in the money that prices are in: below 1, coins are worth more of a stable coin that has lost its
  /// peg, while profits go on being paid one for one.
  double quote_price = 1.0;

  /// Whether anything is given row by row.
  bool has_rows() const noexcept { return !marks.empty() || !volatilities.empty() || !certainties.empty(); }

  const AssetMarket& operator[](AssetId asset) const { return assets[static_cast<std::size_t>(row(asset))]; }
};

}  // namespace bulwark::inline v1
