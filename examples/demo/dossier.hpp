#pragma once

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "accounts.hpp"
#include "bulwark/evaluate/explain.hpp"
#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/evaluate/what_if.hpp"
#include "figures.hpp"
#include "ladder.hpp"
#include "overview.hpp"

namespace demo {

inline std::string verdict_text(const bulwark::Verdict& verdict) {
  switch (verdict.standing) {
    case bulwark::Standing::unknown: return "unknown";
    case bulwark::Standing::healthy: return "healthy";
    case bulwark::Standing::warned: return "warned";
    case bulwark::Standing::liquidatable: return "liquidate " + grouped(100.0 * verdict.close_fraction, 0) + " %";
    case bulwark::Standing::bankrupt: return "bankrupt";
  }
  return "?";
}

/// "BTC -16 %, volatility +50 %": what a scenario does to an asset.
inline std::string scenario_text(const bulwark::ScenarioSet& set, bulwark::Index scenario, AssetId asset) {
  const std::size_t cell = set.at(scenario, asset);
  std::string text = symbol_of(asset) + " " + percent(set.price_move[cell], 0) + ", volatility ";
  text += set.vol_move[cell] == 0.0 ? "unchanged" : percent(set.vol_move[cell], 0) + " (at 30 days)";
  if (set.weight[cell] != 1.0) text += ", counted at " + grouped(100.0 * set.weight[cell], 1) + " %";
  return text;
}

/// "none", "below 61,234.5 (-18.1 %)", "below ... and above ...".
inline std::string liquidation_text(const bulwark::SafePrices& safe) {
  if (!safe.is_safe_now()) return "now";
  const auto edge = [&](const char* word, double price) {
    return std::string(word) + price_text(price) + " (" + percent(price / safe.spot - 1.0) + ")";
  };
  const auto below = safe.below(), above = safe.above();
  if (!below && !above) return "none";
  return (below ? edge("below ", *below) : "") + (below && above ? " and " : "") + (above ? edge("above ", *above) : "");
}

/// The quotes, and how well Black's volatilities of their marks agree with the exchange's own.
inline void print_market(const Exchange& exchange) {
  double worst = 0.0;
  for (const OptionQuote& quote : option_quotes) {
    const auto& option = std::get<bulwark::VanillaOption>(exchange.listing[exchange.listing.find(quote.name)->row].instrument);
    const double forward = bulwark::forward_at(exchange.market[option.asset], exchange.market.now, option.expiry).forward;
    const bulwark::Claim<double> claim{.forward = forward,
                                       .strike = option.strike,
                                       .volatility = 0.0,
                                       .years = bulwark::years_between(exchange.market.now, option.expiry),
                                       .side = bulwark::sign(option.side)};
    const auto implied = bulwark::black_implied_volatility(claim, quote.mark * forward);
    worst = std::max(worst, implied.volatility ? std::abs(*implied.volatility - quote.exchange_iv) : 1.0);
  }
  std::printf("Deribit, 2026-04-15 21:59:57 UTC: BTC %s, ETH %s, %zu option marks.\n", price_text(exchange.market[btc].spot).c_str(),
              price_text(exchange.market[eth].spot).c_str(), option_quotes.size());
  std::printf(
      "The volatilities that our Black implies from the marks differ from the exchange's by at most %.3f points (it rounds to 0.01).\n",
      100.0 * worst);
}

inline void print_positions(const bulwark::Listing& listing, const bulwark::ValuedAccount& account) {
  using Text = const std::string&;
  const auto print = [](Text name, Text quantity, Text mark, Text value, Text delta, Text vega) {
    std::string line = "   " + name + std::string(name.size() < 22 ? 22 - name.size() : 0, ' ') + padded(quantity, 13) + padded(mark, 16) +
                       padded(value, 16) + padded(delta, 12) + padded(vega, 13);
    std::printf("%s\n", line.erase(line.find_last_not_of(' ') + 1).c_str());
  };
  std::printf("\n");
  print("held", "quantity", "mark", "value, USD", "delta, coin", "vega, USD/pt");
  double value = account.cash, delta = 0.0, vega = 0.0;
  bool is_one_coin = true;
  for (const bulwark::ValuedPosition& p : account.positions()) {
    const bool is_option = p.terms.kind == bulwark::InstrumentKind::option;
    const bool is_inverse = p.terms.kind == bulwark::InstrumentKind::inverse_future;
    print(listing[p.row].id, is_inverse ? with_sign(p.quantity, 0) + " USD" : with_sign(p.quantity, 1),
          is_option ? grouped(p.mark, 6) + " " + symbol_of(p.terms.settlement) : price_text(p.terms.underlying) + " USD",
          with_sign(p.value, 0), with_sign(p.delta, 2), is_option ? with_sign(0.01 * p.vega, 0) : "");
    value += p.value, delta += p.delta, vega += p.vega;
    is_one_coin = is_one_coin && p.terms.asset == account.units.front().asset;
  }
  if (account.cash != 0.0) print("dollars", "", "", with_sign(account.cash, 0), "", "");
  print("together", "", "", with_sign(value, 0), is_one_coin ? with_sign(delta, 2) : "", vega != 0.0 ? with_sign(0.01 * vega, 0) : "");
}

inline void print_numbers(const bulwark::RiskReport& report, const bulwark::VarReport& tail, const Story& story, double coin) {
  const auto line = [&](const char* what, double usd, const char* remark = "") {
    const std::string coins = story.is_kept_in_coins ? padded(grouped(usd / coin, 4), 12) + " BTC" : "";
    std::printf("   %-30s %16s USD%s%s%s\n", what, grouped(usd).c_str(), coins.c_str(), *remark ? "   " : "", remark);
  };
  std::printf("\n");
  line("equity", report.equity);
  line("initial requirement", report.requirement.initial, "to open more");
  line("maintenance requirement", report.requirement.maintenance, "to stay");
  if (report.resources.initial != report.equity) line("counts towards the initial", report.resources.initial, "deposits count in part");
  if (report.resources.maintenance != report.equity) line("counts towards maintenance", report.resources.maintenance);
  line("surplus over the initial", report.initial_surplus());
  line("surplus over maintenance", report.maintenance_surplus());
  line("value at risk, 99 %, one day", tail.value_at_risk,
       (std::to_string(tail.scenarios) + " days to 2026-03-03, coins move too").c_str());
  line("expected shortfall, same", tail.expected_shortfall, tail.expected_shortfall > report.equity ? "more than there is" : "");
  std::printf("   %-30s %16s\n", "health", report.health ? grouped(*report.health, 3).c_str() : "nothing owed");
  std::printf("   %-30s %16s\n", "verdict", verdict_text(report.verdict).c_str());
}

/// What each position adds to a scenario: the heaviest by name, the rest together.
inline void print_parts(const Exchange& exchange, const bulwark::UnitExplanation& unit) {
  std::vector<bulwark::Contribution> parts = unit.parts;
  std::erase_if(parts, [](const auto& part) { return part.profit == 0.0; });
  std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return std::abs(a.profit) > std::abs(b.profit); });
  const std::size_t named = parts.size() <= 7 ? parts.size() : 6;
  for (std::size_t i = 0; i < named; ++i) {
    const bool is_face = parts[i].row >= 0 && std::holds_alternative<bulwark::InverseFuture>(exchange.listing[parts[i].row].instrument);
    const std::string quantity = is_face ? with_sign(parts[i].quantity, 0) + " USD" : with_sign(parts[i].quantity, 1);
    std::printf("     %-22s %16s %12s USD\n", parts[i].row < 0 ? "coins and entry prices" : exchange.listing[parts[i].row].id.c_str(),
                quantity.c_str(), with_sign(parts[i].profit, 0).c_str());
  }
  if (named == parts.size()) return;
  double rest = 0.0;
  for (std::size_t i = named; i < parts.size(); ++i) rest += parts[i].profit;
  std::printf("     %-22s %16s %12s USD\n", (std::to_string(parts.size() - named) + " others").c_str(), "", with_sign(rest, 0).c_str());
}

