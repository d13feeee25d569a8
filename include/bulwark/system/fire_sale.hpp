#pragma once

#include <span>
#include <vector>

#include "bulwark/pricing/depth_curve.hpp"
#include "bulwark/system/clearing_vector.hpp"

namespace bulwark::inline v1 {

/// Where everybody's sales end. Quote, and quote per coin.
struct FireSale {
  ClearingVector clearing;
  std::vector<double> sold_share{};  ///< venue: of its coins
  std::vector<double> price{};       ///< asset: marginal, at which what is left is counted
  std::vector<double> sold{};        ///< asset: coins of all venues
  Index steps = 0;
  bool is_settled = false;  ///< otherwise `most_steps` came first, and every share is a lower bound
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Contagion by debts and by prices at once: a venue that cannot pay out of its cash and what others pay it sells the same share of all its
/// coins, its sales lower the price of what everybody holds, and who is worth less pays less. Shares sold only rise from step to step and
/// end at the least that are consistent, so with the highest prices; it is settled once no share has to rise by more than
/// `tolerance`.
/// `network.outside` is cash; `coins` is venue x asset, >= 0; `depths` by asset. Everybody's sales of an asset get their mean price.
/// Source: Cifuentes, Ferrucci and Shin (2005); mean price and several assets as in Cont and Schaanning (2017).
template <MovingDepth Depth>
Checked<FireSale> fire_sale(const DebtNetwork& network, std::span<const double> coins, std::span<const Depth> depths,
                            Index most_steps = 10'000, double tolerance = 1e-12) {
  const Index n = network.venues(), assets = std::ssize(depths);
  const auto at = [](Index i) { return static_cast<std::size_t>(i); };
  Faults found = faults(network);
  if (std::ssize(coins) != n * assets) report(found, FaultCode::length_mismatch, "fire_sale.coins", {}, static_cast<double>(coins.size()));
  for (Index i = 0; i < std::ssize(coins); ++i)
    if (!(coins[at(i)] >= 0.0 && is_finite(coins[at(i)])))
      report(found, FaultCode::negative, "fire_sale.coins", {.outer = i}, coins[at(i)]);
  for (Index a = 0; a < assets; ++a)
    if (!(depths[at(a)].price() > 0.0 && is_finite(depths[at(a)].price())))
      report(found, FaultCode::not_positive, "fire_sale.depths", {.outer = a}, depths[at(a)].price());
  if (most_steps < 1) report(found, FaultCode::not_positive, "fire_sale.most_steps", {}, static_cast<double>(most_steps));
  if (!(tolerance >= 0.0 && is_finite(tolerance))) report(found, FaultCode::negative, "fire_sale.tolerance", {}, tolerance);
  if (!found.empty()) return found;

  FireSale sale{.clearing = {},
                .sold_share = std::vector<double>(at(n)),
                .price = std::vector<double>(at(assets)),
                .sold = std::vector<double>(at(assets))};
  std::vector<double> mean(at(assets)), worth(at(n)), cash(network.outside.begin(), network.outside.end());
  DebtNetwork valued = network;
  while (sale.steps < most_steps && !sale.is_settled) {
    ++sale.steps;
    for (Index a = 0; a < assets; ++a) {
      double all = 0.0;
      for (Index i = 0; i < n; ++i) all = fma(sale.sold_share[at(i)], coins[at(i * assets + a)], all);
      const Fill fill = depths[at(a)].sell(all);
      sale.sold[at(a)] = all;  // what the depth does not take is worth nothing to who must sell it
      sale.price[at(a)] = depths[at(a)].after(all).price();
      mean[at(a)] = all > 0.0 ? fill.cash / all : sale.price[at(a)];
    }
    for (Index i = 0; i < n; ++i) {
      worth[at(i)] = cash[at(i)];
      for (Index a = 0; a < assets; ++a) {
        const double held = coins[at(i * assets + a)], share = sale.sold_share[at(i)];
        worth[at(i)] += product(held, fma(share, mean[at(a)], product(1.0 - share, sale.price[at(a)])));
      }
    }
    valued.outside = worth;
    Checked<ClearingVector> clearing = clearing_vector(valued);
    if (!clearing) return clearing.faults();
    sale.clearing = *std::move(clearing);
    sale.is_settled = true;
    for (Index i = 0; i < n; ++i) {
      double lacking = sale.clearing.obligation[at(i)] - cash[at(i)], proceeds = 0.0;
      for (Index j = 0; j < n; ++j) {
        const double all = sale.clearing.obligation[at(j)];
        if (all > 0.0) lacking -= product(network.owes(j, i), sale.clearing.payment[at(j)] / all);
      }
      for (Index a = 0; a < assets; ++a) proceeds = fma(coins[at(i * assets + a)], mean[at(a)], proceeds);
      // A failed venue sells everything; no venue sells what it does not have to.
      const double scale = product(0x1p-40, sale.clearing.obligation[at(i)]);
      const double wanted = !(lacking > scale) ? 0.0 : lacking < proceeds ? lacking / proceeds : 1.0;
      if (wanted > sale.sold_share[at(i)] + tolerance) sale.sold_share[at(i)] = wanted, sale.is_settled = false;
    }
  }
  return sale;
}

}  // namespace bulwark::BULWARK_TARGET
