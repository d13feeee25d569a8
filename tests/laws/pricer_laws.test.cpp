#include "bulwark/laws/pricer_laws.hpp"

#include <algorithm>

#include "support/catch.hpp"

using namespace bulwark;

namespace {

using Words = std::vector<std::string>;

/// Black's value, and what `Break` does to it lane by lane.
template <class Break>
struct Broken {
  Break break_it;
  template <class Real>
  Real value(const Claim<Real>& claim, const JumpParameters&) const noexcept {
    return break_it(claim, black_value(claim));
  }
};

template <class Break>
bool breaks(Break break_it, const std::string& law) {
  const Words words = broken_by(Broken<Break>{break_it});
  return std::find(words.begin(), words.end(), law) != words.end();
}

struct ThrowingPricer {
  template <class Real>
  Real value(const Claim<Real>&, const JumpParameters&) const {
    return Real(0.0);
  }
};
struct ScalarPricer {
  double value(const Claim<double>&, const JumpParameters&) const noexcept { return 0.0; }
};
struct UniquePricer : Black {
  UniquePricer(const UniquePricer&) = delete;
};
static_assert(!Pricer<ThrowingPricer> && !Pricer<ScalarPricer> && !Pricer<UniquePricer> && PricerWithGreeks<Black>);

struct WrongGreeks : Black {
  template <class Real>
  Greeks<Real> greeks(const Claim<Real>& claim, const Parameters& none) const noexcept {
    Greeks<Real> g = Black::greeks(claim, none);
    g.vega = g.vega * Real(0.01);  // per point
    return g;
  }
};

}  // namespace

TEST_CASE("the pricers of the house break no law", "[laws][pricing]") {
  CHECK(broken_by(Black{}) == Words{});
  CHECK(broken_by(JumpDiffusion{}) == Words{});
}

TEST_CASE("every law of pricing can be broken", "[laws][pricing]") {
  CHECK(breaks([]<class R>(const Claim<R>& c,
                           const R& v) noexcept { return select(c.volatility == R(0.0), R(std::numeric_limits<double>::quiet_NaN()), v); },
               "finite claims have finite values"));
  CHECK(
      breaks([]<class R>(const Claim<R>&, const R& v) noexcept { return v - R(1e-6); }, "no claim is worth less than its intrinsic value"));
  CHECK(breaks([]<class R>(const Claim<R>& c, const R& v) noexcept { return v + R(60.0) * c.volatility; },
               "a call is worth no more than the forward, a put no more than the strike"));
  CHECK(breaks([]<class R>(const Claim<R>&, const R& v) noexcept { return v + R(1e-6); },
               "a claim that has run out is worth its intrinsic value"));
  CHECK(breaks([]<class R>(const Claim<R>& c, const R& v) noexcept { return v + select(c.forward < R(99.0), R(8.0), R(0.0)); },
               "calls rise with the forward, puts fall"));
  CHECK(breaks([]<class R>(const Claim<R>& c, const R& v) noexcept { return v + select(c.forward == R(100.0), R(1.0), R(0.0)); },
               "values are convex in the forward"));
  CHECK(breaks([]<class R>(const Claim<R>& c, const R& v) noexcept { return v + R(1.0) / (R(1.0) + c.volatility); },
               "values rise with volatility"));
  static int calls = 0;
  CHECK(breaks([]<class R>(const Claim<R>&, const R& v) noexcept { return v + R(++calls * 1e-15); },
               "the same claim has the same value each time"));
  CHECK(breaks([]<class R>(const Claim<R>& c, const R& v) noexcept { return v + R(1e-6) * c.side; },
               "call minus put is forward minus strike"));
  CHECK(breaks(
      []<class R>(const Claim<R>& c, const R& v) noexcept {
        return any(!(c.volatility < R(10.0))) ? v + R(1e-9) : v;  // a step count taken from the neighbours
      },
      "a lane does not see its neighbours"));
  CHECK(breaks([]<class R>(const Claim<R>&, const R& v) noexcept { return select(v == v, v, R(0.0)); }, "NaN in, NaN out"));
  CHECK(broken_by(WrongGreeks{}) == Words{"Greeks are the derivatives of the value"});
}
