#include "bulwark/hedging/minimum_variance.hpp"

#include <array>
#include <cmath>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

/// A joint covariance of a book (first) and n hedges that move with `factors` factors and by themselves.
struct Joint {
  Index n;
  std::vector<double> loading;  // (1 + n) x factors
  Index factors;
  double own;

  double covariance(Index i, Index j) const {
    double sum = i == j ? own : 0.0;
    for (Index f = 0; f < factors; ++f)
      sum += loading[static_cast<std::size_t>(i * factors + f)] * loading[static_cast<std::size_t>(j * factors + f)];
    return sum;
  }
  std::vector<double> with_book() const {
    std::vector<double> row;
    for (Index i = 1; i <= n; ++i) row.push_back(covariance(0, i));
    return row;
  }
  std::vector<double> hedges() const {
    std::vector<double> matrix;
    for (Index i = 1; i <= n; ++i)
      for (Index j = 1; j <= n; ++j) matrix.push_back(covariance(i, j));
    return matrix;
  }
  double variance(const std::vector<double>& quantity) const {
    double sum = covariance(0, 0);
    for (Index i = 1; i <= n; ++i) {
      sum += 2.0 * quantity[static_cast<std::size_t>(i - 1)] * covariance(0, i);
      for (Index j = 1; j <= n; ++j)
        sum += quantity[static_cast<std::size_t>(i - 1)] * quantity[static_cast<std::size_t>(j - 1)] * covariance(i, j);
    }
    return sum;
  }
};

Joint random_joint(Random& random, Index n, Index factors, double own) {
  Joint joint{n, {}, factors, own};
  for (Index i = 0; i < (1 + n) * factors; ++i) joint.loading.push_back(random.between(-2.0, 2.0));
  return joint;
}

}  // namespace

TEST_CASE("one hedge is held at minus covariance over variance and leaves 1 - correlation^2", "[hedging][minimum_variance]") {
  Random random{181};
  for (int draw = 0; draw < 500; ++draw) {
    const double book = random.between(0.1, 10.0), hedge = random.between(0.1, 10.0), correlation = random.between(-0.99, 0.99);
    const std::array<double, 1> with{correlation * book * hedge}, variance{hedge * hedge};
    const auto answer = minimum_variance_hedge({book * book, with, variance});
    REQUIRE(answer);
    CHECK(answer->status == HedgeStatus::optimal);
    CHECK_THAT(answer->quantity[0], WithinRel(-correlation * book / hedge, 1e-12));
    CHECK_THAT(answer->after, WithinRel(book * book * (1.0 - correlation * correlation), 1e-12));
  }
}

TEST_CASE("no trade near the answer leaves less variance", "[hedging][minimum_variance]") {
  Random random{182};
  for (int draw = 0; draw < 200; ++draw) {
    const Joint joint = random_joint(random, 1 + random.below(6), 4, 0.5);
    const std::vector<double> with = joint.with_book(), hedges = joint.hedges();
    const auto answer = minimum_variance_hedge({joint.covariance(0, 0), with, hedges});
    REQUIRE(answer);
    CHECK_THAT(answer->after, WithinRel(joint.variance(answer->quantity), 1e-9));
    CHECK(answer->after <= answer->before);
    for (int nudge = 0; nudge < 20; ++nudge) {
      std::vector<double> other = answer->quantity;
      for (double& q : other) q += random.between(-0.1, 0.1);
      CHECK(joint.variance(other) >= answer->after * (1.0 - 1e-12));
    }
  }
}

TEST_CASE("hedges that replace one another share the trade, and the answer says so", "[hedging][minimum_variance]") {
  const std::array<double, 2> with{-3.0, -3.0};
  const std::array<double, 4> twins{4.0, 4.0, 4.0, 4.0};
  const auto answer = minimum_variance_hedge({9.0, with, twins});
  REQUIRE(answer);
  CHECK((answer->status == HedgeStatus::rank_deficient && answer->rank == 1));
  CHECK_THAT(answer->quantity[0], WithinAbs(0.375, 1e-12));
  CHECK_THAT(answer->quantity[1], WithinAbs(0.375, 1e-12));
  CHECK_THAT(answer->after, WithinRel(9.0 - 9.0 / 4.0, 1e-12));
  const auto ridged = minimum_variance_hedge({9.0, with, twins}, 0.01);
  REQUIRE(ridged);
  CHECK((ridged->status == HedgeStatus::optimal && ridged->rank == 2));
  CHECK(ridged->after >= answer->after - 1e-12);
  CHECK_THAT(ridged->quantity[0], WithinRel(0.375, 0.01));
}

TEST_CASE("few factors and many hedges: the rank is that of the factors", "[hedging][minimum_variance]") {
  Random random{183};
  for (int draw = 0; draw < 50; ++draw) {
    const Joint joint = random_joint(random, 6, 3, 0.0);
    const std::vector<double> with = joint.with_book(), hedges = joint.hedges();
    const auto answer = minimum_variance_hedge({joint.covariance(0, 0), with, hedges});
    REQUIRE(answer);
    CHECK((answer->status == HedgeStatus::rank_deficient && answer->rank == 3));
    CHECK(answer->after <= 1e-9 * answer->before);  // three factors are hedged away
  }
}

TEST_CASE("a hedge that does not move is not traded, unless the book is said to move with it", "[hedging][minimum_variance][faults]") {
  const std::array<double, 4> cash_too{4.0, 0.0, 0.0, 0.0};
  const auto answer = minimum_variance_hedge({9.0, std::array{-3.0, 0.0}, cash_too});
  REQUIRE(answer);
  CHECK((answer->quantity[1] == 0.0 && answer->status == HedgeStatus::rank_deficient));
  CHECK_FALSE(minimum_variance_hedge({9.0, std::array{-3.0, 1.0}, cash_too}));
}

TEST_CASE("what is no covariance is a fault, each of them named", "[hedging][minimum_variance][faults]") {
  CHECK(said(minimum_variance_hedge({-1.0, std::array{1.0, std::nan("")}, std::array{1.0}}).faults()) ==
        std::vector<std::string>{"hedge_covariance.hedges has the wrong length, got 1",
                                 "hedge_covariance.book must not be negative, got -1",
                                 "hedge_covariance.with_book[1] must be finite, got nan"});
  CHECK(said(minimum_variance_hedge({1.0, std::array{0.0, 0.0}, std::array{1.0, 0.5, 0.2, 1.0}}).faults()) ==
        std::vector<std::string>{"hedge_covariance.hedges[0,1] is out of range, got 0.5"});
  // A correlation of two.
  CHECK(said(minimum_variance_hedge({1.0, std::array{0.0, 0.0}, std::array{1.0, 2.0, 2.0, 1.0}}).faults()).front().substr(0, 27) ==
        "hedge_covariance.eigenvalue");
  // A book that shares more with its hedge than it is.
  CHECK_FALSE(minimum_variance_hedge({1.0, std::array{2.0}, std::array{1.0}}));
  CHECK_FALSE(minimum_variance_hedge({1.0, {}, {}}));
}
