#include "bulwark/collateral/lesser_weight.hpp"

#include <limits>

#include "bulwark/collateral/concentration_weight.hpp"
#include "bulwark/collateral/size_weight.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;

TEST_CASE("the lesser of two shares counts, for opening and for staying by itself", "[collateral][lesser_weight]") {
  const SizeWeight by_size{.initial = 0.8, .maintenance = 0.9, .factor = 0.01};
  const ConcentrationWeight by_venue{.initial = 0.8, .maintenance = 0.9, .deposits = 2'000.0, .start = 100'000.0};
  const LesserWeight both{by_size, by_venue};
  static_assert(BalanceWeight<LesserWeight<SizeWeight, ConcentrationWeight>>);
  for (const double coins : {0.0, 10.0, 1e4, 1e6}) {
    const Share share = both.share(coins, 100.0), one = by_size.share(coins, 100.0), other = by_venue.share(coins, 100.0);
    CHECK(share.initial == std::min(one.initial, other.initial));
    CHECK(share.maintenance == std::min(one.maintenance, other.maintenance));
  }
  const double unknown = both.share(1.0, std::numeric_limits<double>::quiet_NaN()).initial;
  CHECK(unknown != unknown);
  CHECK(LesserWeight{SizeWeight{2.0, 2.0}, ConcentrationWeight{-1.0, 0.5}}.faults().size() == 3);
}
