#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"
#include "bulwark/oracle/trust.hpp"

namespace bulwark::inline v1 {

/// How old a source's price may be. Choose `stale_after` a little above the source's heartbeat, so that one late update is no alarm.
struct Freshness {
  std::chrono::milliseconds stale_after;    ///< the oldest that is good for everything
  std::chrono::milliseconds expired_after;  ///< the oldest that still counts, >= stale_after
  std::chrono::milliseconds ahead{0};       ///< by so much may the source's clock be ahead of ours

  constexpr Trust trust(Timestamp published, Timestamp now) const noexcept {
    const double age = seconds_between(published, now);
    if (age < -seconds_of(ahead)) return Trust::invalid;
    if (age > seconds_of(expired_after)) return Trust::expired;
    return age > seconds_of(stale_after) ? Trust::stale : Trust::trusted;
  }

  Faults faults() const {
    Faults found;
    if (stale_after.count() <= 0) report(found, FaultCode::not_positive, "freshness.stale_after", {}, seconds_of(stale_after));
    if (expired_after < stale_after) report(found, FaultCode::out_of_range, "freshness.expired_after", {}, seconds_of(expired_after));
    if (ahead.count() < 0) report(found, FaultCode::negative, "freshness.ahead", {}, seconds_of(ahead));
    return found;
  }
};

}  // namespace bulwark::inline v1
