#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/math/root.hpp"

namespace bulwark::inline v1 {

/// How everything else moves while one asset's price does. Forwards and futures keep their ratio to spot; coin collateral is worth what
/// the path says its price is.
struct PricePath {
  AssetId asset;               ///< whose price is walked
  std::vector<double> beta{};  ///< row AssetId: log move of another asset per log move of this one; its own is 1, a missing one 0
  double vol_response = 0.0;   ///< log move of every volatility on the asset per log move of its price; -1: vol doubles as price halves
  double lowest = 0x1p-6;      ///< multiples of spot between which the path is walked
  double highest = 0x1p6;      ///< the same
  Index steps = 192;           ///< scan points, evenly spaced in log price; strikes are added
};

/// Prices between which an account is known and not liquidatable. The ends are adjacent doubles to prices where it is not.
struct SafeInterval {
  double low;                  ///< quote per coin
  double high;                 ///< quote per coin
  bool is_open_below = false;  ///< safe down to the end of the path
  bool is_open_above = false;  ///< safe up to the end of the path
};

/// The safe part of a path. An unsafe stretch narrower than the gap between two scan points (log(highest / lowest) / steps, and no strike
/// in it) can be missed; the ends that are reported cannot be wrong.
struct SafePrices {
  std::vector<SafeInterval> intervals{};  ///< increasing
  double spot = 0.0;                      ///< where the path starts; quote per coin
  Index evaluations = 0;                  ///< of the account, that the answer took

  /// The last safe price below (above) spot: beyond it the account would be liquidated. None where that is nowhere on the path, and none
  /// for an account that is not safe now (one that is liquidatable): ask `is_safe_now()` first.
  std::optional<double> below() const noexcept {
    const SafeInterval* in = around();
    return in && !in->is_open_below ? std::optional{in->low} : std::nullopt;
  }
  std::optional<double> above() const noexcept {
    const SafeInterval* in = around();
    return in && !in->is_open_above ? std::optional{in->high} : std::nullopt;
  }
  bool is_safe_now() const noexcept { return around() != nullptr; }

 private:
  const SafeInterval* around() const noexcept {
    for (const SafeInterval& in : intervals)
      if (in.low <= spot && spot <= in.high) return &in;
    return nullptr;
  }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// One account on one path: a listing of just what it holds, repriced at any price of the asset.
/// Options are worth what the venue's pricer says at the volatility that the tick found for them; futures keep their basis.
template <class Evaluator>
class WalkedAccount {
 public:
  /// `account` is one that `tick` evaluates, `market` the one it was priced from. Check `is_known()` before use.
  WalkedAccount(const Tick<Evaluator>& tick, const AccountRow& account, const MarketState& market, const PricePath& path)
      : venue_(tick.venue()), base_(market), path_(path), cash_(account.cash) {
    if (!tick.is_current(account) || row(path.asset) >= std::ssize(market.assets)) return;
    std::vector<ListedInstrument> held;
    const auto add = [&](const Instrument& instrument, double multiplier, AssetId settlement) {
      std::string id = std::to_string(held.size());
      held.push_back(
          {.id = std::string(10 - id.size(), '0') + id, .instrument = instrument, .multiplier = multiplier, .settlement = settlement});
    };
    for (const Segment& segment : account.segments) {
      Segment own{.unit = 0, .begin = static_cast<std::uint32_t>(quantity_.size()), .end = 0, .legs = segment.legs, .coins = segment.coins};
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
      const bool is_own = static_cast<Index>(a) == row(path.asset);
      const double beta = is_own ? 1.0 : a < path.beta.size() ? path.beta[a] : 0.0;
      if (beta != 0.0) moving_.push_back({.row = a, .beta = beta, .ratio = 1.0, .is_own = is_own});
    }
    moved_ = base_;
    moved_.marks.assign(terms_.size(), {});
    moved_.volatilities.assign(terms_.size(), {});
  }

  bool is_known() const noexcept { return listing_.has_value(); }

