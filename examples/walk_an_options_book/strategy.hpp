#pragma once

#include <string>
#include <vector>

#include "bulwark/core/instrument.hpp"
#include "bulwark/pricing/profit_parts.hpp"
#include "bulwark/settlement/option_fee.hpp"

namespace options_book {

/// Contracts and costs. Deribit: options on one coin, futures of 10 (BTC) or 1 (ETH) USD of face value; taker fees and delivery as in
/// "Fees" (support.deribit.com, read 2026-11).
struct Terms {
  double coins_per_option = 1.0;
  double face = 10.0;  ///< quote per future
  bulwark::OptionFee trade{.share = 0.0003, .most = 0.125};
  bulwark::OptionFee delivery{.share = 0.00015, .most = 0.125};
  double future_fee = 0.0005;  ///< of what is traded
  double funding = 0.0001;     ///< longs pay, per 8 hours
  double deviations = 3.0;     ///< of diffusion; what goes beyond is a jump
};

/// What a strategy sells and buys at each roll.
struct WantedLeg {
  bulwark::OptionSide side;
  double moneyness;  ///< strike / forward, to the nearest listed strike
  double contracts;  ///< negative: sold
};

struct Strategy {
  std::string name;
  double deposit;  ///< coins
  bool is_hedged;  ///< every step, with the perpetual, to no delta in coins
  std::vector<WantedLeg> legs;
};

struct Leg {
  bulwark::OptionSide side;
  double strike;
  bulwark::Timestamp expiry;
  double contracts;
};

/// What a roll opened, with its Greeks times the multiplier in a desk's units, and what became of it.
struct Roll {
  bulwark::Timestamp opened;
  bulwark::Timestamp expiry;
  std::string legs;
  double premium;           ///< quote, received positive
  double delta;             ///< coins
  double gamma;             ///< coins per percent of the forward
  double vega;              ///< quote per volatility point
  double theta;             ///< quote per day
  double settled_at = 0.0;  ///< quote per coin; 0: still open
  double paid = 0.0;        ///< quote, received positive
};

/// One step's result, in quote.
struct Step {
  bulwark::Timestamp end;
  bulwark::ProfitParts parts;    ///< with a sticky strike
  bulwark::ProfitParts riding;   ///< with sticky moneyness
  double fees;                   ///< paid, positive
  double spread;                 ///< paid, positive
  double funding;                ///< received, positive
  double deviations;             ///< of the price's move, in those of diffusion
  bulwark::ProfitParts options;  ///< in coins, of the options alone
  double days_left;              ///< of the options, at the start

  double net() const { return parts.total - fees - spread + funding; }
};

}  // namespace options_book