/// What the rules without scenarios add to the initial requirement.
inline void print_other_rules(const bulwark::Explanation& why) {
  double other = 0.0;
  for (const bulwark::Requirement& rule : why.rules)
    if (!rule.binding) other += rule.initial;
  if (other > 0.0)
    std::printf("   plus what the rules without scenarios charge (the basis between expiries): %s USD\n", grouped(other).c_str());
}

/// The binding scenario of each risk unit and the positions that make it, heaviest first.
template <class Venue>
void print_explanation(const Exchange& exchange, const Venue& venue, const Story& story, const bulwark::Explanation& why) {
  std::vector<bulwark::ScenarioSet> sets;
  bulwark::ask(venue.margin, exchange.market, sets);
  for (const bulwark::UnitExplanation& unit : why.units) {
    if (!(unit.worst.lowest < 0.0)) continue;
    const auto& set = sets[static_cast<std::size_t>(unit.block)];
    std::printf("\n   binding scenario: %s\n", scenario_text(set, unit.worst.index, unit.asset).c_str());
    print_parts(exchange, unit);
    const std::string coins = story.is_kept_in_coins ? " = " + grouped(unit.profit / exchange.market[unit.asset].spot, 4) + " BTC" : "";
    std::printf("     %-22s %16s %12s USD%s; %s\n", "together", "", grouped(unit.profit, 0).c_str(), coins.c_str(),
                unit.worst.runner_up == unit.worst.lowest
                    ? "another scenario loses as much"
                    : ("the runner-up loses " + grouped(unit.worst.runner_up - unit.worst.lowest, 0) + " less").c_str());
    if (unit.profit != unit.worst.lowest)
      std::printf("     %-22s %16s %12s USD\n", "after relief", "", grouped(unit.worst.lowest, 0).c_str());
  }
  if (!why.units.empty()) print_other_rules(why);
}

