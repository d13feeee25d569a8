#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"
#include "bulwark/evaluate/book_change.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a change of parameters may do to a book before it goes live. A tightening gives notice, so that nobody is liquidated by a rule
/// that he could not know of; a change that leaves an account unknown never goes live.
struct ChangeLimits {
  Index most_liquidatable = 0;                        ///< accounts that it may make liquidatable, >= 0
  double most_shortfall = 0.0;                        ///< quote that accounts may lack together, >= 0
  double most_rise = 1.0;                             ///< of the book's maintenance requirement, share of what it was, >= 0
  std::chrono::milliseconds notice_of_tightening{0};  ///< from announcement to effect
  std::chrono::milliseconds notice_of_easing{0};      ///< the same where nobody is worse off

  constexpr std::chrono::milliseconds notice(const BookChange& change) const noexcept {
    return change.is_tightening() ? notice_of_tightening : notice_of_easing;
  }

  /// Everything that keeps a change, announced at `now`, from taking effect at `from`; empty: it may.
  Faults objections(const BookChange& change, Timestamp now, Timestamp from) const {
    Faults found;
    const auto object = [&](bool is_good, const char* field, double value) {
      if (!is_good) report(found, FaultCode::out_of_range, field, {}, value);
    };
    object(change.become_unknown == 0, "book_change.become_unknown", static_cast<double>(change.become_unknown));
    object(change.become_liquidatable <= most_liquidatable, "book_change.become_liquidatable",
           static_cast<double>(change.become_liquidatable));
    object(change.shortfall <= most_shortfall, "book_change.shortfall", change.shortfall);
    object(change.maintenance.change <= product(most_rise, change.maintenance.before), "book_change.maintenance",
           change.maintenance.change);
    if (from <= now)
      report(found, FaultCode::expired, "dated_parameters.from", {}, seconds_between(now, from));
    else
      object(milliseconds_between(now, from) >= static_cast<double>(notice(change).count()), "dated_parameters.notice",
             seconds_between(now, from));
    return found;
  }

  Faults faults() const {
    Faults found;
    if (most_liquidatable < 0)
      report(found, FaultCode::negative, "change_limits.most_liquidatable", {}, static_cast<double>(most_liquidatable));
    if (!(most_shortfall >= 0.0)) report(found, FaultCode::negative, "change_limits.most_shortfall", {}, most_shortfall);
    if (!(most_rise >= 0.0)) report(found, FaultCode::negative, "change_limits.most_rise", {}, most_rise);
    if (notice_of_tightening.count() < 0)
      report(found, FaultCode::negative, "change_limits.notice_of_tightening", {}, seconds_of(notice_of_tightening));
    if (notice_of_easing.count() < 0)
      report(found, FaultCode::negative, "change_limits.notice_of_easing", {}, seconds_of(notice_of_easing));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
