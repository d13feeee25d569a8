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
                        .model = JumpParameters{.per_year = -1.0, .mean_log_jump = nan, .log_jump_deviation = nan},
                        .confidence = -1.0,
                        .oracle_age = std::chrono::milliseconds{-1}};
  const Faults found = faults(bad, now, 4);
  CHECK(found.size() == 11);
  for (const Fault& fault : found) CHECK(fault.where.outer == 4);
  CHECK(describe(found[0]) == "market.spot[4] must be finite, got nan");
  CHECK(describe(found[1]) == "market.forward[4,0] must be positive, got -1");
}

TEST_CASE("what an average has fixed and the rate come with a quoted expiry", "[scenario][forward]") {
  const AssetMarket market{.spot = 100.0, .forwards = {{.expiry = july, .forward = 110.0, .discount = 0.95, .fixed = 70.0, .rate = 0.2}}};
  CHECK(forward_at(market, now, july).fixed == 70.0);
  CHECK(forward_at(market, now, july).rate == 0.2);
  for (const Timestamp other : {now + std::chrono::days{10}, december, perpetual}) CHECK(forward_at(market, now, other).fixed == 0.0);
  CHECK(forward_at(market, now, perpetual).rate == 0.0);
}

TEST_CASE("between quotes the rate grows as its discount does, after the last it goes on", "[scenario][forward]") {
  const auto in = [](int days) { return now + std::chrono::days{days}; };
  const auto rate = [&](const AssetMarket& market, int days) { return forward_at(market, now, in(days)).rate; };
  const auto quoted = [&](int days, double r) {
    return ForwardPoint{.expiry = in(days), .forward = 100.0, .discount = std::exp(-r * days / 365.0), .rate = r};
  };
  const AssetMarket market{.spot = 100.0, .forwards = {quoted(100, 0.05), quoted(200, 0.15)}};
  for (const int days : {1, 50, 100, 150, 199, 200, 400})
    CHECK(rate(market, days) == Catch::Approx(-std::log(forward_at(market, now, in(days)).discount) * 365.0 / days).epsilon(1e-12));
  CHECK(rate(market, 0) == 0.0);
  // Where values are not discounted the rate stands by itself.
  const AssetMarket undiscounted{.spot = 100.0, .forwards = {{in(100), 100.0, 1.0, 0.0, 0.05}, {in(200), 100.0, 1.0, 0.0, 0.15}}};
  CHECK(rate(undiscounted, 50) == Catch::Approx(0.05).epsilon(1e-14));
  CHECK(rate(undiscounted, 150) == Catch::Approx((0.05 * 100.0 + 0.15 * 200.0) / 2.0 / 150.0).epsilon(1e-14));
  CHECK(rate(undiscounted, 400) == Catch::Approx(0.15).epsilon(1e-14));
}

TEST_CASE("more fixed than there is, an unknown rate and a certainty beyond [0, 1] are faults", "[scenario][forward][faults]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  AssetMarket market{.spot = 100.0, .forwards = {{.expiry = july, .forward = 110.0, .fixed = 110.0}}};
  CHECK(faults(market, now, 0).empty());  // at expiry everything is fixed
  for (const double bad : {110.5, -1.0, nan}) {
    market.forwards[0].fixed = bad;
    REQUIRE(faults(market, now, 0).size() == 1);
    CHECK(std::string(faults(market, now, 0)[0].field) == "market.forward.fixed");
  }
  market.forwards[0] = {.expiry = july, .forward = 110.0, .rate = nan};
  REQUIRE(faults(market, now, 0).size() == 1);
  CHECK(describe(faults(market, now, 3)[0]) == "market.forward.rate[3,0] must be finite, got nan");
  market.forwards.clear();
  for (const double bad : {-0.5, 1.5, nan}) {
    market.certainty = bad;
    REQUIRE(faults(market, now, 2).size() == 1);
    CHECK(std::string(faults(market, now, 2)[0].field) == "market.certainty");
    CHECK(faults(market, now, 2)[0].where.outer == 2);
  }
}
