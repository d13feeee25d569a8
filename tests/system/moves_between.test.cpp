#include "bulwark/system/moves_between.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

namespace {
MarketState close(int day, double spot, VolatilitySurface volatility) {
  return {.now = Timestamp{} + 24h * day, .assets = {{.spot = spot, .volatility = std::move(volatility)}}};
}
}  // namespace

TEST_CASE("moves are those between closes, the newest kept", "[system][moves_between]") {
  const std::vector<MarketState> closes{close(0, 50.0, FlatVolatility{0.5}), close(1, 100.0, FlatVolatility{0.5}),
                                        close(2, 110.0, FlatVolatility{0.6}), close(3, 99.0, FlatVolatility{0.3})};
  const History moves = moves_between(closes, 2, 720h);
  REQUIRE((moves.size() == 2 && moves.assets == 1));
  CHECK(moves.log_return[0] == Catch::Approx(std::log(1.1)));
  CHECK(moves.log_return[1] == Catch::Approx(std::log(0.9)));
  CHECK(moves.vol_move[0] == Catch::Approx(0.2));
  CHECK(moves.vol_move[1] == Catch::Approx(-0.5));
  CHECK(moves.faults().empty());
}

TEST_CASE("without volatilities prices move alone, and a price that is none is a fault", "[system][moves_between][faults]") {
  const std::vector<MarketState> closes{close(0, 50.0, {}), close(1, 100.0, {}), close(2, 0.0, {})};
  const History moves = moves_between(closes, 10, 720h);
  CHECK(moves.vol_move.empty());
  CHECK(moves.size() == 2);
  CHECK(moves.faults().size() == 1);
  CHECK(moves_between({}, 10, 720h).size() == 0);
}

TEST_CASE("an asset that was listed late has no moves before, and everybody keeps the own column", "[system][moves_between][faults]") {
  std::vector<MarketState> closes{close(0, 50.0, {}), close(1, 100.0, {}), close(2, 110.0, {}), close(3, 99.0, {})};
  closes[2].assets.push_back({.spot = 8.0}), closes[3].assets.push_back({.spot = 16.0});
  const History moves = moves_between(closes, 10, 720h);
  REQUIRE((moves.assets == 2 && moves.size() == 3));
  CHECK(moves.log_return[2] == Catch::Approx(std::log(1.1)));
  CHECK((std::isnan(moves.log_return[1]) && std::isnan(moves.log_return[3])));
  CHECK(moves.log_return[5] == Catch::Approx(std::log(2.0)));
  CHECK(moves.faults().size() == 2);
  CHECK(moves_between(closes, 1, 720h).faults().empty());
}
