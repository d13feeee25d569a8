#include "bulwark/pricing/payout.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

namespace {

PayoutShares<double> parts(const Payout<double>& payout, double strike, double side) {
  return only_lane(shares(one_lane(payout), Lanes<1>(strike), Lanes<1>(side)));
}

/// What the parts pay at S beyond the strike.
double paid(const PayoutShares<double>& p, double s, double strike, double side) {
  return p.options * side * (s - strike) + side * p.coins * s + p.quote;
}

}  // namespace

TEST_CASE("an ordinary option is one option and nothing else", "[pricing][payout]") {
  for (const double side : {1.0, -1.0}) {
    const PayoutShares<double> p = parts(option_payout(side), 97.3, side);
    CHECK(p.options == 1.0);
    CHECK(p.coins == 0.0);
    CHECK(p.quote == 0.0);
    CHECK(p.by_strike == 0.0);
  }
}

TEST_CASE("a gap near the strike is an option and the difference, a far one is its two legs", "[pricing][payout]") {
  const PayoutShares<double> near = parts(gap_payout(1.0, 99.0), 100.0, 1.0), far = parts(gap_payout(1.0, 10.0), 100.0, 1.0);
  CHECK(near.options == 1.0);
  CHECK(near.quote == 1.0);
  CHECK(far.options == 0.0);
  CHECK(far.coins == 1.0);
  CHECK(far.quote == -10.0);
}

TEST_CASE("whatever the parts, they pay what the payout pays", "[pricing][payout]") {
  for (const double side : {1.0, -1.0})
    for (const double payment : {0.0, 30.0, 49.0, 51.0, 100.0, 160.0})
      for (const Payout<double>& payout : {gap_payout(side, payment), Payout<double>{0.3, payment, -1.7}, cash_or_nothing(payment)})
        for (const double s : {20.0, 100.0, 400.0})
          CHECK(std::fabs(paid(parts(payout, 100.0, side), s, 100.0, side) - (payout.coins * s + payout.quote + payout.strikes * 100.0)) <=
                1e-12 * (s + 400.0));  // roundings of amounts in the hundreds
}
