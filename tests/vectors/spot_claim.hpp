#pragma once

#include "bulwark/pricing/claim.hpp"
#include "vectors/table.hpp"

namespace bulwark::test {

/// The claim of a row that is seen from the spot, at this volatility.
inline SpotClaim<double> spot_claim(const Row& row, double volatility) {
  return {.spot = row("S"),
          .strike = row("K"),
          .rate = row("r"),
          .yield = row("q"),
          .volatility = volatility,
          .years = row("T"),
          .side = row.side()};
}
inline SpotClaim<double> spot_claim(const Row& row) { return spot_claim(row, row("sigma")); }

}  // namespace bulwark::test
