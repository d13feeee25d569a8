#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "bulwark/evaluate/price_kinks.hpp"
#include "bulwark/evaluate/repriced_tick.hpp"

namespace bulwark::BULWARK_TARGET {

/// One account on one path: a listing of just what it holds, repriced at any price of the asset.
/// Options are worth what the venue's pricer says at the volatility that the tick found for them; futures keep their basis but for what the
/// path moves of it, and what a settlement average has fixed of a forward stays.
template <class Evaluator>
class WalkedAccount {
 public:
  /// `account` is one that `tick` evaluates, `market` the one it was priced from. Check `is_known()` before use.
  WalkedAccount(const Tick<Evaluator>& tick, const AccountRow& account, const MarketState& market, const PricePath& path)
      : venue_(tick.venue()), base_(market), path_(path), cash_(account.cash) {
    if (!tick.is_current(account) || bulwark::row(path.asset) >= std::ssize(market.assets)) return;
    std::vector<ListedInstrument> held;
    const auto add = [&](const Instrument& instrument, double multiplier, AssetId settlement) {
      std::string id = std::to_string(held.size());
      held.push_back(
          {.id = std::string(10 - id.size(), '0') + id, .instrument = instrument, .multiplier = multiplier, .settlement = settlement});
    };
    for (const Segment& segment : account.segments) {
      Segment own{.unit = 0,
                  .begin = static_cast<std::uint32_t>(quantity_.size()),
                  .end = 0,
                  .legs = segment.legs,
                  .coins = segment.coins,
                  .naked = segment.naked,
                  .futures = segment.futures};
      for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
        const ContractTerms& terms = tick.table().terms(static_cast<Index>(account.row[k]));
        add(instrument_of(terms), terms.multiplier, terms.settlement);
        row_.push_back(static_cast<std::uint32_t>(held.size() - 1));
        quantity_.push_back(account.quantity[k]);
        leg_.push_back(account.leg[k]);
        terms_.push_back(terms);
      }
      own.end = static_cast<std::uint32_t>(quantity_.size());
      if (own.begin == own.end) {  // what closed positions left in a unit: list something there so that the unit exists
        const RiskUnit unit = tick.table().units()[segment.unit];
        add(LinearFuture{unit.asset}, 1.0, unit.settlement);
        terms_.push_back({.kind = InstrumentKind::linear_future,
                          .asset = unit.asset,
                          .settlement = unit.settlement,
                          .underlying = market[unit.asset].spot});
      }
      first_of_segment_.push_back(static_cast<Index>(held.size()) - 1);
      segments_.push_back(own);
    }
    if (held.empty())
      add(Spot{path.asset}, 1.0, path.asset),
          terms_.push_back({.asset = path.asset, .settlement = path.asset, .underlying = market[path.asset].spot});
    Checked<Listing> listing = Listing::from(held);
    if (!listing) return;
    listing_ = *std::move(listing);
    for (std::size_t i = 0; i < segments_.size(); ++i) segments_[i].unit = listing_->unit(first_of_segment_[i]);
    for (std::size_t a = 0; a < market.assets.size(); ++a) {
      const bool is_own = static_cast<Index>(a) == bulwark::row(path.asset);
      const double beta = is_own ? 1.0 : a < path.beta.size() ? path.beta[a] : 0.0;
      if (beta != 0.0) moving_.push_back({.row = a, .beta = beta, .ratio = 1.0, .is_own = is_own});
    }
    for (const BasisMove& move : path_.basis) quote_forward(move.expiry);
    moved_ = base_;
    moved_.marks.assign(terms_.size(), {});
    moved_.volatilities.assign(terms_.size(), {});
    moved_.certainties.assign(terms_.size(), {});
    for (std::size_t i = 0; i < terms_.size(); ++i) moved_.certainties[i] = terms_[i].certainty;
  }

  WalkedAccount(const WalkedAccount&) = delete;  // what it keeps of prices refers to its listing
  WalkedAccount& operator=(const WalkedAccount&) = delete;

  bool is_known() const noexcept { return listing_.has_value(); }

  /// The report at a price of the path's asset: the bits of `tick_at(price)`, in a table that is kept from price to price.
  RiskReport at(double price) {
    if (!repriced_) repriced_.emplace(venue_, *listing_);
    return repriced_->evaluate(row(), market_at(price));
  }

  /// The account as ticks of this listing evaluate it.
  AccountRow row() const noexcept {
    return {.segments = segments_,
            .row = row_.data(),
            .quantity = quantity_.data(),
            .leg = leg_.data(),
            .cash = cash_,
            .generation = listing_->generation(),
            .is_admitted = true};
  }

  /// What the account holds, listed. It must be known.
  const Listing& listing() const noexcept { return *listing_; }

  /// What the account holds, priced where the path is at that price of its asset. Cold: allocates.
  Checked<Tick<Evaluator>> tick_at(double price) { return venue_.price(*listing_, market_at(price)); }

