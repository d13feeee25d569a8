#pragma once

#include <algorithm>
#include <optional>
#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/volatility/between_expiries.hpp"

namespace bulwark::BULWARK_TARGET {

/// Whether the volatilities fill expiry x log-moneyness, at least one of each.
inline bool is_complete(const GridVolatility& grid) noexcept {
  return !grid.expiries.empty() && !grid.log_moneyness.empty() &&
         grid.volatility.size() == grid.expiries.size() * grid.log_moneyness.size();
}

/// The volatilities quoted for expiry `row`.
inline std::span<const double> smile(const GridVolatility& grid, Index row) noexcept {
  const std::size_t columns = grid.log_moneyness.size();
  return std::span{grid.volatility}.subspan(static_cast<std::size_t>(row) * columns, columns);
}

/// Volatility of one expiry: linear between its log-moneynesses, flat outside.
inline double volatility_along(const GridVolatility& grid, Index row, double log_moneyness) noexcept {
  const std::span<const double> axis{grid.log_moneyness};
  const std::span<const double> quoted = smile(grid, row);
  if (!(log_moneyness == log_moneyness)) return log_moneyness;
  if (axis.size() == 1 || log_moneyness < axis.front()) return quoted.front();
  if (log_moneyness >= axis.back()) return quoted.back();
  const auto right = static_cast<std::size_t>(std::upper_bound(axis.begin() + 1, axis.end() - 1, log_moneyness) - axis.begin());
  const std::size_t left = right - 1;
  const double share = (log_moneyness - axis[left]) / (axis[right] - axis[left]);
  return fma(share, quoted[right] - quoted[left], quoted[left]);
}

/// Volatility at a log-moneyness and an expiry. Total variance s^2 T is linear in time between two expiries at fixed log-moneyness.
/// Limits: expired rows do not count; before the first live row and after the last its own volatility; nothing where no row lives or the
/// grid is not complete. NaN in a number it rests on is NaN.
inline std::optional<double> volatility_at(const GridVolatility& grid, double log_moneyness, Timestamp now, Timestamp expiry) noexcept {
  if (!is_complete(grid) || !(grid.expiries.back() > now)) return std::nullopt;
  const auto begin = grid.expiries.begin();
  const auto end = grid.expiries.end();
  const Index live = std::upper_bound(begin, end, now) - begin;
  const Index after = std::lower_bound(begin + live, end, expiry) - begin;
  const Index last = std::ssize(grid.expiries) - 1;
  if (after > last) return volatility_along(grid, last, log_moneyness);
  const double later = volatility_along(grid, after, log_moneyness);
  if (after == live || begin[after] == expiry) return later;

  const double earlier = volatility_along(grid, after - 1, log_moneyness);
  const double a = milliseconds_left(now, begin[after - 1]);
  const double b = milliseconds_left(now, begin[after]);
  return volatility_between(earlier, later, a, b, milliseconds_left(now, expiry));
}

/// Everything wrong with a grid at `now`, calendar arbitrage included: total variance must not fall from one live expiry to the next.
/// Checking the quoted columns suffices, because s sqrt(T) is linear in log-moneyness between them for both expiries. Where: expiry,
/// column.
inline Faults faults(const GridVolatility& grid, Timestamp now) {
  Faults found;
  if (grid.expiries.empty()) report(found, FaultCode::empty, "volatility.expiries");
  if (grid.log_moneyness.empty()) report(found, FaultCode::empty, "volatility.log_moneyness");
  if (grid.volatility.size() != grid.expiries.size() * grid.log_moneyness.size())
    report(found, FaultCode::length_mismatch, "volatility.volatility", {}, static_cast<double>(grid.volatility.size()));

  for (Index e = 1; e < std::ssize(grid.expiries); ++e) {
    const auto at = grid.expiries.begin() + e;
    if (!(at[-1] < at[0]))
      report(found, FaultCode::out_of_order, "volatility.expiries", {.outer = e}, static_cast<double>(at->time_since_epoch().count()));
  }
  if (!grid.expiries.empty() && !(grid.expiries.back() > now))
    report(found, FaultCode::expired, "volatility.expiries", {.outer = std::ssize(grid.expiries) - 1},
           static_cast<double>(grid.expiries.back().time_since_epoch().count()));

  for (Index k = 0; k < std::ssize(grid.log_moneyness); ++k) {
    const auto at = grid.log_moneyness.begin() + k;
    if (!is_finite(*at))
      report(found, FaultCode::not_finite, "volatility.log_moneyness", {.inner = k}, *at);
    else if (k > 0 && is_finite(at[-1]) && !(at[-1] < at[0]))
      report(found, FaultCode::out_of_order, "volatility.log_moneyness", {.inner = k}, *at);
  }

  if (!is_complete(grid)) return found;
  const auto is_volatility = [](double x) { return is_finite(x) && x > 0.0; };
  for (Index e = 0; e < std::ssize(grid.expiries); ++e) {
    const std::span<const double> row = smile(grid, e);
    const double left = milliseconds_left(now, grid.expiries[static_cast<std::size_t>(e)]);
    for (std::size_t k = 0; k < row.size(); ++k) {
      const Where where{e, static_cast<Index>(k)};
      if (!is_finite(row[k])) report(found, FaultCode::not_finite, "volatility.volatility", where, row[k]);
      if (row[k] <= 0.0 && is_finite(row[k])) report(found, FaultCode::not_positive, "volatility.volatility", where, row[k]);
      if (e == 0 || !is_volatility(row[k]) || !is_volatility(smile(grid, e - 1)[k])) continue;
      const double before = milliseconds_left(now, grid.expiries[static_cast<std::size_t>(e - 1)]);
      if (!(before > 0.0 && left > before)) continue;
      const double earlier = product(product(smile(grid, e - 1)[k], smile(grid, e - 1)[k]), before);
      const double later = product(product(row[k], row[k]), left);
      const double slack = 1.0 - 1e-14;  // equal total variances may differ by their rounding
      if (later < product(earlier, slack))
        report(found, FaultCode::out_of_order, "volatility.total_variance", where, later / milliseconds_per_year);
    }
  }
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
