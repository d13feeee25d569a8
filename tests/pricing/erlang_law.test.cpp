#include "bulwark/pricing/erlang_law.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

/// Every weight of one chain, block by block.
template <int sets>
std::vector<double> chain(ErlangLaw<sets>& law, int which, int set = 0) {
  std::vector<double> all{0.0};
  for (int k = 1; k <= law.last; ++k) {
    fill(law, (k - 1) / ErlangLaw<sets>::block);
    all.push_back(law.weight[set][(k - 1) % ErlangLaw<sets>::block][which]);
  }
  return all;
}

}  // namespace

TEST_CASE("the weights of an Erlang law and no jump are all there is", "[pricing][erlang_law]") {
  for (const double count : {1e-9, 0.01, 0.7, 5.0, 60.0, 700.0, 9000.0})
    for (const double up_share : {0.0, 0.2, 0.9, 1.0}) {
      ErlangLaw<1> law;
      make_law(law, DoubleExponentialJumps{count, up_share, 30.0, 20.0}, 1.0, 83.2);
      REQUIRE(law.is_good);
      for (const int side : {0, 1}) {
        double sum = law.stay[side];
        for (const int which : {2 * side, 2 * side + 1})
          for (const double w : chain(law, which)) {
            CHECK(w >= 0.0);
            sum += w;
          }
        CHECK_THAT(sum, WithinAbs(1.0, 1e-14 + 1e-15 * count));
      }
    }
}

TEST_CASE("the mean and the exponential moment of an Erlang law are those of its jumps", "[pricing][erlang_law]") {
  ErlangLaw<1> law;
  const DoubleExponentialJumps jumps{12.0, 0.35, 30.0, 20.0};
  make_law(law, jumps, 0.5, 83.2);
  double mean = 0.0, moment = law.stay[1];
  const std::vector<double> down = chain(law, 2), up = chain(law, 3);  // the put's measure is cash's: outwards is down
  for (std::size_t k = 1; k < up.size(); ++k) {
    mean += static_cast<double>(k) * (up[k] / 30.0 - down[k] / 20.0);
    moment += up[k] * std::pow(30.0 / 29.0, double(k)) + down[k] * std::pow(20.0 / 21.0, double(k));
  }
  CHECK_THAT(mean, WithinRel(6.0 * (0.35 / 30.0 - 0.65 / 20.0), 1e-13));
  CHECK_THAT(std::log(moment), WithinRel(6.0 * law.growth, 1e-12));
}

TEST_CASE("with jumps one way the weights are Poisson's", "[pricing][erlang_law]") {
  ErlangLaw<1> law;
  make_law(law, DoubleExponentialJumps{4.0, 0.0, 30.0, 20.0}, 1.0, 83.2);
  const std::vector<double> down = chain(law, 2), up = chain(law, 3);
  double poisson = std::exp(-4.0);
  for (std::size_t k = 1; k < 25; ++k) {
    poisson *= 4.0 / static_cast<double>(k);
    CHECK_THAT(down[k], WithinRel(poisson, 3e-15));
    CHECK(up[k] == 0.0);
  }
}

TEST_CASE("two jumps that meet: the up one outlives the down one by its own law", "[pricing][erlang_law]") {
  // With m small the weight of Gamma(1) upwards is one jump up, or one each way of which the upward is left: m p + m^2 p q rate / (sum of
  // rates) less what a second jump takes from the first.
  const double m = 1e-5, p = 0.3, q = 0.7, a = 30.0, b = 20.0;
  ErlangLaw<1> law;
  make_law(law, DoubleExponentialJumps{m, p, a, b}, 1.0, 83.2);
  const double up = chain(law, 3)[1];
  CHECK_THAT(up, WithinRel(std::exp(-m) * (m * p + m * m * p * q * b / (a + b)), 1e-9));
}

TEST_CASE("sets of weights are derivatives of the law", "[pricing][erlang_law]") {
  const DoubleExponentialJumps at{7.0, 0.4, 30.0, 20.0};
  const auto weights = [&](const DoubleExponentialJumps& jumps) {
    ErlangLaw<1> law;
    make_law(law, jumps, 1.0, 83.2);
    return chain(law, 3);
  };
  ErlangLaw<17> law;
  make_law(law, at, 1.0, 83.2);
  const double h = 1e-5;
  const std::vector<double> own = chain(law, 3), more = chain(law, 3, 1), by_share = chain(law, 3, 2);
  const std::vector<double> up = weights({at.per_year, at.up_share + h, at.up_rate, at.down_rate}),
                            down = weights({at.per_year, at.up_share - h, at.up_rate, at.down_rate}),
                            above = weights({at.per_year + h, at.up_share, at.up_rate, at.down_rate}),
                            below = weights({at.per_year - h, at.up_share, at.up_rate, at.down_rate});
  for (std::size_t k = 1; k < 20; ++k) {
    CHECK_THAT(by_share[k], WithinAbs((up[k] - down[k]) / (2.0 * h), 1e-8));
    CHECK_THAT(more[k] - own[k], WithinAbs((above[k] - below[k]) / (2.0 * h), 1e-8));
  }
}

TEST_CASE("a long chain's blocks are the same in any order", "[pricing][erlang_law]") {
  ErlangLaw<17> law;
  make_law(law, DoubleExponentialJumps{2000.0, 0.6, 30.0, 20.0}, 1.0, 83.2);
  REQUIRE(law.last > 5 * ErlangLaw<17>::block);
  for (const int set : {0, 1, 4, 9, 16}) {
    const std::vector<double> upwards = chain(law, 0, set);
    for (int j = (law.last - 1) / ErlangLaw<17>::block; j >= 0; --j) {
      fill(law, j);
      const int first = j * ErlangLaw<17>::block + 1;
      for (int i = 0; i < ErlangLaw<17>::block && first + i <= law.last; ++i)
        CHECK(law.weight[set][i][0] == upwards[static_cast<std::size_t>(first + i)]);
    }
  }
}

TEST_CASE("laws that cannot be are not good", "[pricing][erlang_law]") {
  ErlangLaw<1> law;
  for (const DoubleExponentialJumps& bad :
       {DoubleExponentialJumps{-1.0, 0.5, 10.0, 10.0}, DoubleExponentialJumps{1.0, 1.5, 10.0, 10.0},
        DoubleExponentialJumps{1.0, 0.5, 1.0, 10.0}, DoubleExponentialJumps{1.0, 0.5, 10.0, -1.0},
        DoubleExponentialJumps{1.1e4, 0.5, 10.0, 10.0}, DoubleExponentialJumps{std::nan(""), 0.5, 10.0, 10.0}}) {
    make_law(law, bad, 1.0, 83.2);
    CHECK_FALSE(law.is_good);
  }
}
