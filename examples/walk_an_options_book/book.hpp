#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <vector>

#include "bulwark/pricing/option_value.hpp"
#include "bulwark/pricing/profit_attribution.hpp"
#include "bulwark/pricing/quote_as.hpp"
#include "strategy.hpp"
#include "surface.hpp"

namespace options_book {

/// An account of one asset: coins, options, a perpetual at the spot. Everything is marked to the fitted surface; options are opened at that
/// mark and half the quoted spread, and held to delivery.
class Book {
 public:
  Book(const Strategy& strategy, const Terms& terms, const View& start)
      : strategy_(strategy), terms_(terms), equity_(strategy.deposit), start_(strategy.deposit * start.spot) {}

  const std::vector<Step>& steps() const { return steps_; }
  const std::vector<Roll>& rolls() const { return rolls_; }
  /// Made so far.
  double coins() const { return equity_ - strategy_.deposit; }
  /// What the steps do not explain of the change of the account's worth, in coins: rounding.
  double imbalance(double spot) const {
    double sum = 0.0;
    for (const Step& s : steps_) sum += s.parts.sum() - s.fees - s.spread + s.funding;
    return std::abs(sum - (equity_ * spot - start_)) / spot;
  }

  /// From one view of the market to the next, by way of every expiry in between: the price of its delivery is taken from the line between
  /// the two in its logarithm, for want of the half hour that the venue averages.
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
    Roll opened{
        .opened = now.now, .expiry = listed->expiry, .legs = {}, .premium = 0.0, .delta = 0.0, .gamma = 0.0, .vega = 0.0, .theta = 0.0};
    const double forward = now.forward(listed->expiry);
    for (const WantedLeg& wanted : strategy_.legs) {
      const double target = wanted.moneyness * forward;
      const double strike = *std::min_element(listed->strikes.begin(), listed->strikes.end(),
                                              [&](double a, double b) { return std::abs(a - target) < std::abs(b - target); });
      legs_.push_back({wanted.side, strike, listed->expiry, wanted.contracts});
      const Leg& leg = legs_.back();
      const bulwark::ValueState at = state(leg, now);
      const double quantity = coins_of(leg), mark = Option{strike, sign(leg.side)}.value(at);
      fee_ += terms_.trade.fee(mark) * std::abs(quantity);
      spread_ += now.half_spread() * Option{strike, sign(leg.side)}.slopes(at).vega * std::abs(quantity);
      const auto greeks =
          bulwark::quote_as(bulwark::black_greeks(bulwark::Claim<double>{forward, strike, at.volatility, at.years, sign(leg.side)}),
                            bulwark::convention::per_day_365, bulwark::SpotClaim<double>{});
      opened.premium -= quantity * mark * now.spot, opened.delta += quantity * greeks.delta;
      opened.gamma += quantity * greeks.gamma * 0.01 * forward, opened.vega += quantity * greeks.vega,
          opened.theta += quantity * greeks.theta;
      char text[32];
      std::snprintf(text, sizeof text, "%s%+.0f %.0f%c", opened.legs.empty() ? "" : ", ", leg.contracts, strike,
                    leg.side == bulwark::OptionSide::call ? 'C' : 'P');
      opened.legs += text;
    }
    rolls_.push_back(opened);
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
    bulwark::ProfitParts options, riding;
    double delivery = 0.0;
    for (const Leg& leg : legs_) {
      const Option option{leg.strike, sign(leg.side)};
      const bulwark::ValueState before = state(leg, from);
      const bool is_expiring = leg.expiry == to.now;
      const bulwark::ValueState after = is_expiring ? bulwark::ValueState{to.spot, before.volatility, 0.0} : state(leg, to);
      const auto smile = [&](double forward) { return from.volatility(leg.strike, forward, leg.expiry); };
      const auto stuck = times(bulwark::attribute(option, before, after, most), coins_of(leg));
      options = options + stuck;
      riding = riding + (is_expiring ? stuck : times(bulwark::attribute(option, before, after, most, smile), coins_of(leg)));
      if (!is_expiring) continue;
      delivery += terms_.delivery.fee(option.value(after)) * std::abs(coins_of(leg));
      rolls_.back().settled_at = to.spot, rolls_.back().paid += coins_of(leg) * option.value(after) * to.spot;
    }
    const auto future = times(bulwark::attribute(bulwark::InverseValue{}, {from.spot}, {to.spot}, most), futures_ * terms_.face);
    const double hours = bulwark::milliseconds_between(from.now, to.now) / 3.6e6;
    const double funding = -futures_ * terms_.face / from.spot * terms_.funding * hours / 8.0;
    equity_ -= fee_ + spread_;
    steps_.push_back(
        {.end = to.now,
         .parts = bulwark::in_quote(options + future, equity_, from.spot, to.spot),
         .riding = bulwark::in_quote(riding + future, equity_, from.spot, to.spot),
         .fees = fee_ * from.spot + delivery * to.spot,
         .spread = spread_ * from.spot,
         .funding = funding * to.spot,
         .deviations = std::abs(bulwark::log_ratio(to.spot, from.spot)) / bulwark::diffusive_move(from.diffusion(), years, 1.0),
         .options = options,
         .days_left = legs_.empty() ? INFINITY : 365.0 * bulwark::years_between(from.now, legs_.front().expiry)});
    equity_ += options.total + future.total + funding - delivery;
    fee_ = spread_ = 0.0;
    legs_.erase(std::remove_if(legs_.begin(), legs_.end(), [&](const Leg& leg) { return leg.expiry == to.now; }), legs_.end());
  }

  Strategy strategy_;
  Terms terms_;
  double equity_;                    ///< coins, positions included
  double start_;                     ///< worth of the deposit, quote
  double fee_ = 0.0, spread_ = 0.0;  ///< coins, of trades since the last step
  double futures_ = 0.0;
  std::vector<Leg> legs_;
  std::vector<Roll> rolls_;
  std::vector<Step> steps_;
};

}  // namespace options_book
