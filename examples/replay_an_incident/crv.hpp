#pragma once

#include "bulwark/collateral/loan_to_value.hpp"
#include "bulwark/liquidation/bonus_liquidation.hpp"
#include "bulwark/margin/debt_margin.hpp"
#include "desk.hpp"
#include "story.hpp"

namespace replay {

/// Aave v2, 22 November 2022. Record: 63.6 M USDC against 92 M CRV, threshold 0.88, 385 liquidations in 50 minutes, 2.64 M CRV of bad debt
/// (Aave governance, 23 November 2022); the bonus of 4.5 % is assumed. The deposit bought 89.36 M CRV with their bonus, so 0.681 on
/// average; the path is the line, from where liquidation begins, that has this mean over what was bought.
inline Story crv() {
  constexpr double deposit = 63.6e6, debt = 92e6, threshold = 0.88, bonus = 0.045;
  constexpr AssetId usdc{0}, coin{1};
  const BonusLiquidation liquidation{.thresholds = {}, .of_asset = {{.threshold = threshold, .bonus = bonus}}};
  const ToxicFrontier& frontier = liquidation.of_asset[0];
  const RiskEvaluator rules{LoanToValue{.of_asset = {{0.85, threshold}, {0.0, 0.0}}}, DebtMargin{}, Black{}, NoVar{}, liquidation};
  const auto market = [](double price) { return MarketState{.now = Timestamp{1s}, .assets = {{.spot = 1.0}, {.spot = price}}}; };
  const Account owner{.positions = {{Spot{usdc}, deposit}, {Spot{coin}, -debt}}};
  const Listing listing = *listing_of(owner);
  const RowId usdc_row = listing.find(Spot{usdc}).front(), coin_row = listing.find(Spot{coin}).front();
  const AccountRows rows = listing.admit({&owner, 1});

  Story story{"crv", "Aave, 22 November 2022: liquidations that made it worse", {}, {}, {}};
  const double from = threshold * deposit / debt, bought = (debt - 2.64e6) / debt, mean = deposit / (bought * debt * (1.0 + bonus));
  const double to = from + 2.0 * (mean - from) / bought;
  story.setting = {
      text("63.6 M USDC deposited, 92 M CRV owed: liquidated above %.4f, and from %.4f on every liquidation with its bonus harms", from,
           frontier.price(1.0, debt / deposit) > 0.0 ? deposit / (debt * (1.0 + bonus)) : 0.0),
      "here: past that line no bonus is paid; the rest is bought back at the market's price"};
  ChangedAccount then_account, here_account;
  AccountRow then = rows.at(0), here = rows.at(0);
  double then_debt = debt, here_debt = debt, then_deposit = deposit, here_deposit = deposit;
  constexpr int slices = 385;
  for (int i = 0; i <= slices; ++i) {
    const double price = from + (to - from) * i / slices;
    const auto tick = rules.price(listing, market(price));
    Workspace workspace = tick->workspace();
    const auto liquidate = [&](ChangedAccount& scratch, AccountRow& account, double& owed, double& held, bool pays_bonus) {
      const double wanted = least(owed, debt / slices), each = price * (pays_bonus ? 1.0 + bonus : 1.0);
      const double repaid = least(wanted, held / each), seized = repaid * each;
      const Order orders[2] = {{usdc_row, -seized, 0.0}, {coin_row, repaid, 0.0}};
      account = scratch.apply(tick->table(), account, {.orders = orders});
      owed -= repaid, held -= seized;
    };
    const RiskReport then_is = tick->evaluate(then, workspace), here_is = tick->evaluate(here, workspace);
    const bool is_toxic_then = frontier.is_toxic(then_is.health.value_or(1.0)),
               is_toxic_here = frontier.is_toxic(here_is.health.value_or(1.0));
    if (i % 77 == 0) {
      story.moments.push_back(
          {text("+%dm", 50 * i / slices), price, price,
           text("health %.3f, %s%s; %.1f M CRV owed, %.1f M USDC left", then_is.health.value_or(0.0), word(then_is.verdict),
                is_toxic_then ? " and worse with each bonus" : "", then_debt / 1e6, then_deposit / 1e6),
           text("health %.3f, %s; %.1f M CRV owed, %.1f M USDC left%s", here_is.health.value_or(0.0), word(here_is.verdict),
                here_debt / 1e6, here_deposit / 1e6, is_toxic_here ? "; no bonus" : ""),
           is_toxic_then});
    }
    if (then_is.verdict.is_liquidatable()) liquidate(then_account, then, then_debt, then_deposit, true);
    if (here_is.verdict.is_liquidatable()) liquidate(here_account, here, here_debt, here_deposit, !is_toxic_here);
  }
  story.lesson = {text("bad debt then: %.2f M CRV (the record: 2.64 M); here: %.2f M", then_debt / 1e6, here_debt / 1e6)};
  return story;
}

}  // namespace replay
