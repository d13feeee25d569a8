#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/build.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/scenario/expiry_discount.hpp"
#include "bulwark/scenario/skew.hpp"

namespace bulwark::inline v1 {

/// What profits are counted in while a rule compares scenarios.
enum class Numeraire {
  quote,       ///< converted at the moved price; positions on one asset net whatever they settle in
  settlement,  ///< settlement units at today's price (venues that margin each coin by itself)
};

/// Which of an account's holdings are one risk to a set: their profits are added before the worst is sought.
enum class Netting {
  pair,   ///< one asset in one settlement
  asset,  ///< one asset, whatever it settles in, with those that follow it
  world,  ///< everything: a scenario is one state of the world
};

/// Whom an asset follows: itself where `leader` (row AssetId, may be shorter) does not say.
inline AssetId leader_of(const std::vector<AssetId>& leader, AssetId asset) noexcept {
  return row(asset) < std::ssize(leader) ? leader[static_cast<std::size_t>(asset)] : asset;
}

/// Reports assets that follow one that follows another, or one that has no row.
inline void check_leaders(Faults& found, const char* field, const std::vector<AssetId>& leader) {
  for (Index a = 0; a < std::ssize(leader); ++a) {
    const AssetId lead = leader[static_cast<std::size_t>(a)];
    if (row(lead) >= std::ssize(leader) || leader_of(leader, lead) != lead)
      report(found, FaultCode::out_of_range, field, {.outer = a}, static_cast<double>(lead));
  }
}

/// How a volatility move depends on the time left: relative move x (reference / days)^power.
/// Source: Deribit portfolio margin (2024), "short/long term vega power".
struct VolatilityTerm {
  double reference_days = 30.0;
  double short_power = 0.0;       ///< for at most reference_days left
  double long_power = 0.0;        ///< for the rest
  double least_days = 1.0;        ///< fewer days count as this
  double floor_when_up = 0.0;     ///< a volatility moved up ends at least here, if it is below; per sqrt(year)
  bool is_in_whole_days = false;  ///< a day that has begun counts whole
};

/// Smiles may bend in so many scenarios of a set, its first.
inline constexpr Index most_bent = 512;

/// Moves of every asset under every scenario. Tables are scenario x asset, row by row.
struct ScenarioSet {
  Index scenarios = 0;
  Index assets = 0;
  std::vector<double> price_move{};   ///< relative, > -1: price becomes price x (1 + move)
  std::vector<double> vol_move{};     ///< relative, before the term scale
  std::vector<double> weight{};       ///< share of the profit that counts (damped far tails), 1 ordinarily
  std::vector<double> coin_weight{};  ///< the same for contracts that settle in the asset itself; empty: no difference
  VolatilityTerm term{};
  Numeraire numeraire = Numeraire::quote;
  bool joint = false;  ///< one state of the world for all assets; otherwise each asset's moves stand alone

  bool pairs_apart = false;  ///< an asset's settlements do not net: the rule says itself what one pair's gain is worth to another

  /// Row AssetId; empty: everyone leads itself. An asset that follows another is one risk with it (a wrapped coin with the coin).
  std::vector<AssetId> leader{};

  std::vector<Skew> skew{};  ///< scenario; empty: the smile keeps its shape
  SkewTerm skew_term{};

  double years_later = 0.0;  ///< options are valued so much nearer to expiry; at least at expiry

  /// Absolute moves of volatility, per sqrt(year), on top of the relative ones; scenario x asset. Empty: none.
  std::vector<double> vol_shift{};

  /// Every price of an asset moves by the same amount, move x spot; otherwise each by the same share of itself.
  bool is_parallel = false;

  /// Where given, options are counted expiry by expiry: the value of all of one expiry, by its sign, at these factors. What a bent smile
  /// changes then counts as a loss, either way.
  std::optional<ExpiryDiscount> by_expiry{};

  bool is_folded = true;      ///< otherwise accounts are not summed: the rule reads the rows it needs
  bool only_options = false;  ///< coins and futures gain nothing under it

  bool is_by_expiry() const noexcept { return by_expiry.has_value() && is_folded; }

  Netting netting() const noexcept {
    if (joint) return Netting::world;
    return numeraire == Numeraire::settlement || pairs_apart ? Netting::pair : Netting::asset;
  }

  double shift_of(std::size_t cell) const noexcept { return vol_shift.empty() ? 0.0 : vol_shift[cell]; }

  std::size_t at(Index scenario, AssetId asset) const noexcept { return static_cast<std::size_t>(scenario * assets + row(asset)); }

