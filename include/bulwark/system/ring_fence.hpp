#pragma once

#include <cstdint>

#include "bulwark/core/fault.hpp"
#include "bulwark/system/loss_waterfall.hpp"

namespace bulwark::inline v1 {

/// Money of one pool, in minor units. `Pool` is a type of the venue's own, such as `struct Majors`: sums of two pools' money do not
/// compile.
template <class Pool>
struct PoolMoney {
  MinorUnits units = 0;

  friend constexpr PoolMoney operator+(PoolMoney a, PoolMoney b) noexcept { return {a.units + b.units}; }
  friend constexpr PoolMoney operator-(PoolMoney a, PoolMoney b) noexcept { return {a.units - b.units}; }
  friend constexpr auto operator<=>(const PoolMoney&, const PoolMoney&) = default;
};

/// What a loss took within its pool; the three add up to it, to the last unit. A loss below nothing is none, as in `waterfall`.
template <class Pool>
struct RingFencedLoss {
  PoolMoney<Pool> from_fund{};
  PoolMoney<Pool> from_claims{};  ///< of the pool's depositors, all in the same proportion
  PoolMoney<Pool> unpaid{};       ///< what is left once the pool is empty: it dies with the pool
};

/// A pool that lives and dies by itself: its losses are its fund's, then its depositors', and nobody else's. There is no function from one
/// pool to another's money; what a venue gives a pool it gives beforehand, through `funded`.
template <class Pool>
struct RingFencedPool {
  PoolMoney<Pool> claims{};  ///< owed to depositors and covered, >= 0
  PoolMoney<Pool> fund{};    ///< >= 0

  constexpr RingFencedLoss<Pool> loss(PoolMoney<Pool> lost) const noexcept {
    const PoolMoney<Pool> nothing{}, asked = lost < nothing ? nothing : lost;
    const auto part = [&](PoolMoney<Pool> of, PoolMoney<Pool> has) { return has < nothing ? nothing : of < has ? of : has; };
    const PoolMoney<Pool> insured = part(asked, fund), borne = part(asked - insured, claims);
    return {insured, borne, asked - insured - borne};
  }

  constexpr RingFencedPool after_loss(PoolMoney<Pool> lost) const noexcept {
    const RingFencedLoss<Pool> taken = loss(lost);
    return {claims - taken.from_claims, fund - taken.from_fund};
  }

  /// With more in the fund: the only way in for money from outside.
  constexpr RingFencedPool funded(MinorUnits given) const noexcept { return {claims, fund + PoolMoney<Pool>{given}}; }

  /// What one depositor of `own` has left where `before` was owed to all, rounded down: together no more than is there.
  /// Width: the product of two amounts of 63 bits needs 127; `Wide` is such an integer.
  template <ExactInteger Wide>
  constexpr PoolMoney<Pool> left_of(PoolMoney<Pool> own, PoolMoney<Pool> before) const {
    if (before.units == 0) return {};
    return {static_cast<MinorUnits>(product_over<Wide>(Wide(own.units), Wide(claims.units), Wide(before.units), Rounding::floor))};
  }

  Faults faults() const {
    Faults found;
    if (claims.units < 0) report(found, FaultCode::negative, "ring_fenced_pool.claims", {}, static_cast<double>(claims.units));
    if (fund.units < 0) report(found, FaultCode::negative, "ring_fenced_pool.fund", {}, static_cast<double>(fund.units));
    return found;
  }
};

}  // namespace bulwark::inline v1
