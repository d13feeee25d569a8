#include "bulwark/scenario/forward.hpp"

#include <limits>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a quoted expiry is returned as quoted, spot and perpetuals at spot", "[scenario][forward]") {
  const AssetMarket market = three_assets().assets[0];
  CHECK(forward_at(market, now, july).forward == market.forwards[0].forward);
  CHECK(forward_at(market, now, december).discount == market.forwards[1].discount);
  CHECK(forward_at(market, now, perpetual).forward == market.spot);
  CHECK(forward_at(three_assets().assets[2], now, july).forward == 160.0);
}

TEST_CASE("between quotes the carry is constant, after the last it goes on", "[scenario][forward]") {
  const AssetMarket market{.spot = 100.0,
                           .forwards = {{now + std::chrono::days{100}, 110.0, 0.95}, {now + std::chrono::days{200}, 132.0, 0.9}}};
  CHECK(forward_at(market, now, now + std::chrono::days{150}).forward == Catch::Approx(std::sqrt(110.0 * 132.0)).epsilon(1e-14));
  CHECK(forward_at(market, now, now + std::chrono::days{50}).forward == Catch::Approx(std::sqrt(110.0 * 100.0)).epsilon(1e-14));
  CHECK(forward_at(market, now, now + std::chrono::days{400}).forward == Catch::Approx(132.0 * 1.32).epsilon(1e-14));
  CHECK(forward_at(market, now, now + std::chrono::days{400}).discount == Catch::Approx(0.81).epsilon(1e-14));
}

TEST_CASE("a forward that has expired says nothing of those that have not", "[scenario][forward]") {
  AssetMarket market{.spot = 100.0, .forwards = {{now + std::chrono::days{100}, 110.0}}};
  const double before = forward_at(market, now, now + std::chrono::days{50}).forward, after = forward_at(market, now, december).forward;
  for (const Timestamp past : {now - std::chrono::days{1}, now}) {
    market.forwards.insert(market.forwards.begin(), {past, 50.0});
    CHECK(forward_at(market, now, now + std::chrono::days{50}).forward == before);
    CHECK(forward_at(market, now, december).forward == after);
    market.forwards.erase(market.forwards.begin());
  }
}

TEST_CASE("every fault of an asset's prices is reported", "[scenario][forward][faults]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const AssetMarket bad{.spot = nan,
                        .forwards = {{december, -1.0, 0.0}, {july, nan, nan}},
                        .jumps = {.per_year = -1.0, .mean_log_jump = nan, .log_jump_deviation = nan},
                        .confidence = -1.0,
                        .oracle_age = std::chrono::milliseconds{-1}};
  const Faults found = faults(bad, now, 4);
  CHECK(found.size() == 11);
  for (const Fault& fault : found) CHECK(fault.where.outer == 4);
  CHECK(describe(found[0]) == "market.spot[4] must be finite, got nan");
  CHECK(describe(found[1]) == "market.forward[4,0] must be positive, got -1");
}