  double weight_of(Index scenario, AssetId asset, AssetId settlement) const noexcept {
    return (settlement == asset && !coin_weight.empty() ? coin_weight : weight)[at(scenario, asset)];
  }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The factor on a relative volatility move for an option with `years` left.
inline double term_scale(const VolatilityTerm& term, double years) noexcept {
  constexpr double less_than_a_millisecond = 0x1p-27;  // of rounding in `years` must not begin another day
  const double days_left = product(years, 365.0);
  const double left = term.is_in_whole_days ? __builtin_ceil(days_left - less_than_a_millisecond) : days_left;
  const double days = greatest(left, term.least_days);
  const double power = left <= term.reference_days ? term.short_power : term.long_power;
  return power == 0.0 ? 1.0 : exp(product(power, log(term.reference_days / days)));
}

/// Where a term is no term.
inline Faults faults(const VolatilityTerm& term) {
  Faults found;
  if (!(term.reference_days > 0.0 && is_finite(term.reference_days)))
    report(found, FaultCode::not_positive, "volatility_term.reference_days", {}, term.reference_days);
  if (!(term.least_days > 0.0 && is_finite(term.least_days)))
    report(found, FaultCode::not_positive, "volatility_term.least_days", {}, term.least_days);
  if (!is_finite(term.short_power)) report(found, FaultCode::not_finite, "volatility_term.short_power", {}, term.short_power);
  if (!is_finite(term.long_power)) report(found, FaultCode::not_finite, "volatility_term.long_power", {}, term.long_power);
  if (!(term.floor_when_up >= 0.0 && is_finite(term.floor_when_up)))
    report(found, FaultCode::out_of_range, "volatility_term.floor_when_up", {}, term.floor_when_up);
  return found;
}

/// What keeps a set from being priced for a market of `assets`. Where: scenario, asset.
inline Faults faults(const ScenarioSet& set, Index assets) {
  Faults found;
  if (set.scenarios < 1) report(found, FaultCode::empty, "scenario_set.scenarios", {}, static_cast<double>(set.scenarios));
  if (set.assets < assets) report(found, FaultCode::length_mismatch, "scenario_set.assets", {}, static_cast<double>(set.assets));
  if (set.scenarios < 0 || set.assets < 0) return found;
  const auto check = [&](const std::vector<double>& table, const char* field, double above) {
    if (std::ssize(table) != set.scenarios * set.assets)
      report(found, FaultCode::length_mismatch, field, {}, static_cast<double>(table.size()));
    for (Index i = 0; i < std::ssize(table); ++i) {
      const double x = table[static_cast<std::size_t>(i)];
      if (is_finite(x) && x > above) continue;
      const Where where{.outer = set.assets > 0 ? i / set.assets : i, .inner = set.assets > 0 ? i % set.assets : -1};
      report(found, is_finite(x) ? FaultCode::out_of_range : FaultCode::not_finite, field, where, x);
    }
  };
  constexpr double any = -std::numeric_limits<double>::max();
  check(set.price_move, "scenario_set.price_move", -1.0);
  check(set.vol_move, "scenario_set.vol_move", any);
  constexpr double below_zero = -std::numeric_limits<double>::denorm_min();  // a negative weight would make a gain of a loss
  check(set.weight, "scenario_set.weight", below_zero);
  if (!set.coin_weight.empty()) check(set.coin_weight, "scenario_set.coin_weight", below_zero);
  if (!set.vol_shift.empty()) check(set.vol_shift, "scenario_set.vol_shift", any);
  if (!set.skew.empty() && std::ssize(set.skew) != set.scenarios)
    report(found, FaultCode::length_mismatch, "scenario_set.skew", {}, static_cast<double>(set.skew.size()));
  for (Index s = most_bent; s < std::ssize(set.skew); ++s)
    if (set.skew[static_cast<std::size_t>(s)] != Skew::none)
      report(found, FaultCode::out_of_range, "scenario_set.skew", {.outer = s}, static_cast<double>(s));
  check_leaders(found, "scenario_set.leader", set.leader);
  if (!(set.years_later >= 0.0 && is_finite(set.years_later)))
    report(found, FaultCode::out_of_range, "scenario_set.years_later", {}, set.years_later);
  append(found, faults(set.term));
  append(found, faults(set.skew_term));
  if (set.by_expiry) append(found, faults(*set.by_expiry));
  if (set.by_expiry && set.numeraire != Numeraire::quote) report(found, FaultCode::out_of_range, "scenario_set.by_expiry");
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
