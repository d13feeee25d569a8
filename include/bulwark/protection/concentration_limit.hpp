#pragma once

#include <limits>
#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// What is done about a holder's share.
enum class Concentration {
  unknown,  ///< a share of nothing, or of what is not known: refused
  within,
  charged,  ///< an add-on is due
  refused,  ///< nothing more may be opened
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Sums sizes by the group that owns the account: what one owner holds in nineteen wallets is one position (POPCAT 2025-11-12).
/// `group[i]` is a place in `total`, which is overwritten; rows whose place there is not are left out and counted in the answer. Amounts
/// are in minor units, so that the order of the rows makes no difference; the caller's type holds the sum.
template <class Int>
constexpr Index sum_by_group(std::span<const Int> size, std::span<const Index> group, std::span<Int> total) noexcept {
  for (Int& sum : total) sum = Int(0);
  Index left_out = 0;
  for (std::size_t i = 0; i < size.size(); ++i) {
    const Index place = i < group.size() ? group[i] : -1;
    if (place < 0 || place >= static_cast<Index>(total.size()))
      ++left_out;
    else
      total[static_cast<std::size_t>(place)] = total[static_cast<std::size_t>(place)] + size[i];
  }
  return left_out;
}

/// How much of a market one holder may be. `size` is of whoever decides as one: an owner's accounts together where owners are known
/// (`sum_by_group`), else all that stands on one side of the market, because a limit per account is a limit on wallets, which are free.
/// `whole`: what the size is a share of, such as the pool, the open interest, the depth, or the limit of a tier.
struct ConcentrationLimit {
  double free = 0.10;  ///< share without a charge
  double most = 0.25;  ///< share beyond which nothing is opened; >= free
  double rate = 0.0;   ///< margin per quote of what is held beyond `free`, at the share `most`; it rises from 0 there

  static constexpr double share(double size, double whole) noexcept {
    const bool is_known = size >= 0.0 && whole > 0.0 && is_finite(whole);
    return is_known ? size / whole : std::numeric_limits<double>::quiet_NaN();
  }

  constexpr Concentration judge(double size, double whole) const noexcept {
    const double held = share(size, whole);
    if (held <= free) return Concentration::within;
    if (held <= most) return Concentration::charged;
    return held > most ? Concentration::refused : Concentration::unknown;
  }

  /// Margin on top, in the unit of `size`: nothing up to the free share, and then quadratic in what is beyond, so that twice the position
  /// costs more than twice. Divided among accounts in proportion to size, it does not depend on how many there are.
  constexpr double charge(double size, double whole) const noexcept {
    const double beyond = greatest(0.0, share(size, whole) - free), span = most - free;
    if (beyond == 0.0) return 0.0;
    const double steep = span > 0.0 ? beyond / span : 1.0;
    return product(product(product(rate, steep), beyond), whole);
  }

  Faults faults() const {
    Faults found;
    if (!(free >= 0.0 && is_finite(free))) report(found, FaultCode::out_of_range, "concentration_limit.free", {}, free);
    if (!(most >= free && is_finite(most))) report(found, FaultCode::out_of_range, "concentration_limit.most", {}, most);
    if (!(rate >= 0.0 && is_finite(rate))) report(found, FaultCode::out_of_range, "concentration_limit.rate", {}, rate);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
