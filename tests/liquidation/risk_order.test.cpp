#include "bulwark/liquidation/risk_order.hpp"

#include <vector>

#include "support/catch.hpp"
#include "vectors/case.hpp"

using namespace bulwark;
using Risk = ExactRisk<long long>;

namespace {
/// Every pair of a small equity and a small requirement: none, equal ratios and all signs among them.
std::vector<Risk> grid() {
  std::vector<Risk> all;
  for (long long equity = -4; equity <= 4; ++equity)
    for (long long maintenance = 0; maintenance <= 4; ++maintenance) all.push_back({.equity = equity, .maintenance = maintenance});
  return all;
}
}  // namespace

TEST_CASE("riskier is a strict order in which only the same risk is as risky", "[liquidation][risk_order][A15]") {
  const std::vector<Risk> all = grid();
  for (const Risk& a : all)
    for (const Risk& b : all) {
      const auto order = risk_order(a, b);
      CHECK((order == 0) == (a == b));
      CHECK((order > 0) == (risk_order(b, a) < 0));
      for (const Risk& c : all)
        if (order > 0 && risk_order(b, c) > 0) CHECK((risk_order(a, c) > 0));
    }
}

TEST_CASE("less equity is riskier, and so is a larger requirement for those who are not under water", "[liquidation][risk_order]") {
  for (const Risk& a : grid()) {
    CHECK((risk_order(Risk{.equity = a.equity - 1, .maintenance = a.maintenance}, a) > 0));
    // Under water a larger position dilutes the same loss: the chain's own order.
    const Risk larger{.equity = a.equity, .maintenance = a.maintenance + 1};
    CHECK((risk_order(larger, a) > 0) == (a.equity >= 0));
  }
}

TEST_CASE("risks are ordered as by the chain's own tests", "[liquidation][risk_order]") {
  // lib/margin/risk_test.go (v4-chain at commit 84d4664, 2026)
  const auto order = [](long long nc1, long long mmr1, long long nc2, long long mmr2) {
    return risk_order(Risk{.equity = nc1, .maintenance = mmr1}, Risk{.equity = nc2, .maintenance = mmr2});
  };
  CHECK((order(-100, 50, -100, 100) > 0));
  CHECK((order(-100, 150, -100, 100) < 0));
  CHECK((order(100, 0, 100, 100) < 0));
  CHECK((order(100, 50, 200, 100) < 0));
  CHECK((order(0, 0, 200, 100) < 0));
  CHECK((order(100, 0, 200, 0) > 0));
}

TEST_CASE("products beyond 64 bits need, and get, a wider integer", "[liquidation][risk_order]") {
  const test::Wide big = test::Wide(1) << 120;
  CHECK((risk_order(ExactRisk<test::Wide>{.equity = big, .maintenance = big}, {.equity = big, .maintenance = big - 1}) > 0));
}
