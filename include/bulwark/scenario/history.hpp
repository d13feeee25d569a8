#pragma once

#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/scenario/scenario_set.hpp"

namespace bulwark::BULWARK_TARGET {

/// Moves as they happened together, one row per day (or hour): full revaluation, joint across assets.
struct History {
  Index assets;                    ///< columns: the market's first assets
  std::vector<double> log_return;  ///< day x asset, ln(price / price before); row by row
  std::vector<double> vol_move{};  ///< day x asset, relative; empty: volatilities stay

  /// Days.
  Index size() const noexcept { return assets > 0 ? std::ssize(log_return) / assets : 0; }

  /// `market_assets` >= assets; assets without a history do not move.
  ScenarioSet scenarios(Index market_assets) const {
    const auto cells = static_cast<std::size_t>(size() * market_assets);
    ScenarioSet set{.scenarios = size(),
                    .assets = market_assets,
                    .price_move = std::vector<double>(cells, 0.0),
                    .vol_move = std::vector<double>(cells, 0.0),
                    .weight = std::vector<double>(cells, 1.0),
                    .joint = true};
    for (Index day = 0; day < size(); ++day)
      for (Index a = 0; a < assets && a < market_assets; ++a) {
        const auto from = static_cast<std::size_t>(day * assets + a), to = static_cast<std::size_t>(day * market_assets + a);
        set.price_move[to] = expm1(log_return[from]);
        if (!vol_move.empty()) set.vol_move[to] = vol_move[from];
      }
    return set;
  }

  ScenarioSet scenarios(const MarketState& market) const { return scenarios(std::ssize(market.assets)); }

  Faults faults() const {
    Faults found;
    if (assets <= 0) report(found, FaultCode::not_positive, "history.assets", {}, static_cast<double>(assets));
    if (log_return.empty()) report(found, FaultCode::empty, "history.log_return");
    if (assets > 0 && std::ssize(log_return) % assets != 0)
      report(found, FaultCode::length_mismatch, "history.log_return", {}, static_cast<double>(log_return.size()));
    if (!vol_move.empty() && vol_move.size() != log_return.size())
      report(found, FaultCode::length_mismatch, "history.vol_move", {}, static_cast<double>(vol_move.size()));
    const auto check = [&](const std::vector<double>& table, double low, double high, const char* field) {
      for (Index i = 0; i < std::ssize(table); ++i) {
        const double x = table[static_cast<std::size_t>(i)];
        const Where where{.outer = assets > 0 ? i / assets : i, .inner = assets > 0 ? i % assets : 0};
        if (!is_finite(x))
          report(found, FaultCode::not_finite, field, where, x);
        else if (!(x > low && x < high))
          report(found, FaultCode::out_of_range, field, where, x);
      }
    };
    check(log_return, -20.0, 20.0, "history.log_return");
    check(vol_move, -1.0, 100.0, "history.vol_move");
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
