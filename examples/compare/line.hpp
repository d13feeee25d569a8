#pragma once

#include <cmath>
#include <cstdio>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "../demo/figures.hpp"
#include "book.hpp"
#include "bulwark/collateral/margin_factor.hpp"
#include "bulwark/collateral/options_aside.hpp"
#include "bulwark/evaluate/explain.hpp"
#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "parts.hpp"

namespace compare {

/// All coins move by the same share, down to a tenth and up to tenfold; volatilities stay.
inline const bulwark::PricePath together{.asset = btc, .beta = {1.0, 1.0}, .lowest = 0.1, .highest = 10.0};

/// A venue's answer.
struct Line {
  const bulwark::Rulebook* rulebook = nullptr;
  bulwark::RiskReport report{};
  Parts parts{};                           ///< of what is tied up
  std::optional<double> below{}, above{};  ///< USD per BTC
  std::string scenario{}, replaced{};
  bool is_as_if = false;  ///< the venue lists no coins at all

  /// What of the equity cannot back anything else: the initial requirement and collateral that does not count.
  double tied_up() const { return report.equity - report.initial_surplus(); }
};

/// Rules that keep options out of the resources ask for their premium in the requirement instead.
template <class Collateral>
constexpr bool leaves_options_aside =
    std::is_same_v<Collateral, bulwark::MarginFactor> || std::is_same_v<Collateral, bulwark::OptionsAside>;

/// "BTC -16 %, volatility up": what a scenario does to an asset.
inline std::string scenario_text(const bulwark::ScenarioSet& set, bulwark::Index scenario, AssetId asset) {
  const std::size_t cell = set.at(scenario, asset);
  const double points = 100.0 * set.price_move[cell], vol = set.vol_move[cell];
  const bool is_whole = std::abs(points - std::round(points)) < 1e-6;
  std::string text = demo::symbol_of(asset) + " ";
  text += points == 0.0 ? "stays" : demo::percent(set.price_move[cell], is_whole ? 0 : 1);
  text += std::string(", volatility ") + (vol > 0.0 ? "up" : vol < 0.0 ? "down" : "as it is");
  if (set.weight[cell] < 1.0) text += " (" + demo::grouped(100.0 * set.weight[cell], 0) + " % counts)";
  return text;
}

/// The scenario that costs most on each asset.
template <class Venue>
std::string binding_text(const Venue& venue, const bulwark::MarketState& market, const bulwark::Explanation& why) {
  std::vector<bulwark::ScenarioSet> sets;
  bulwark::ask(venue.margin, market, sets);
  std::string text;
  for (const AssetId asset : {btc, eth}) {
    const bulwark::UnitExplanation* worst = nullptr;
    for (const bulwark::UnitExplanation& unit : why.units)
      if (unit.asset == asset && unit.worst.lowest < 0.0 && (!worst || unit.worst.lowest < worst->worst.lowest)) worst = &unit;
    if (worst) text += (text.empty() ? "" : "; ") + scenario_text(sets[static_cast<std::size_t>(worst->block)], worst->worst.index, asset);
  }
  return text;
}

/// Judges a book.
template <class Venue>
std::optional<Line> judge(const Venue& venue, const Book& book) {
  const auto listing = bulwark::listing_of(book.account, true);
  const auto tick = venue.price(*listing, book.market);
  const bulwark::AccountRows rows = listing->admit(std::span{&book.account, 1});
  const auto say = [&](const bulwark::Faults& faults) {
    for (const bulwark::Fault& fault : faults) std::printf("%s: %s\n", venue.rulebook->venue, bulwark::describe(fault).c_str());
    return faults.empty();
  };
  if (!say(tick.faults()) || !say(rows.faults()) || !say(tick->faults())) return std::nullopt;

  Line line{.rulebook = venue.rulebook, .replaced = book.replaced};
  auto workspace = tick->workspace();
  tick->on_folded(rows.at(0), workspace, [&](const bulwark::RiskReport& report, const auto& account, const bulwark::Profits& profits) {
    line.report = report;
    Apart(line.parts).add(tick->venue().margin, account, profits);
    double cut = report.equity - report.resources.initial;
    if constexpr (leaves_options_aside<decltype(venue.collateral)>)
      for (const bulwark::HeldUnit& unit : account.units) {
        cut -= unit.option_value * unit.price;
        line.parts[static_cast<std::size_t>(Kind::options)] += unit.option_value * unit.price;
      }
    line.parts[static_cast<std::size_t>(Kind::cut)] = cut;
    return report;
  });
  double sum = 0.0;
  for (const double part : line.parts) sum += part;
  if (!(std::abs(sum - line.tied_up()) < 0.01)) std::printf("%s: the parts do not add up\n", venue.rulebook->venue);

  line.scenario = binding_text(venue, book.market, bulwark::explain(*tick, rows.at(0)));
  const auto safe = bulwark::liquidation_price(*tick, rows.at(0), book.market, together);
  if (!say(safe.faults())) return std::nullopt;
  line.below = safe->below(), line.above = safe->above();
  return line;
}

}  // namespace compare
