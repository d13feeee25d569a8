#include "bulwark/scenario/priced_market.hpp"

#include <cstdint>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("blocks start on multiples of eight after the fixed columns, rows on cache lines", "[scenario][priced_market]") {
  const std::vector<RiskUnit> units{{AssetId{0}, AssetId::quote}};
  const PricedMarket table(5, units, {{.count = 1}, {.count = 9}, {.count = 8}}, 3);
  CHECK(table.rows() == 5);
  CHECK(table.stride() == 1 + 1 + 2 + 1);
  CHECK(table.generation() == 3);
  CHECK(table.blocks()[0].first == 8);
  CHECK(table.blocks()[1].first == 16);
  CHECK(table.blocks()[2].first == 32);
  CHECK(table.profits(2, 1).size() == 9);
  for (Index row = 0; row < 5; ++row) CHECK(reinterpret_cast<std::uintptr_t>(table.row(row)) % 64 == 0);
  CHECK(table.terms(4).listed == 0);
}