  /// The market there: prices, forwards, volatilities and marks of what the account holds. Valid until asked for another price.
  const MarketState& market_at(double price) {
    const double ratio = price / base_[path_.asset].spot, log_ratio = log(ratio);
    for (Moving& asset : moving_) {
      asset.ratio = asset.is_own ? ratio : exp(product(asset.beta, log_ratio));
      const AssetMarket& from = base_.assets[asset.row];
      AssetMarket& to = moved_.assets[asset.row];
      to.spot = asset.is_own ? price : product(from.spot, asset.ratio);
      for (std::size_t i = 0; i < to.forwards.size(); ++i) {
        const double fixed = from.forwards[i].fixed;
        const double moves = asset.is_own ? product(asset.ratio, basis_ratio(from.forwards[i].expiry, log_ratio)) : asset.ratio;
        to.forwards[i].forward = fma(from.forwards[i].forward - fixed, moves, fixed);
      }
    }
    const double response = exp(product(path_.vol_response, log_ratio));
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      const ContractTerms& terms = terms_[i];
      if (terms.kind == InstrumentKind::option) {
        moved_.volatilities[i] = terms.asset == path_.asset ? product(terms.volatility, response) : terms.volatility;
      } else if (terms.kind != InstrumentKind::spot) {
        const double basis = terms.asset == path_.asset ? basis_ratio(terms.expiry, log_ratio) : 1.0;
        const bool is_at_spot = basis == 1.0 && terms.underlying == base_[terms.asset].spot;
        const double fixed = forward_at(base_[terms.asset], base_.now, terms.expiry).fixed;
        moved_.marks[i] =
            is_at_spot ? moved_[terms.asset].spot : fma(terms.underlying - fixed, product(ratio_of(terms.asset), basis), fixed);
      }
    }
    return moved_;
  }

  /// Prices of the path's asset where the account's value or requirement may have a kink: strikes of what moves along, by the coin and by
  /// the forward, tiers of notional, and prices that the path names. In no order. Strikes of options whose time left rounds them off over
  /// more than `gap` in log price are none.
  std::vector<double> kinks(double gap) const {
    std::vector<double> found = path_.prices;
    const double spot = base_[path_.asset].spot;
    std::size_t k = 0;
    for (const ContractTerms& terms : terms_) {
      const double quantity = k < quantity_.size() ? quantity_[k++] : 0.0;
      for (const Moving& asset : moving_) {
        if (static_cast<Index>(asset.row) != bulwark::row(terms.asset)) continue;
        std::vector<double> own;
        add_kinks(venue_.margin, terms, quantity, base_.assets[asset.row].spot, gap, own);
        for (const double price : own)
          found.push_back(asset.is_own ? price : product(spot, exp(log(price / base_.assets[asset.row].spot) / asset.beta)));
      }
    }
    return found;
  }

 private:
  static Instrument instrument_of(const ContractTerms& terms) noexcept {
    switch (terms.kind) {
      case InstrumentKind::linear_future: return LinearFuture{terms.asset, terms.expiry};
      case InstrumentKind::inverse_future: return InverseFuture{terms.asset, terms.expiry};
      case InstrumentKind::option: return VanillaOption{terms.asset, terms.side, terms.strike, terms.expiry};
      case InstrumentKind::spot: break;
    }
    return Spot{terms.asset};
  }

  struct Moving {
    std::size_t row;  ///< AssetId
    double beta;
    double ratio;  ///< of the price now to that of the base
    bool is_own;
  };

  /// Makes a dated forward of the path's asset one that is quoted, at what it costs, so that it can move by itself.
  void quote_forward(Timestamp expiry) {
    std::vector<ForwardPoint>& points = base_.assets[static_cast<std::size_t>(bulwark::row(path_.asset))].forwards;
    const auto at = std::find_if(points.begin(), points.end(), [&](const ForwardPoint& point) { return point.expiry >= expiry; });
    if (expiry == perpetual || (at != points.end() && at->expiry == expiry)) return;
    const ForwardAndDiscount costs = forward_at(base_[path_.asset], base_.now, expiry);
    points.insert(at, {.expiry = expiry, .forward = costs.forward, .discount = costs.discount, .rate = costs.rate});
  }

  double basis_ratio(Timestamp expiry, double log_ratio) const noexcept {
    if (path_.basis.empty()) return 1.0;
    return exp(product(basis_response(path_, base_.now, expiry), log_ratio));
  }

  double ratio_of(AssetId asset) const noexcept {
    for (const Moving& m : moving_)
      if (static_cast<Index>(m.row) == bulwark::row(asset)) return m.ratio;
    return 1.0;
  }

  Evaluator venue_;
  MarketState base_, moved_;
  PricePath path_;
  double cash_;
  std::optional<Listing> listing_;
  std::vector<Segment> segments_;
  std::vector<Index> first_of_segment_;
  std::vector<std::uint32_t> row_;
  std::vector<double> quantity_, leg_;
  std::vector<ContractTerms> terms_;
  std::vector<Moving> moving_;
  std::optional<RepricedTick<Evaluator>> repriced_;
};

}  // namespace bulwark::BULWARK_TARGET