/// Where no scenario sets the requirement, what one more contract of each position would add to it; otherwise the bought option that takes
/// most off the initial requirement per dollar of its price, and what it would do.
template <class Tick>
void print_margins(const Exchange& exchange, const Tick& tick, const bulwark::AccountRow& account, const Story& story,
                   const bulwark::Explanation& why, bulwark::Workspace& workspace) {
  const bulwark::PricedMarket& table = tick.table();
  if constexpr (bulwark::scenario_sets<std::remove_cvref_t<decltype(tick.venue().margin)>>() == 0) {
    std::printf("\n   no scenario sets the requirement; ");
    std::string added;
    for (const Holding& h : story.holdings)
      for (const bulwark::InstrumentSlope& slope : why.gradient)
        if (exchange.listing[slope.row].id == h.name && slope.initial != 0.0)
          added += std::string(added.empty() ? "one more coin would add " : ", ") + with_sign(slope.initial) + " USD (" + h.name + ")";
    std::printf("%s\n", added.empty() ? "it is what is owed" : added.c_str());
    return;
  } else {
    const bulwark::InstrumentSlope* best = nullptr;
    const auto relief = [&](const bulwark::InstrumentSlope& slope) {
      return -slope.initial / (table.at(slope.row, bulwark::Column::option_value) * exchange.market[table.terms(slope.row).asset].spot);
    };
    for (const bulwark::InstrumentSlope& slope : why.gradient)
      if (table.terms(slope.row).kind == bulwark::InstrumentKind::option && slope.initial < 0.0 && (!best || relief(slope) > relief(*best)))
        best = &slope;
    if (!best) return;
    const std::string& name = exchange.listing[best->row].id;
    const bulwark::Order order{exchange.listing.id(best->row), 1.0, table.at(best->row, bulwark::Column::option_value)};
    bulwark::ChangedAccount scratch;
    const auto impact = bulwark::what_if(tick, account, {.orders = {&order, 1}}, workspace, scratch);
    if (!impact) return;
    std::printf("   most relief per premium: buying 1 %s for %s %s takes %s USD off the initial requirement\n", name.c_str(),
                grouped(order.price, 6).c_str(), symbol_of(table.terms(best->row).settlement).c_str(),
                grouped(-impact->initial_requirement().change, 0).c_str());
  }
}

/// Everything about one account on one venue; what the overview needs of it.
template <class Venue>
std::optional<Line> show(const Exchange& exchange, const char* venue_name, const Venue& venue, const Story& story) {
  const auto tick = venue.price(exchange.listing, exchange.market);
  const auto tail_tick = venue.price_var(exchange.listing, exchange.market);
  const bulwark::AccountRows rows = admitted(exchange, story);
  for (const bulwark::Faults& faults : {tick.faults(), tail_tick.faults(), rows.faults()})
    for (const bulwark::Fault& fault : faults) std::printf("%s: %s\n", story.title, bulwark::describe(fault).c_str());
  if (!tick || !tail_tick || !rows.faults().empty()) return std::nullopt;
  for (const bulwark::Fault& fault : tick->faults()) std::printf("market: %s\n", bulwark::describe(fault).c_str());
  const bulwark::AccountRow account = rows.at(0);
  auto workspace = tick->workspace(), tail_workspace = tail_tick->workspace();

  std::printf("\n━━ %s %s %s\n   %s\n", story.title,
              rule(96 - std::ssize(std::string(story.title)) - std::ssize(std::string(venue_name))).c_str(), venue_name, story.text);
  const bulwark::RiskReport report = tick->on_folded(account, workspace, [&](const auto& r, const auto& valued, const auto&) {
    print_positions(exchange.listing, valued);
    return r;
  });
  const auto tail = tail_tick->var(account, tail_workspace);
  if (!tail) return std::nullopt;
  print_numbers(report, *tail, story, exchange.market[btc].spot);
  const bulwark::Explanation why = bulwark::explain(*tick, account);
  print_explanation(exchange, venue, story, why);
  print_margins(exchange, *tick, account, story, why, workspace);

  Line line{story.title, verdict_text(report.verdict), report, *tail};
  std::optional<bulwark::SafePrices> first;
  std::printf("\n");
  for (const NamedPath& named : story.paths) {
    const auto safe = bulwark::liquidation_price(*tick, account, exchange.market, named.path);
    if (!safe) return std::nullopt;
    std::printf("   %-60s %s\n", named.name, liquidation_text(*safe).c_str());
    if (!first) first = *safe;
  }
  if (first) line.below = first->below(), line.above = first->above();
  if (first && story.has_ladder) {
    const bulwark::PricePath& path = story.paths.front().path;
    bulwark::WalkedAccount walked(*tick, account, exchange.market, path);
    print_ladder([&](double price) { return walked.at(price); }, *first, story.is_kept_in_coins, symbol_of(path.asset));
  }
  return line;
}

}  // namespace demo
