#include "bulwark/liquidation/transition.hpp"

#include <vector>

#include "support/catch.hpp"

using namespace bulwark;
using Risk = ExactRisk<long long>;

namespace {
std::vector<Risk> grid() {
  std::vector<Risk> all;
  for (long long equity = -6; equity <= 6; ++equity)
    for (long long maintenance = 0; maintenance <= 4; ++maintenance) all.push_back({equity, 2 * maintenance, maintenance});
  return all;
}
}  // namespace

TEST_CASE("an account that does not cover what it opens with may only become less risky", "[liquidation][transition][A14]") {
  for (const Risk& before : grid())
    for (const Risk& after : grid()) {
      const Transition way = transition(before, after);
      if (after.covers_initial()) {
        CHECK(way == Transition::allowed);
        continue;
      }
      if (way == Transition::allowed) {
        CHECK(after.maintenance <= before.maintenance);
        CHECK((risk_order(after, before) <= 0));
        CHECK((after.maintenance > 0) == (before.maintenance > 0));
      } else {
        CHECK((way == Transition::newly_undercollateralised) == before.covers_initial());
      }
      CHECK(undercollateralised_transition(before, after) == way);
    }
}

TEST_CASE("staying as one is, is allowed while something is held", "[liquidation][transition]") {
  for (const Risk& risk : grid())
    if (risk.maintenance > 0) CHECK(transition(risk, risk) == Transition::allowed);
  CHECK(transition(Risk{.equity = -1}, Risk{.equity = -1}) == Transition::still_undercollateralised);
}

TEST_CASE("withdrawing or opening below the initial requirement is refused by the name of where it began", "[liquidation][transition]") {
  CHECK(transition(Risk{10, 8, 4}, Risk{7, 8, 4}) == Transition::newly_undercollateralised);
  CHECK(transition(Risk{7, 8, 4}, Risk{6, 8, 4}) == Transition::still_undercollateralised);
  CHECK(transition(Risk{10, 8, 4}, Risk{10, 12, 6}) == Transition::newly_undercollateralised);
  CHECK(transition(Risk{7, 8, 4}, Risk{4, 4, 2}) == Transition::allowed);                      // covered again
  CHECK(transition(Risk{3, 8, 4}, Risk{2, 4, 2}) == Transition::allowed);                      // a retreat
  CHECK(transition(Risk{3, 8, 4}, Risk{1, 4, 2}) == Transition::still_undercollateralised);    // too dear a retreat
  CHECK(transition(Risk{-2, 8, 4}, Risk{-2, 4, 2}) == Transition::still_undercollateralised);  // the same loss on half
}

TEST_CASE("nothing required is a case of its own", "[liquidation][transition]") {
  // x/subaccounts/lib/updates_test.go (v4-chain at commit 84d4664, 2026)
  const auto way = [](Risk before, long long nc, long long mmr) {
    return undercollateralised_transition(before, Risk{.equity = nc, .maintenance = mmr});
  };
  CHECK(way({.equity = -1}, -2, 1) == Transition::still_undercollateralised);
  CHECK(way({.equity = -1}, 100, 1) == Transition::still_undercollateralised);
  CHECK(way({.equity = -1}, -1, 0) == Transition::still_undercollateralised);
  CHECK(way({.equity = -2}, -1, 0) == Transition::allowed);
  CHECK(way({-2, 1, 1}, -1, 0) == Transition::still_undercollateralised);  // everything closed, still owing
}
