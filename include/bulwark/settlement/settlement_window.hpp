#pragma once

#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// The index at one instant.
struct IndexSample {
  Timestamp at;
  double price;  ///< quote per coin
};

/// A settlement average, or as much of it as there is.
struct SettlementAverage {
  double price;       ///< mean so far, quote per coin
  double share;       ///< of the window that it covers, in (0, 1]
  Index carried = 0;  ///< slots without a sample of their own, which took the one before
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A settlement price as the time-weighted average of an index over the last part of a contract's life. The window is cut into slots of
/// `interval`, and every slot needs a sample: a gap is a fault, not a price, except that up to `most_missing` slots take the last one
/// before. Source: Deribit, delivery price: average of the index from 07:30 to 08:00 UTC. *Assumed*: one sample a second; its documents say
/// none.
struct SettlementWindow {
  std::chrono::milliseconds window{std::chrono::minutes{30}};   ///< > 0, a multiple of `interval`
  std::chrono::milliseconds interval{std::chrono::seconds{1}};  ///< > 0
  Index most_missing = 0;                                       ///< slots, >= 0

  Index slots() const noexcept { return static_cast<Index>(window.count() / interval.count()); }

  /// The price at which a contract of that expiry settles; or every slot without a sample, and every sample that is none. Samples by
  /// increasing time; those outside (expiry - window, expiry] are not read, and of several in a slot the last one counts.
  Checked<SettlementAverage> price(std::span<const IndexSample> samples, Timestamp expiry) const { return until(samples, expiry, expiry); }

  /// The same for the part of the window that has passed by `now`; empty before the first slot has.
  Checked<SettlementAverage> until(std::span<const IndexSample> samples, Timestamp expiry, Timestamp now) const {
    Faults found = faults();
    if (!found.empty()) return found;
    const Timestamp start = expiry - window, end = now < expiry ? now : expiry;
    const Index passed = end <= start ? 0 : static_cast<Index>((end - start).count() / interval.count());
    if (passed == 0) report(found, FaultCode::empty, "settlement_window");
    std::size_t next = 0;
    double sum = 0.0, last = 0.0;
    Index carried = 0;
    bool has_one = false;
    for (std::size_t i = 0; i < samples.size(); ++i) {
      const Where where{.outer = static_cast<Index>(i)};
      if (i > 0 && !(samples[i - 1].at < samples[i].at))
        report(found, FaultCode::out_of_order, "settlement_window.sample", where, seconds_between(start, samples[i].at));
      if (!is_finite(samples[i].price)) report(found, FaultCode::not_finite, "settlement_window.price", where, samples[i].price);
    }
    for (Index slot = 0; slot < passed; ++slot) {
      const Timestamp from = start + interval * slot, to = from + interval;
      bool is_own = false;
      for (; next < samples.size() && samples[next].at <= to; ++next)
        if (samples[next].at > from) last = samples[next].price, is_own = true;
      has_one = has_one || is_own;
      if (!is_own && (!has_one || ++carried > most_missing)) report(found, FaultCode::missing, "settlement_window.slot", {.outer = slot});
      sum += last;
    }
    if (!found.empty()) return found;
    return SettlementAverage{.price = sum / static_cast<double>(passed),
                             .share = static_cast<double>(passed) / static_cast<double>(slots()),
                             .carried = carried};
  }

  Faults faults() const {
    Faults found;
    if (interval.count() <= 0) report(found, FaultCode::not_positive, "settlement_window.interval", {}, seconds_of(interval));
    if (window.count() <= 0 || (interval.count() > 0 && window.count() % interval.count() != 0))
      report(found, FaultCode::out_of_range, "settlement_window.window", {}, seconds_of(window));
    if (most_missing < 0) report(found, FaultCode::negative, "settlement_window.most_missing", {}, static_cast<double>(most_missing));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
