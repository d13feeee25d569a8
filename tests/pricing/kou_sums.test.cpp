#include "bulwark/pricing/kou.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

using One = Lanes<1>;

struct Case {
  double point, deviation;
  DoubleExponentialJumps jumps;
};

/// One chain the one way and the other: added to what there is without a jump, or all later densities added up.
void check_both_ways(const Case& at, double call, double tolerance) {
  ErlangLaw<2> law;
  make_law(law, at.jumps, 1.0, 83.2);
  const JumpedClaim<One> c = jumped_claim(One(-call * at.point), One(at.deviation), One(0.0), One(call));
  const NoJump<One> none = without_jump(c);
  const Mask<1> is_call = One(call) > One(0.0), every = One(0.0) == One(0.0);
  const One rate(call > 0.0 ? law.signed_rate[1] : law.signed_rate[3]);
  const ErlangChain<One> inward = erlang_chain(c.point, c.deviation, c.standard, rate);
  const WeightRow<2, One> row{law, 1, is_call, every};
  const KouSums<One, 2> taken = chain_sums(law, row, inward, none, every, every);
  const KouSums<One, 2> added = chain_sums(law, row, inward, none, !every, every);
  for (int s = 0; s < 2; ++s) {
    CHECK_THAT(taken.value[s].lane(0), WithinRel(added.value[s].lane(0), tolerance));
    CHECK_THAT(taken.far[s].lane(0), WithinRel(added.far[s].lane(0), tolerance));
    CHECK_THAT(taken.density[s].lane(0), WithinRel(added.density[s].lane(0), 1e-13));
  }
}

}  // namespace

TEST_CASE("what inward jumps take away is what later densities add up to", "[pricing][kou_sums]") {
  for (const double call : {1.0, -1.0}) {
    check_both_ways({.point = 0.1, .deviation = 0.4, .jumps = {1.0, 0.5, 30.0, 25.0}}, call, 1e-12);
    check_both_ways({.point = 0.02, .deviation = 0.3, .jumps = {3.0, 0.5, 60.0, 90.0}}, call, 1e-12);
    check_both_ways({.point = -2.0, .deviation = 0.3, .jumps = {3.0, 0.5, 15.0, 12.0}}, call, 1e-11);  // upwards: the point lies far inside
    check_both_ways({.point = 0.5, .deviation = 1.5, .jumps = {5.0, 0.3, 200.0, 100.0}}, call, 1e-12);
  }
}

TEST_CASE("a chain that ends by its bound is no longer than it must be", "[pricing][kou_sums]") {
  // 1e-5 jumps: three weights. 40: about a hundred.
  ErlangLaw<1> law;
  make_law(law, DoubleExponentialJumps{1e-5, 0.5, 10.0, 10.0}, 1.0, 83.2);
  CHECK(law.last <= 12);
  make_law(law, DoubleExponentialJumps{40.0, 0.5, 10.0, 10.0}, 1.0, 83.2);
  CHECK(law.last <= 130);
}
