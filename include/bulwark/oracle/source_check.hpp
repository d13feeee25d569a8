#pragma once

#include "bulwark/oracle/confidence_limit.hpp"
#include "bulwark/oracle/feed_range.hpp"
#include "bulwark/oracle/freshness.hpp"

namespace bulwark::BULWARK_TARGET {

/// What is asked of one source by itself: that it is awake, sure of itself, and inside what it is able to say.
struct SourceCheck {
  Freshness freshness;
  ConfidenceLimit confidence;
  FeedRange range{};

  Trust trust(const OraclePrint& print, Timestamp now) const noexcept {
    return worse(worse(freshness.trust(print.published, now), confidence.trust(print)), range.trust(print.price));
  }

  /// Everything that `trust` holds against a print, for people. `where` is the source's.
  Faults complaints(const OraclePrint& print, Timestamp now, Where where = {}) const {
    Faults found;
    if (!is_finite(print.price))
      report(found, FaultCode::not_finite, "oracle_print.price", where, print.price);
    else if (!(print.price > 0.0))
      report(found, FaultCode::not_positive, "oracle_print.price", where, print.price);
    else if (range.trust(print.price) != Trust::trusted)
      report(found, FaultCode::out_of_range, "oracle_print.price", where, print.price);
    if (!is_finite(print.confidence))
      report(found, FaultCode::not_finite, "oracle_print.confidence", where, print.confidence);
    else if (print.confidence < 0.0)
      report(found, FaultCode::negative, "oracle_print.confidence", where, print.confidence);
    else if (confidence.trust(print) == Trust::uncertain)
      report(found, FaultCode::out_of_range, "oracle_print.confidence", where, print.confidence);
    if (freshness.trust(print.published, now) != Trust::trusted)
      report(found, FaultCode::out_of_range, "oracle_print.age", where, seconds_between(print.published, now));
    return found;
  }

  Faults faults() const {
    Faults found = freshness.faults();
    append(found, confidence.faults());
    append(found, range.faults());
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
