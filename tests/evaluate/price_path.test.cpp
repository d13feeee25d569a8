#include "bulwark/evaluate/price_path.hpp"

#include <limits>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("every fault of a path has its field", "[evaluate][price_path][faults]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const MarketState market = three_assets();
  CHECK(faults(PricePath{.asset = btc}, market).empty());
  const Faults found =
      faults(PricePath{.asset = btc, .beta = {1.0, nan}, .vol_response = nan, .lowest = 1.0, .highest = 1.0, .steps = 1}, market);
  std::vector<std::string> fields;
  for (const Fault& fault : found) fields.emplace_back(fault.field);
  CHECK(fields == std::vector<std::string>{"price_path.lowest", "price_path.highest", "price_path.steps", "price_path.vol_response",
                                           "price_path.beta"});
  CHECK(faults(PricePath{.asset = AssetId{7}}, market).front().code == FaultCode::unknown_asset);
}
