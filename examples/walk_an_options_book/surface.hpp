#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bulwark/calibration/calibrate.hpp"
#include "bulwark/calibration/merton_smile.hpp"
#include "bulwark/calibration/parity_forward.hpp"
#include "bulwark/calibration/quoted_smile.hpp"
#include "bulwark/calibration/svi_fit.hpp"
#include "bulwark/scenario/forward.hpp"
#include "bulwark/volatility/svi.hpp"
#include "chain.hpp"

namespace options_book {

inline constexpr std::chrono::hours thirty_days{30 * 24};

/// What is listed for one expiry.
struct Listed {
  bulwark::Timestamp expiry;
  std::vector<double> strikes;  ///< increasing
};

/// One chain fitted: SVI to every expiry, Merton to the one nearest to 30 days.
struct Surface {
  std::string asset;
  bulwark::Timestamp now;
  bulwark::AssetMarket market;  ///< spot and forwards
  bulwark::SviVolatility svi;
  std::vector<double> errors;  ///< of each slice, root mean square, volatility
  bulwark::MertonParameters merton;
  double half_spread;  ///< near the money of the same expiry, median, volatility
  std::vector<Listed> listed;

  /// By time to expiry: total variance in between two expiries is linear in time.
  double volatility(double log_moneyness, std::chrono::milliseconds left) const {
    return bulwark::volatility_at(svi, log_moneyness, now, now + left).value_or(NAN);
  }
  /// ln(forward / spot), by time to expiry.
  double carry(std::chrono::milliseconds left) const {
    return bulwark::log_ratio(bulwark::forward_at(market, now, now + left).forward, market.spot);
  }
};

/// Median of half the bid-ask width of the six quotes nearest to the forward, volatility.
inline double spread_near_the_money(const bulwark::QuotedSmile& quoted) {
  std::vector<std::pair<double, double>> near;
  for (std::size_t i = 0; i < quoted.half_spread.size(); ++i)
    near.emplace_back(std::abs(quoted.smile.quotes[i].log_moneyness), quoted.half_spread[i]);
  std::sort(near.begin(), near.end());
  near.resize(6);
  std::sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return near[3].second;
}

/// Nothing where no expiry has six out-of-the-money quotes and a forward.
inline std::optional<Surface> fit(const Chain& chain) {
  Surface surface{.asset = chain.asset,
                  .now = chain.now,
                  .market = {.spot = chain.spot.value_or(0.0)},
                  .svi = {},
                  .errors = {},
                  .merton = {},
                  .half_spread = 0.0,
                  .listed = {}};
  surface.svi.others = bulwark::OtherExpiries::in_between;
  std::optional<bulwark::QuotedSmile> nearest;
  const auto from_month = [](double years) { return std::abs(365.0 * years - 30.0); };
  for (const Expiry& expiry : chain.expiries) {
    const auto parity = bulwark::parity_forward(expiry.chain, 1.0);
    const bool is_parity = parity && parity->forward_error < 0.01 * parity->forward;
    if (!is_parity && !expiry.forward) continue;
    const double forward = is_parity ? parity->forward : *expiry.forward;
    const auto quoted = bulwark::quoted_smile(expiry.chain, forward, 1.0);
    if (!quoted || quoted->smile.quotes.size() < 6) continue;
    const auto svi = bulwark::fit_svi(quoted->smile);
    if (!svi) continue;
    surface.svi.slices.push_back(svi->slice);
    surface.svi.slices.back().expiry = expiry.at;
    surface.svi.slices.back().wing =
        4.0;  // deviations; farther out nobody quotes, and a short smile's wing would make lottery tickets dear
    surface.errors.push_back(svi->error.weighted);
    surface.market.forwards.push_back({.expiry = expiry.at, .forward = forward});
    if (!nearest || from_month(expiry.chain.years) < from_month(nearest->smile.years)) nearest = *quoted;
    Listed listed{expiry.at, {}};
    for (const auto& quote : expiry.chain.quotes) listed.strikes.push_back(quote.strike);
    std::sort(listed.strikes.begin(), listed.strikes.end());
    listed.strikes.erase(std::unique(listed.strikes.begin(), listed.strikes.end()), listed.strikes.end());
    surface.listed.push_back(std::move(listed));
  }
  if (!nearest) return std::nullopt;
  const auto merton = bulwark::calibrate<bulwark::MertonSmile>(nearest->smile);
  if (!merton || merton->end == bulwark::FitEnd::no_start) return std::nullopt;
  surface.merton = merton->parameters;
  surface.half_spread = spread_near_the_money(*nearest);
  if (!chain.spot) surface.market.spot = surface.market.forwards.front().forward;
  return surface;
}

/// The surfaces of all chains that have one.
inline std::vector<Surface> fitted(const std::vector<Chain>& chains) {
  std::vector<Surface> surfaces;
  for (const Chain& chain : chains)
    if (auto surface = fit(chain)) surfaces.push_back(std::move(*surface));
  return surfaces;
}

/// A market between two fitted chains. Volatilities (by ln(strike / forward)) and carry (ln(forward / spot)) of one time to expiry move in
/// a line from the one to the other; the spot is given.
struct View {
  const Surface* before;
  const Surface* after;
  bulwark::Timestamp now;
  double spot;  ///< quote per coin

  double weight() const {
    return before == after ? 0.0 : bulwark::milliseconds_between(before->now, now) / bulwark::milliseconds_between(before->now, after->now);
  }
  double between(double early, double late) const { return bulwark::fma(weight(), late - early, early); }

  double forward(bulwark::Timestamp expiry) const {
    const auto left = expiry - now;
    return left.count() <= 0 ? spot : bulwark::product(spot, bulwark::exp(between(before->carry(left), after->carry(left))));
  }
  double volatility(double strike, double forward, bulwark::Timestamp expiry) const {
    const double k = bulwark::log_ratio(strike, forward);
    return between(before->volatility(k, expiry - now), after->volatility(k, expiry - now));
  }
  /// Of the diffusion, without jumps.
  double diffusion() const { return between(before->merton.volatility, after->merton.volatility); }

  /// Half the quoted width near the money, volatility.
  double half_spread() const { return between(before->half_spread, after->half_spread); }

  /// The listed expiry nearest to 30 days, at least 14 away.
  const Listed* month_ahead() const {
    const Listed* best = nullptr;
    for (const Listed& listed : before->listed) {
      if (listed.expiry - now < std::chrono::hours{14 * 24}) continue;
      const auto off = [&](const Listed& l) { return std::abs((l.expiry - now - thirty_days).count()); };
      if (!best || off(listed) < off(*best)) best = &listed;
    }
    return best;
  }
};

}  // namespace options_book
