#pragma once

#include <vector>

#include "bulwark/system/loss_waterfall.hpp"

namespace bulwark::inline v1 {

/// What happened in one round of a cascade. Notionals and money in quote unless they are minor units.
struct CascadeRound {
  Index unknown = 0;       ///< accounts of which nothing can be said at the round's prices; nobody touches them
  Index liquidatable = 0;  ///< found so at the round's prices, with something to sell
  Index bankrupt = 0;      ///< of those, the ones that owe more than they have
  Index liquidated = 0;    ///< sold or bought something in the market
  Index deleveraged = 0;   ///< closed, as far as possible, against those who won
  Index winners = 0;       ///< who were closed with them
  Index written_off = 0;   ///< left the round with debts and nothing else

  double underwater = 0.0;   ///< what the bankrupt lack at the round's prices: bad debt to come where they cannot be closed
  double sold = 0.0;         ///< notional of longs closed in the market
  double bought = 0.0;       ///< notional of shorts closed in the market
  double transferred = 0.0;  ///< notional, at the mark, closed against winners
  double forgone = 0.0;      ///< what winners got less than the mark
  double slippage = 0.0;     ///< what liquidated accounts got less than the mark
  double penalties = 0.0;    ///< paid by liquidated accounts, the fund's part within

  MinorUnits to_fund = 0;   ///< of the penalties
  MinorUnits bad_debt = 0;  ///< of the accounts written off: what the fund and everybody must pay
  MinorUnits from_fund = 0;
  MinorUnits uncovered = 0;  ///< bad_debt = from_fund + uncovered
  MinorUnits fund = 0;       ///< that can be paid out after the round
};

/// A cascade from its first round to the one in which nothing more happens.
struct CascadeReport {
  std::vector<CascadeRound> rounds{};
  std::vector<double> prices{};  ///< (rounds + 1) x asset: spot when each round begins, and at the end
  bool is_settled = false;       ///< nobody is left to liquidate, or nothing can be closed; otherwise `most_rounds` came first

  /// Sums over the rounds; what is found at a round's prices is the last round's.
  CascadeRound total() const noexcept {
    CascadeRound sum;
    for (const CascadeRound& r : rounds) {
      sum.liquidated += r.liquidated, sum.deleveraged += r.deleveraged, sum.winners += r.winners, sum.written_off += r.written_off;
      sum.sold += r.sold, sum.bought += r.bought, sum.transferred += r.transferred, sum.forgone += r.forgone;
      sum.slippage += r.slippage, sum.penalties += r.penalties;
      sum.to_fund += r.to_fund, sum.bad_debt += r.bad_debt, sum.from_fund += r.from_fund, sum.uncovered += r.uncovered;
    }
    if (!rounds.empty()) {
      sum.unknown = rounds.back().unknown, sum.liquidatable = rounds.back().liquidatable, sum.bankrupt = rounds.back().bankrupt;
      sum.underwater = rounds.back().underwater;
      sum.fund = rounds.back().fund;
    }
    return sum;
  }
};

}  // namespace bulwark::inline v1
