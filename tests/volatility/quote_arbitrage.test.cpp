#include "bulwark/volatility/quote_arbitrage.hpp"

#include <cmath>
#include <limits>

#include "bulwark/pricing/black.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Calls at one volatility, `half` a spread wide on each side.
QuotedExpiry market(double volatility, double years, double half = 0.01) {
  QuotedExpiry quoted{100.0, {}};
  for (double strike = 70.0; strike <= 130.0; strike += 5.0) {
    const double value = black_value(Claim<double>{100.0, strike, volatility, years, 1.0});
    quoted.calls.push_back({strike, value - half, value + half});
  }
  return quoted;
}

std::vector<Violation> of(const std::vector<Violation>& all, Arbitrage kind) {
  std::vector<Violation> found;
  for (const Violation& v : all)
    if (v.kind == kind) found.push_back(v);
  return found;
}

}  // namespace

TEST_CASE("quotes around one volatility have no arbitrage", "[volatility][quote_arbitrage]") {
  CHECK(arbitrage({market(0.5, 0.1), market(0.5, 0.2), market(0.45, 0.5)}).empty());
  CHECK(arbitrage(std::vector<QuotedExpiry>{}).empty());
}

TEST_CASE("a quote below intrinsic value or above the forward breaks its bound", "[volatility][quote_arbitrage]") {
  QuotedExpiry low{100.0, {{80.0, 18.0, 19.5}}}, high{100.0, {{80.0, 101.0, 102.0}}};
  const auto below = of(arbitrage({low}), Arbitrage::bound), above = of(arbitrage({high}), Arbitrage::bound);
  REQUIRE(below.size() == 1);
  CHECK_THAT(below[0].amount, WithinAbs(0.5, 1e-12));
  CHECK_THAT(below[0].worst, WithinAbs(std::log(0.8), 1e-12));
  REQUIRE(above.size() == 1);
  CHECK_THAT(above[0].amount, WithinAbs(1.0, 1e-12));
}

TEST_CASE("a call dearer than one at a lower strike is an arbitrage, and so is one too much cheaper", "[volatility][quote_arbitrage]") {
  QuotedExpiry quoted = market(0.5, 0.1);
  quoted.calls[8].bid = quoted.calls[7].ask + 0.3, quoted.calls[8].ask = quoted.calls[8].bid + 0.1;
  const auto rise = of(arbitrage({quoted}), Arbitrage::call_spread);
  REQUIRE_FALSE(rise.empty());
  CHECK(rise[0].other == 8);
  CHECK_THAT(rise[0].amount, WithinAbs(0.3, 1e-9));
  QuotedExpiry fallen = market(0.5, 0.1);
  fallen.calls[3].bid = fallen.calls[4].ask + 5.2, fallen.calls[3].ask = fallen.calls[3].bid + 0.1;
  const auto fall = of(arbitrage({fallen}), Arbitrage::call_spread);
  REQUIRE_FALSE(fall.empty());
  CHECK(fall[0].other == 3);
  CHECK_THAT(fall[0].amount, WithinAbs(0.2, 1e-9));
}

TEST_CASE("a bid above the line between two asks is a butterfly", "[volatility][quote_arbitrage]") {
  QuotedExpiry quoted{100.0, {{90.0, 11.9, 12.0}, {100.0, 7.7, 7.8}, {110.0, 2.9, 3.0}}};
  const std::vector<Violation> found = arbitrage({quoted});
  REQUIRE(found.size() == 1);
  CHECK_THAT(found[0].amount, WithinAbs(0.2, 1e-12));  // 7.7 against (12 + 3) / 2
  CHECK(found[0].kind == Arbitrage::butterfly);
}

TEST_CASE("a wide market hides a butterfly that its middle shows", "[volatility][quote_arbitrage]") {
  QuotedExpiry quoted{100.0, {{90.0, 10.0, 14.0}, {100.0, 6.0, 9.0}, {110.0, 2.0, 4.0}}};  // middles 12, 7.5, 3
  CHECK(arbitrage({quoted}).empty());
}

TEST_CASE("an earlier bid above the line between later asks is a calendar, at equal moneyness", "[volatility][quote_arbitrage]") {
  QuotedExpiry earlier = market(0.8, 0.1), later = market(0.5, 0.15);
  for (CallQuote& q : later.calls) q.strike *= 1.1, q.bid *= 1.1, q.ask *= 1.1;
  later.forward *= 1.1;
  const auto found = of(arbitrage({earlier, later}), Arbitrage::calendar);
  REQUIRE_FALSE(found.empty());
  for (const Violation& v : found) {
    CHECK(v.expiry == 1);
    CHECK(v.other == 0);
    CHECK(v.low <= v.worst + 1e-12);
    CHECK(v.worst <= v.high + 1e-12);
  }
  CHECK(of(arbitrage({market(0.5, 0.1), market(0.5, 0.15)}), Arbitrage::calendar).empty());
}

TEST_CASE("a side that nobody quotes proves nothing", "[volatility][quote_arbitrage]") {
  QuotedExpiry quoted = market(0.5, 0.1);
  for (CallQuote& q : quoted.calls) q.ask = none;
  quoted.calls[5].bid = 60.0;
  CHECK(arbitrage({quoted}).empty());
}
