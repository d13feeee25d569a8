#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "bulwark/calibration/smile.hpp"
#include "bulwark/calibration/ssvi_fit.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/volatility/grid.hpp"

namespace bulwark::inline v1 {

/// A grid made of quotes.
struct GridFit {
  GridVolatility grid;
  double moved;  ///< the most that keeping total variance from falling in time moved a volatility, per sqrt(year)
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A grid of volatilities at `log_moneyness` from smiles by increasing years, one for each of `expiries`. Within a smile volatility is
/// linear between quotes and flat outside, quotes at one strike averaged by weight; then, column by column, total variance is the nearest
/// that does not fall in time (pool adjacent violators, Ayer et al. 1955, in total variance, all expiries weighing alike). It goes through
/// quotes at its columns and smooths nothing: butterflies of the quotes stay, and `arbitrage` finds them. Faults: those of the smiles;
/// lengths; columns out of order.
inline Checked<GridFit> fit_grid(std::span<const Smile> smiles, std::span<const Timestamp> expiries,
                                 std::span<const double> log_moneyness) {
  Faults found = faults(smiles);
  if (expiries.size() != smiles.size())
    report(found, FaultCode::length_mismatch, "grid.expiries", {}, static_cast<double>(expiries.size()));
  if (log_moneyness.empty()) report(found, FaultCode::empty, "grid.log_moneyness");
  for (std::size_t k = 1; k < log_moneyness.size(); ++k)
    if (!(log_moneyness[k - 1] < log_moneyness[k]))
      report(found, FaultCode::out_of_order, "grid.log_moneyness", {.inner = static_cast<Index>(k)}, log_moneyness[k]);
  if (!found.empty()) return found;

  const std::size_t columns = log_moneyness.size(), rows = smiles.size();
  GridFit fit{{{expiries.begin(), expiries.end()}, {log_moneyness.begin(), log_moneyness.end()}, std::vector<double>(rows * columns)}, 0.0};
  for (std::size_t e = 0; e < rows; ++e) {
    std::vector<SmileQuote> quotes;
    for (const SmileQuote& q : smiles[e].quotes)
      if (q.weight > 0.0) quotes.push_back(q);
    std::stable_sort(quotes.begin(), quotes.end(),
                     [](const SmileQuote& a, const SmileQuote& b) { return a.log_moneyness < b.log_moneyness; });
    std::vector<SmileQuote> merged;
    for (const SmileQuote& q : quotes) {
      if (merged.empty() || merged.back().log_moneyness < q.log_moneyness) {
        merged.push_back(q);
      } else {
        SmileQuote& m = merged.back();
        m.volatility += (q.volatility - m.volatility) * q.weight / (m.weight + q.weight), m.weight += q.weight;
      }
    }
    std::vector<double> axis, quoted;
    for (const SmileQuote& q : merged) axis.push_back(q.log_moneyness), quoted.push_back(q.volatility);
    const GridVolatility one{{expiries[e]}, axis, quoted};
    for (std::size_t k = 0; k < columns; ++k) fit.grid.volatility[e * columns + k] = volatility_along(one, 0, log_moneyness[k]);
  }
  struct Block {
    double sum;
    std::size_t rows;
    double mean() const { return sum / static_cast<double>(rows); }
  };
  for (std::size_t k = 0; k < columns; ++k) {
    std::vector<Block> blocks;
    for (std::size_t e = 0; e < rows; ++e) {
      const double v = fit.grid.volatility[e * columns + k];
      blocks.push_back({product(product(v, v), smiles[e].years), 1});
      while (blocks.size() > 1 && blocks.back().mean() < blocks[blocks.size() - 2].mean()) {
        const Block last = blocks.back();
        blocks.pop_back();
        blocks.back().sum += last.sum, blocks.back().rows += last.rows;
      }
    }
    std::size_t e = 0;
    for (const Block& block : blocks)
      for (std::size_t i = 0; i < block.rows; ++i, ++e) {
        if (block.rows == 1) continue;  // its own bits
        double& v = fit.grid.volatility[e * columns + k];
        const double kept = __builtin_sqrt(block.mean() / smiles[e].years);
        fit.moved = greatest(fit.moved, magnitude(kept - v));
        v = kept;
      }
  }
  return fit;
}

}  // namespace bulwark::BULWARK_TARGET