  /// The report at a price of the path's asset. Cold: allocates.
  RiskReport at(double price) {
    const double ratio = price / base_[path_.asset].spot, log_ratio = log(ratio);
    for (Moving& asset : moving_) {
      asset.ratio = asset.is_own ? ratio : exp(product(asset.beta, log_ratio));
      const AssetMarket& from = base_.assets[asset.row];
      AssetMarket& to = moved_.assets[asset.row];
      to.spot = asset.is_own ? price : product(from.spot, asset.ratio);
      for (std::size_t i = 0; i < to.forwards.size(); ++i) to.forwards[i].forward = product(from.forwards[i].forward, asset.ratio);
    }
    const double response = exp(product(path_.vol_response, log_ratio));
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      const ContractTerms& terms = terms_[i];
      if (terms.kind == InstrumentKind::option) {
        moved_.volatilities[i] = terms.asset == path_.asset ? product(terms.volatility, response) : terms.volatility;
      } else if (terms.kind != InstrumentKind::spot) {
        const bool is_at_spot = terms.underlying == base_[terms.asset].spot;
        moved_.marks[i] = is_at_spot ? moved_[terms.asset].spot : product(terms.underlying, ratio_of(terms.asset));
      }
    }
    const Checked<Tick<Evaluator>> tick = venue_.price(*listing_, moved_);
    if (!tick) return unknown_report();
    Workspace workspace = tick->workspace();
    return tick->evaluate({.segments = segments_,
                           .row = row_.data(),
                           .quantity = quantity_.data(),
                           .leg = leg_.data(),
                           .cash = cash_,
                           .generation = listing_->generation(),
                           .is_admitted = true},
                          workspace);
  }

