#include "bulwark/system/ring_fence.hpp"

#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

struct Majors;
struct Memes;

template <class A, class B>
concept Adds = requires(A a, B b) {
  a + b;
};
template <class P, class M>
concept Bears = requires(P pool, M lost) {
  pool.after_loss(lost);
};

// A loss of one pool is no argument to another: the fence is in the types.
static_assert(Adds<PoolMoney<Majors>, PoolMoney<Majors>> && !Adds<PoolMoney<Majors>, PoolMoney<Memes>>);
static_assert(Bears<RingFencedPool<Majors>, PoolMoney<Majors>> && !Bears<RingFencedPool<Majors>, PoolMoney<Memes>>);
static_assert(!Bears<RingFencedPool<Majors>, MinorUnits>);

}  // namespace

TEST_CASE("a failure in one pool reaches nobody else's money, whatever it costs", "[system][ring_fence]") {
  Random random{20};
  for (int i = 0; i < 10'000; ++i) {
    const RingFencedPool<Majors> majors{{random.below(1'000'000)}, {random.below(1'000'000)}};
    const RingFencedPool<Memes> memes{{random.below(1'000'000)}, {random.below(1'000'000)}};
    const PoolMoney<Memes> lost{random.below(4'000'000)};
    const RingFencedLoss<Memes> taken = memes.loss(lost);
    const RingFencedPool<Memes> then = memes.after_loss(lost);
    CHECK(taken.from_fund + taken.from_claims + taken.unpaid == lost);  // to the last unit
    CHECK(then.claims + then.fund == memes.claims + memes.fund - lost + taken.unpaid);
    CHECK((then.claims.units >= 0 && then.fund.units >= 0));
    CHECK((then.claims == memes.claims || then.fund.units == 0));  // the fund goes first
    CHECK((taken.unpaid.units == 0 || then.claims.units == 0));
    CHECK((majors.claims.units >= 0 && majors.fund.units >= 0));
  }
}

TEST_CASE("no loss pays nobody, and who has less than nothing pays nothing", "[system][ring_fence]") {
  const RingFencedPool<Memes> pool{{100}, {10}};
  CHECK(pool.after_loss({-40}).fund.units == 10);
  CHECK(pool.after_loss({-40}).claims.units == 100);
  const RingFencedLoss<Memes> taken = RingFencedPool<Memes>{{-5}, {-3}}.loss({4});
  CHECK((taken.from_fund.units == 0 && taken.from_claims.units == 0 && taken.unpaid.units == 4));
}

TEST_CASE("depositors of a pool share what is left of it, and never get more", "[system][ring_fence]") {
  const RingFencedPool<Memes> pool{{100}, {10}};
  const RingFencedPool<Memes> then = pool.after_loss({43});
  CHECK(then.claims.units == 67);
  const auto left = [&](MinorUnits own) { return then.left_of<Int128>({own}, pool.claims).units; };
  CHECK(left(50) == 33);
  CHECK(left(50) + left(30) + left(20) <= 67);
  CHECK(pool.funded(5).after_loss({15}).claims.units == 100);
}

TEST_CASE("a pool that holds less than nothing is a fault", "[system][ring_fence][faults]") {
  CHECK(RingFencedPool<Majors>{{1}, {0}}.faults().empty());
  CHECK(RingFencedPool<Majors>{{-1}, {-1}}.faults().size() == 2);
}
