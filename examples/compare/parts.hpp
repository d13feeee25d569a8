#pragma once

#include <array>

#include "bulwark/margin/basis_charge.hpp"
#include "bulwark/margin/by_expiry.hpp"
#include "bulwark/margin/calendar_charge.hpp"
#include "bulwark/margin/cash_basis_charge.hpp"
#include "bulwark/margin/each_asset.hpp"
#include "bulwark/margin/hedged_vega_charge.hpp"
#include "bulwark/margin/largest_of.hpp"
#include "bulwark/margin/least_of.hpp"
#include "bulwark/margin/naked_short_margin.hpp"
#include "bulwark/margin/rate_charge.hpp"
#include "bulwark/margin/roll_charge.hpp"
#include "bulwark/margin/scaled_margin.hpp"
#include "bulwark/margin/short_option_margin.hpp"
#include "bulwark/margin/strategy_margin.hpp"
#include "bulwark/margin/sum_of.hpp"
#include "bulwark/margin/theta_charge.hpp"

namespace compare {

/// What a rule charges for.
enum class Kind { scenarios, options, positions, time, cut };
inline constexpr std::array kinds{Kind::scenarios, Kind::options, Kind::positions, Kind::time, Kind::cut};
inline constexpr const char* fill_of[]{"█", "▓", "▒", "░", "╱"};
inline constexpr const char* name_of[]{"worst scenario", "options by formula", "share of each position", "basis, roll and time",
                                       "collateral not counted"};

template <class Rule>
constexpr Kind kind_of(const Rule&) {
  return bulwark::AsksForScenarios<Rule> ? Kind::scenarios : Kind::positions;
}
template <class... Rules>
constexpr Kind kind_of(const bulwark::LeastOf<Rules...>&) {
  return Kind::options;
}
constexpr Kind kind_of(const bulwark::ShortOptionMargin&) { return Kind::options; }
constexpr Kind kind_of(const bulwark::NakedShortMargin&) { return Kind::options; }
constexpr Kind kind_of(const bulwark::StrategyMargin&) { return Kind::options; }
constexpr Kind kind_of(const bulwark::BasisCharge&) { return Kind::time; }
constexpr Kind kind_of(const bulwark::RollCharge&) { return Kind::time; }
constexpr Kind kind_of(const bulwark::CalendarCharge&) { return Kind::time; }
constexpr Kind kind_of(const bulwark::CashBasisCharge&) { return Kind::time; }
constexpr Kind kind_of(const bulwark::RateCharge&) { return Kind::time; }
constexpr Kind kind_of(const bulwark::ThetaCharge&) { return Kind::time; }

constexpr Kind kind_of(const bulwark::HedgedVegaCharge&) { return Kind::time; }
template <class Rule>
constexpr Kind kind_of(const bulwark::ByExpiry<Rule>& each) {
  return kind_of(each.rule);
}

/// Quote by kind.
using Parts = std::array<double, kinds.size()>;

/// An initial requirement taken apart: sums into their parts, of competing rules the one that wins, on each asset where a venue asks so.
class Apart {
 public:
  explicit Apart(Parts& sums) : sums_(sums) {}

  template <class Rule>
  void add(const Rule& rule, const bulwark::ValuedAccount& account, const bulwark::Profits& profits, double factor = 1.0) {
    sums_[static_cast<std::size_t>(kind_of(rule))] += factor * rule.requirement(account, profits).initial;
  }
  template <class Part>
  void add(const bulwark::ScaledMargin<Part>& rule, const bulwark::ValuedAccount& account, const bulwark::Profits& profits,
           double factor = 1.0) {
    add(rule.part, account, profits, factor * rule.initial_factor);
  }
  template <class Part>
  void add(const bulwark::EachAsset<Part>& rule, const bulwark::ValuedAccount& account, const bulwark::Profits& profits,
           double factor = 1.0) {
    bulwark::on_each_asset(account, profits, [&](const auto& own, const auto& of_own) { add(rule.part, own, of_own, factor); });
  }
  template <class... Rules>
  void add(const bulwark::SumOf<Rules...>& rule, const bulwark::ValuedAccount& account, const bulwark::Profits& profits,
           double factor = 1.0) {
    each(rule, profits, [&](const auto& part, const bulwark::Profits& own) { add(part, account, own, factor); });
  }
  template <class... Rules>
  void add(const bulwark::LargestOf<Rules...>& rule, const bulwark::ValuedAccount& account, const bulwark::Profits& profits,
           double factor = 1.0) {
    const double largest = rule.requirement(account, profits).initial;
    bool is_found = false;
    each(rule, profits, [&](const auto& part, const bulwark::Profits& own) {
      if (is_found || part.requirement(account, own).initial != largest) return;
      is_found = true;
      add(part, account, own, factor);
    });
  }

 private:
  template <class Rules, class Use>
  static void each(const Rules& rules, const bulwark::Profits& profits, Use use) {
    bulwark::Index first = 0;
    const auto one = [&]<class Part>(const Part& part) {
      use(part, profits.after(first));
      first += bulwark::scenario_sets<Part>();
    };
    std::apply([&](const auto&... part) { (one(part), ...); }, rules.parts);
  }

  Parts& sums_;
};

}  // namespace compare
