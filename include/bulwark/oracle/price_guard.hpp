#pragma once

#include <optional>

#include "bulwark/oracle/consensus.hpp"
#include "bulwark/oracle/plausibility.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a price is held against.
struct PriceReferences {
  std::optional<double> average{};  ///< quote per coin; its own slow average: TWAP, exponential average or stable price
  std::optional<double> anchor{};   ///< quote per coin; what ought to be the same: other venues, what a claim is redeemed at
};

/// A price and its references: a genuine crash passes, a pump does not, and a venue's own book is not believed alone. A median is as
/// plausible as most of its sources are, so there is no need to ask each, and asking each would lose all of them in a crash. A reference
/// that the guard asks for and nobody gives makes the price suspect: what cannot be checked is not trusted.
struct PriceGuard {
  std::optional<Plausibility> against_average = Plausibility{};
  std::optional<Plausibility> against_anchor{};  ///< closer to 1 than against an average

  Trust trust(const ConsensusPrice& price, const PriceReferences& references) const noexcept {
    if (!price.print) return Trust::invalid;
    const auto held = [&](const std::optional<Plausibility>& rule, const std::optional<double>& reference) {
      return !rule ? Trust::trusted : !reference ? Trust::suspect : rule->trust(price.print->price, *reference);
    };
    return worse(price.trust, worse(held(against_average, references.average), held(against_anchor, references.anchor)));
  }

  Faults faults() const {
    Faults found;
    if (against_average) append(found, against_average->faults());
    if (against_anchor) append(found, against_anchor->faults());
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
