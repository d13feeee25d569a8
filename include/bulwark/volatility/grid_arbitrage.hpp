#pragma once

#include <vector>

#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/volatility/grid.hpp"
#include "bulwark/volatility/negative_ranges.hpp"
#include "bulwark/volatility/smile_point.hpp"
#include "bulwark/volatility/svi_butterfly.hpp"
#include "bulwark/volatility/violation.hpp"

namespace bulwark::BULWARK_TARGET {

/// Every arbitrage in a grid as `volatility_at` reads it at `now`, over live expiries. Within a cell volatility is a line v in
/// log-moneyness, so w = v^2 T and g is bounded on intervals as for SVI, where `butterflies` says how sure that is; at a column the line
/// turns, and where it turns down there is an atom of negative probability (a `kink`; `other` names the column), which a linear smile that
/// is not convex has at every quote: slopes are compared to 1e-12. Flat ends bend too. Calendar arbitrage needs the columns only, where the
/// lines' squares order as their ends do; `other` names the earlier expiry and low = high = worst the column.
inline std::vector<Violation> arbitrage(const GridVolatility& grid, Timestamp now) {
  std::vector<Violation> found;
  if (!is_complete(grid)) return found;
  const Index columns = std::ssize(grid.log_moneyness);
  const auto place = [&](Index k) { return grid.log_moneyness[static_cast<std::size_t>(k)]; };
  for (Index e = 0; e < std::ssize(grid.expiries); ++e) {
    const double left = milliseconds_left(now, grid.expiries[static_cast<std::size_t>(e)]);
    if (!(left > 0.0)) continue;
    const double years = left / milliseconds_per_year;
    const auto quoted = [&](Index k) { return smile(grid, e)[static_cast<std::size_t>(k)]; };
    const auto slope_after = [&](Index k) {
      return k < 0 || k + 1 >= columns ? 0.0 : (quoted(k + 1) - quoted(k)) / (place(k + 1) - place(k));
    };
    for (Index k = 0; k < columns; ++k) {
      const double bend = product(2.0 * years, product(quoted(k), slope_after(k) - slope_after(k - 1)));
      if (bend < -1e-12) found.push_back({Arbitrage::kink, e, k, place(k), place(k), place(k), -bend});
      if (k + 1 == columns) continue;
      const double s = slope_after(k);
      const auto along = [&](double x) { return fma(s, x - place(k), quoted(k)); };
      const auto point = [&](double x) {
        const double v = along(x);
        return SmilePoint{product(years, product(v, v)), product(2.0 * years, product(v, s)), product(2.0 * years, product(s, s))};
      };
      const auto enclose = [&](double low, double high) {
        const SmilePoint a = point(low), b = point(high);
        const double v0 = along(low), v1 = along(high);
        const Enclosure inverse{0.5 / (years * greatest(product(v0, v0), product(v1, v1))),
                                0.5 / (years * least(product(v0, v0), product(v1, v1)))};
        return durrleman_between(times({low, high}, inverse), {least(a.slope, b.slope), greatest(a.slope, b.slope)},
                                 {least(a.variance, b.variance), greatest(a.variance, b.variance)}, {a.curvature, a.curvature});
      };
      const auto g = [&](double x) { return durrleman(x, point(x)); };
      for (const NegativeRange& range : negative_ranges(g, enclose, place(k), place(k + 1), place(k), place(k + 1) - place(k)))
        found.push_back({Arbitrage::butterfly, e, k, range.low, range.high, range.worst, -range.value});
    }
    if (e == 0) continue;
    const double before = milliseconds_left(now, grid.expiries[static_cast<std::size_t>(e - 1)]);
    if (!(before > 0.0)) continue;
    for (Index k = 0; k < columns; ++k) {
      const double v = smile(grid, e - 1)[static_cast<std::size_t>(k)];
      const double earlier = product(product(v, v), before), later = product(product(quoted(k), quoted(k)), left);
      if (later < product(earlier, 1.0 - 1e-14))
        found.push_back({Arbitrage::calendar, e, e - 1, place(k), place(k), place(k), (earlier - later) / milliseconds_per_year});
    }
  }
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
