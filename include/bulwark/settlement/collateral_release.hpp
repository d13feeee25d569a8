#pragma once

#include <optional>
#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// A credit that is in the books and not yet final: a settlement, a sale, a deposit.
template <ExactInteger Int>
struct PendingCredit {
  Int amount;    ///< minor units, >= 0
  Timestamp at;  ///< when it may be taken out (`TradingCalendar::settles_at`)
};

/// How much of a balance may leave after a settlement, minor units, >= 0: the balance less what is still pending and less what remaining
/// positions require to be opened. None where the requirement is not known: then nothing leaves. Nothing is rounded.
template <ExactInteger Int>
constexpr std::optional<Int> releasable(const Int& balance, std::span<const PendingCredit<Int>> pending, Timestamp now,
                                        const std::optional<Int>& requirement) {
  if (!requirement) return std::nullopt;
  Int free = balance - *requirement;
  for (const PendingCredit<Int>& credit : pending)
    if (now < credit.at) free = free - credit.amount;
  return Int(0) < free ? free : Int(0);
}

/// When a given amount may leave at the earliest, if nothing else changes: now, or when the last credit that it waits for is final. Credits
/// by time. None where even all of them do not suffice, or the requirement is not known.
template <ExactInteger Int>
constexpr std::optional<Timestamp> releasable_at(const Int& amount, const Int& balance, std::span<const PendingCredit<Int>> pending,
                                                 Timestamp now, const std::optional<Int>& requirement) {
  const auto enough = [&](Timestamp at) {
    const std::optional<Int> free = releasable<Int>(balance, pending, at, requirement);
    return free && !(*free < amount);
  };
  if (enough(now)) return now;
  for (const PendingCredit<Int>& credit : pending)
    if (now < credit.at && enough(credit.at)) return credit.at;
  return std::nullopt;
}

}  // namespace bulwark::inline v1