  /// Prices where the account's value has a kink.
  std::vector<double> strikes() const {
    std::vector<double> found;
    for (const ContractTerms& terms : terms_)
      if (terms.kind == InstrumentKind::option && terms.asset == path_.asset) found.push_back(terms.strike);
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

  double ratio_of(AssetId asset) const noexcept {
    for (const Moving& m : moving_)
      if (static_cast<Index>(m.row) == row(asset)) return m.ratio;
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
};

/// What keeps a path from being walked in a market.
inline Faults faults(const PricePath& path, const MarketState& market) {
  Faults found;
  if (path.asset == AssetId::quote || row(path.asset) >= std::ssize(market.assets))
    return {{FaultCode::unknown_asset, "price_path.asset", {}, static_cast<double>(path.asset)}};
  const double spot = market[path.asset].spot;
  if (!(spot > 0.0 && is_finite(spot))) report(found, FaultCode::not_positive, "market.spot", {.outer = row(path.asset)}, spot);
  if (!(path.lowest > 0.0 && path.lowest < 1.0)) report(found, FaultCode::out_of_range, "price_path.lowest", {}, path.lowest);
  if (!(path.highest > 1.0 && is_finite(path.highest))) report(found, FaultCode::out_of_range, "price_path.highest", {}, path.highest);
  if (path.steps < 2 || path.steps > 1'000'000)
    report(found, FaultCode::out_of_range, "price_path.steps", {}, static_cast<double>(path.steps));
  if (!is_finite(path.vol_response)) report(found, FaultCode::not_finite, "price_path.vol_response", {}, path.vol_response);
  for (Index a = 0; a < std::ssize(path.beta); ++a)
    if (!is_finite(path.beta[static_cast<std::size_t>(a)]))
      report(found, FaultCode::not_finite, "price_path.beta", {.outer = a}, path.beta[static_cast<std::size_t>(a)]);
  return found;
}

/// Where between `start` and `end` the verdict changes, down to two neighbouring doubles. The root of the surplus, where it has one, says
/// where to look; only the verdict decides.
template <class Walked, class IsSafe>
AdjacentPair verdict_flip(Walked& walked, const IsSafe& is_safe, double start, double end, bool safe_at_start, Index& evaluations) {
  const auto surplus = [&](double price) {
    ++evaluations;
    return walked.at(price).maintenance_surplus();
  };
  const Root guess = bracketed_root(surplus, start, end, {.relative = 0x1p-49, .most_evaluations = 60});
  if (guess.converged) {
    // From the root, in strides that double, to the far side of the change.
    const bool is_before = is_safe(guess.root) == safe_at_start;
    const double limit = is_before ? end : start;
    double near = guess.root;
    for (std::int64_t stride = 1; near != limit; stride *= 2) {
      const std::int64_t from = ordinal(near);
      const double far = steps_between(near, limit) <= static_cast<std::uint64_t>(stride)
                             ? limit
                             : at_ordinal(limit < near ? from - stride : from + stride);
      if (far == limit || (is_safe(far) == safe_at_start) != is_before) {
        const auto as_start = [&](double price) { return is_safe(price) == safe_at_start; };
        return is_before ? adjacent_flip(as_start, near, far) : adjacent_flip(as_start, far, near);
      }
      near = far;
    }
  }
  return adjacent_flip([&](double price) { return is_safe(price) == safe_at_start; }, start, end);
}

/// Where along a path an account is safe: between two neighbouring scan points with different verdicts, down to adjacent doubles.
/// `market` is the one that `tick` was priced from. An account that is unknown today has no answer but a fault: no price found must never
/// read as no price to fear.
template <class Evaluator>
Checked<SafePrices> liquidation_price(const Tick<Evaluator>& tick, const AccountRow& account, const MarketState& market,
                                      const PricePath& path) {
  if (Faults found = faults(path, market); !found.empty()) return found;
  SafePrices safe{.spot = market[path.asset].spot};
  Workspace workspace = tick.workspace();
  if (!tick.evaluate(account, workspace).verdict.is_known()) return Faults{{FaultCode::missing, "account.verdict"}};
  WalkedAccount<Evaluator> walked(tick, account, market, path);
  if (!walked.is_known()) return Faults{{FaultCode::missing, "account.verdict"}};
  const auto is_safe = [&](double price) {
    ++safe.evaluations;
    const Verdict verdict = walked.at(price).verdict;
    return verdict.is_known() && !verdict.is_liquidatable();
  };
  std::vector<double> points{safe.spot};
  const double low = log(path.lowest), width = log(path.highest) - low;
  for (Index i = 0; i <= path.steps; ++i)
    points.push_back(product(safe.spot, exp(fma(width, static_cast<double>(i) / static_cast<double>(path.steps), low))));
  for (const double strike : walked.strikes())
    if (strike > points[1] && strike < points.back()) points.push_back(strike);
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());

  bool was_safe = is_safe(points.front());
  if (was_safe) safe.intervals.push_back({.low = points.front(), .high = points.front(), .is_open_below = true});
  for (std::size_t i = 1; i < points.size(); ++i) {
    const bool now_safe = is_safe(points[i]);
    if (now_safe != was_safe) {
      const AdjacentPair edge = verdict_flip(walked, is_safe, points[i - 1], points[i], was_safe, safe.evaluations);
      if (now_safe)
        safe.intervals.push_back({.low = edge.after, .high = edge.after});
      else
        safe.intervals.back().high = edge.before;
    }
    was_safe = now_safe;
  }
  if (was_safe) {
    safe.intervals.back().high = points.back();
    safe.intervals.back().is_open_above = true;
  }
  return safe;
}

/// The same for an account as a person writes it; marks and volatilities of the market go by position.
template <class Evaluator>
Checked<SafePrices> liquidation_price(const Evaluator& venue, const Account& account, const MarketState& market, const PricePath& path) {
  const Checked<Listing> listing = listing_of(account, !market.marks.empty() || !market.volatilities.empty());
  if (!listing) return listing.faults();
  const AccountRows rows = listing->admit(std::span{&account, 1});
  if (!rows.faults().empty()) return rows.faults();
  const Checked<Tick<Evaluator>> tick = venue.price(*listing, market);
  if (!tick) return tick.faults();
  if (!tick->faults().empty()) return tick->faults();
  return liquidation_price(*tick, rows.at(0), market, path);
}

}  // namespace bulwark::BULWARK_TARGET
