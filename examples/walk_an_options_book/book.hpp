#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "bulwark/pricing/option_value.hpp"
#include "bulwark/pricing/profit_attribution.hpp"
#include "bulwark/settlement/option_fee.hpp"
#include "surface.hpp"

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
  double deviations = 3.0;     ///< of diffusion; a step beyond is a jump
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

/// One step's result, in quote.
struct Step {
  bulwark::Timestamp end;
  bulwark::ProfitParts parts;    ///< with a sticky strike
  bulwark::ProfitParts riding;   ///< with sticky moneyness
  double fees;                   ///< paid, positive
  double funding;                ///< received, positive
  double coins;                  ///< total less fees plus funding
  double deviations;             ///< of the price's move, in those of diffusion
  bulwark::ProfitParts options;  ///< in coins, of the options alone
};

/// An account of one asset: coins, options, a perpetual. Everything is marked to the fitted surface; trades are done at that mark.
class Book {
 public:
  Book(const Strategy& strategy, const Terms& terms, const View& start)
      : strategy_(strategy), terms_(terms), equity_(strategy.deposit), start_(strategy.deposit * start.spot) {}

  const std::vector<Step>& steps() const { return steps_; }
  double coins() const { return equity_ - strategy_.deposit; }
  /// What the steps do not explain of the change of the account's worth, share of the worth of one coin: rounding.
  double imbalance(double spot) const {
    double sum = 0.0;
    for (const Step& s : steps_) sum += s.parts.sum() - s.fees + s.funding;
    return std::abs(sum - (equity_ * spot - start_)) / spot;
  }

  /// From one view of the market to the next, by way of every expiry in between, at whose time the price is taken from the line between
  /// the two in its logarithm.
  void walk(View from, const View& to) {
    while (true) {
      if (legs_.empty()) roll(from);
      if (strategy_.is_hedged) hedge(from);
      bulwark::Timestamp next = to.now;
      for (const Leg& leg : legs_) next = std::min(next, leg.expiry);
      View end = to;
      if (next != to.now) {
        const double share = bulwark::milliseconds_between(from.now, next) / bulwark::milliseconds_between(from.now, to.now);
        end = from;
        end.now = next;
        end.spot = bulwark::product(from.spot, bulwark::exp(share * bulwark::log_ratio(to.spot, from.spot)));
      }
      step(from, end);
      if (next == to.now) return;
      from = end;
    }
  }

 private:
  using Option = bulwark::OptionInCoins<>;

  static bulwark::ValueState state(const Leg& leg, const View& view) {
    const double forward = view.forward(leg.expiry);
    return {forward, view.volatility(leg.strike, forward, leg.expiry), bulwark::years_between(view.now, leg.expiry)};
  }
  double coins_of(const Leg& leg) const { return leg.contracts * terms_.coins_per_option; }

  void roll(const View& now) {
    const Listed* listed = now.month_ahead();
    if (!listed) return;
    const double forward = now.forward(listed->expiry);
    for (const WantedLeg& wanted : strategy_.legs) {
      const double target = wanted.moneyness * forward;
      const double strike = *std::min_element(listed->strikes.begin(), listed->strikes.end(),
                                              [&](double a, double b) { return std::abs(a - target) < std::abs(b - target); });
      legs_.push_back({wanted.side, strike, listed->expiry, wanted.contracts});
      const double mark = Option{strike, sign(wanted.side)}.value(state(legs_.back(), now));
      fee_ += terms_.trade.fee(mark) * std::abs(coins_of(legs_.back()));
    }
  }

  void hedge(const View& now) {
    double delta = 0.0;  // coins per quote
    for (const Leg& leg : legs_) delta += coins_of(leg) * Option{leg.strike, sign(leg.side)}.slopes(state(leg, now)).delta;
    const double one = terms_.face * bulwark::InverseValue{}.slopes({now.spot}).delta;
    const double wanted = -std::round(delta / one);
    fee_ += terms_.future_fee * terms_.face * std::abs(wanted - futures_) / now.spot;
    futures_ = wanted;
  }

  void step(const View& from, const View& to) {
    const double years = bulwark::years_between(from.now, to.now);
    const double most = bulwark::diffusive_move(from.diffusion(), years, terms_.deviations);
    Step result{
        .end = to.now, .parts = {}, .riding = {}, .fees = fee_ * from.spot, .funding = 0.0, .coins = 0.0, .deviations = 0.0, .options = {}};
    result.deviations = std::abs(bulwark::log_ratio(to.spot, from.spot)) / bulwark::diffusive_move(from.diffusion(), years, 1.0);
    equity_ -= fee_;

    bulwark::ProfitParts coins, riding;
    double delivery = 0.0;
    for (const Leg& leg : legs_) {
      const Option option{leg.strike, sign(leg.side)};
      const bulwark::ValueState before = state(leg, from);
      const bool is_expiring = leg.expiry == to.now;
      const bulwark::ValueState after = is_expiring ? bulwark::ValueState{to.spot, before.volatility, 0.0} : state(leg, to);
      const auto smile = [&](double forward) { return from.volatility(leg.strike, forward, leg.expiry); };
      const auto stuck = times(bulwark::attribute(option, before, after, most), coins_of(leg));
      coins = coins + stuck;
      riding = riding + (is_expiring ? stuck : times(bulwark::attribute(option, before, after, most, smile), coins_of(leg)));
      if (is_expiring) delivery += terms_.delivery.fee(option.value(after)) * std::abs(coins_of(leg));
    }
    result.options = coins;
    const auto future = times(bulwark::attribute(bulwark::InverseValue{}, {from.spot}, {to.spot}, most), futures_ * terms_.face);
    const double hours = bulwark::milliseconds_between(from.now, to.now) / 3.6e6;
    const double funding = -futures_ * terms_.face / from.spot * terms_.funding * hours / 8.0;
    result.parts = bulwark::in_quote(coins + future, equity_, from.spot, to.spot);
    result.riding = bulwark::in_quote(riding + future, equity_, from.spot, to.spot);
    result.fees += delivery * to.spot;
    result.funding = funding * to.spot;
    result.coins = coins.total + future.total + funding - delivery - fee_;
    equity_ += coins.total + future.total + funding - delivery;
    fee_ = 0.0;
    legs_.erase(std::remove_if(legs_.begin(), legs_.end(), [&](const Leg& leg) { return leg.expiry == to.now; }), legs_.end());
    steps_.push_back(result);
  }

  Strategy strategy_;
  Terms terms_;
  double equity_;     ///< coins, positions included
  double start_;      ///< worth of the deposit, quote
  double fee_ = 0.0;  ///< coins, of trades since the last step
  double futures_ = 0.0;
  std::vector<Leg> legs_;
  std::vector<Step> steps_;
};

}  // namespace options_book
