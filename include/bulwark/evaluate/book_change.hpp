#pragma once

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

#include "bulwark/evaluate/compare.hpp"

namespace bulwark::inline v1 {

/// Accounts of like size, before and after.
struct SizeBand {
  Index accounts = 0;
  double smallest = 0.0, largest = 0.0;  ///< size, where there are accounts
  Moved initial{};                       ///< quote, requirements together
  Moved maintenance{};                   ///< quote
  double largest_rise = 0.0;             ///< quote, maintenance requirement of one account; 0 where none rises
  Index become_liquidatable = 0;
};

/// What a change of rules does to a book.
struct BookChange {
  std::array<std::array<Index, 5>, 5> standings{};  ///< accounts by standing before x standing after
  Index become_liquidatable = 0, become_warned = 0, become_healthy = 0, become_unknown = 0;
  Index tightened = 0;                 ///< accounts for which something gets worse
  Moved initial{};                     ///< quote, of the accounts known under both rules
  Moved maintenance{};                 ///< quote, likewise
  Index must_top_up = 0;               ///< accounts with equity >= 0 that the new rules would liquidate
  double shortfall = 0.0;              ///< quote, what those lack of their maintenance requirement; what cash cures where it counts in full
  Moved negative_equity{};             ///< quote >= 0, what a fund is short of if everybody is closed at these prices
  std::array<SizeBand, 10> deciles{};  ///< of the accounts known under both, smallest first

  constexpr Index accounts(Standing before, Standing after) const noexcept {
    return standings[static_cast<std::size_t>(before)][static_cast<std::size_t>(after)];
  }
  constexpr bool is_tightening() const noexcept { return tightened > 0; }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Sums up a comparison. `size(impact)` is what accounts are sorted into deciles by; equity under the old rules unless told otherwise, and
/// an account whose size is no number is left out of the deciles. `order`: scratch, one place per impact. Money is added from the smallest
/// account to the largest, equals by their numbers, so that the order in which accounts are named changes no bit. Does not allocate.
template <class Size>
BookChange book_change(std::span<const Impact> impacts, std::span<Index> order, Size size) noexcept {
  BookChange found;
  std::size_t known = 0;
  const std::size_t count = std::min(impacts.size(), order.size());
  for (std::size_t i = 0; i < count; ++i) {
    const Impact& impact = impacts[i];
    ++found.standings[static_cast<std::size_t>(impact.before.verdict.standing)][static_cast<std::size_t>(impact.after.verdict.standing)];
    found.become_liquidatable += becomes_liquidatable(impact);
    found.become_warned += becomes_warned(impact);
    found.become_healthy += becomes_healthy(impact);
    found.become_unknown += becomes_unknown(impact);
    found.tightened += is_tightened(impact);
    if (is_comparable(impact)) order[known++] = static_cast<Index>(i);
  }
  const auto key = [&](Index i) {
    const Impact& a = impacts[static_cast<std::size_t>(i)];
    const double s = size(a);
    return std::tuple{s == s ? s : std::numeric_limits<double>::infinity(),
                      a.before.equity,
                      a.after.equity,
                      a.before.requirement.maintenance,
                      a.after.requirement.maintenance,
                      a.before.requirement.initial,
                      a.after.requirement.initial,
                      a.after.resources.maintenance,
                      a.after.verdict.standing,
                      i};
  };
  std::sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(known), [&](Index a, Index b) { return key(a) < key(b); });

  std::size_t sized = 0;
  while (sized < known && is_finite(size(impacts[static_cast<std::size_t>(order[sized])]))) ++sized;
  const auto add = [](Moved& sum, double before, double after) {
    sum.before += before, sum.after += after;
    sum.change = sum.after - sum.before;
  };
  for (std::size_t k = 0; k < known; ++k) {
    const Impact& a = impacts[static_cast<std::size_t>(order[k])];
    const Requirement &was = a.before.requirement, &is = a.after.requirement;
    add(found.initial, was.initial, is.initial), add(found.maintenance, was.maintenance, is.maintenance);
    add(found.negative_equity, positive_part(-a.before.equity), positive_part(-a.after.equity));
    if (a.after.verdict.is_liquidatable() && a.after.equity >= 0.0) {
      ++found.must_top_up;
      found.shortfall += positive_part(-a.after.maintenance_surplus());
    }
    if (k >= sized) continue;
    SizeBand& band = found.deciles[k * 10 / sized];
    band.largest = size(a);
    if (band.accounts++ == 0) band.smallest = band.largest;
    add(band.initial, was.initial, is.initial), add(band.maintenance, was.maintenance, is.maintenance);
    band.largest_rise = greatest(band.largest_rise, is.maintenance - was.maintenance);
    band.become_liquidatable += becomes_liquidatable(a);
  }
  return found;
}

inline BookChange book_change(std::span<const Impact> impacts, std::span<Index> order) noexcept {
  return book_change(impacts, order, [](const Impact& impact) { return impact.before.equity; });
}

}  // namespace bulwark::BULWARK_TARGET
