#include "bulwark/pricing/heston_chain.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "support/allocations.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}

constexpr Jumps<double> none{0.0, 0.0, 0.0};

/// Columns for a chain of strikes, and whether all have the bits of calls of their own.
struct Chain {
  std::vector<double> strikes, sides, value, delta, gamma, by_variance, theta, rho, epsilon, error;

  explicit Chain(std::size_t n, double widest) {
    for (std::size_t i = 0; i < n; ++i) {
      strikes.push_back(100.0 * std::exp(widest * (2.0 * double(i) / double(n) - 1.0)));
      sides.push_back(i % 3 == 0 ? -1.0 : 1.0);
    }
    for (std::vector<double>* column : {&value, &delta, &gamma, &by_variance, &theta, &rho, &epsilon, &error}) column->resize(n);
  }
  VarianceGreeks<ResultColumn> results() { return {value, delta, gamma, by_variance, theta, rho, epsilon, error}; }

  template <template <class> class ClaimOf>
  int differ(ClaimOf<double> of, const VarianceModel<double>& model) {
    REQUIRE(heston_chain(of, strikes, sides, model, results()).empty());
    int wrong = 0;
    for (std::size_t i = 0; i < strikes.size(); ++i) {
      of.strike = strikes[i];
      of.side = sides[i];
      const VarianceGreeks<double> one = heston_greeks(of, model);
      const bool same = same_bits(one.value, value[i]) && same_bits(one.delta, delta[i]) && same_bits(one.gamma, gamma[i]) &&
                        same_bits(one.by_variance, by_variance[i]) && same_bits(one.theta, theta[i]) && same_bits(one.rho, rho[i]) &&
                        same_bits(one.error, error[i]);
      if (!same) ++wrong;
    }
    return wrong;
  }
};

}  // namespace

TEST_CASE("a strike has the bits of a call of its own, whatever else is in the chain", "[pricing][heston_chain]") {
  for (const Jumps<double>& jumps : {none, Jumps<double>{0.8, -0.1, 0.1}, Jumps<double>{3.0, 0.12, 0.01}})
    for (const double correlation : {-0.95, 0.0, 0.97})
      for (const double wobble : {0.0, 0.05, 0.7})
        for (const double years : {0.0, 0.02, 1.5}) {
          Chain chain(37, 1.2);
          CHECK(chain.differ(SpotClaim<double>{100.0, 0.0, 0.04, 0.01, 0.25, years, 0.0}, {1.4, 0.05, wobble, correlation, jumps}) == 0);
        }
}

TEST_CASE("chains longer than a block, and of one strike", "[pricing][heston_chain]") {
  const VarianceModel<double> model{1.4, 0.05, 0.5, -0.6, none};
  for (const std::size_t n : {0u, 1u, 7u, 128u, 301u}) {
    Chain chain(n, 0.8);
    CHECK(chain.differ(Claim<double>{100.0, 0.0, 0.3, 0.4, 0.0}, model) == 0);
  }
}

TEST_CASE("a bad strike is unknown and leaves the others alone", "[pricing][heston_chain]") {
  Chain chain(20, 0.5);
  chain.strikes[3] = std::numeric_limits<double>::quiet_NaN();
  chain.strikes[4] = -1.0;
  chain.strikes[5] = std::numeric_limits<double>::infinity();
  CHECK(chain.differ(Claim<double>{100.0, 0.0, 0.3, 0.4, 0.0}, {1.4, 0.05, 0.5, -0.6, none}) == 0);
  CHECK(std::isnan(chain.value[3]));
  CHECK(std::isnan(chain.value[4]));
  CHECK(std::isnan(chain.value[5]));
  CHECK(chain.value[6] > 0.0);
  CHECK(chain.differ(Claim<double>{100.0, 0.0, 0.3, 0.4, 0.0}, {-1.0, 0.05, 0.5, -0.6, none}) == 0);
  CHECK(std::isnan(chain.value[6]));
}

TEST_CASE("a chain allocates nothing, and columns of other lengths are a fault", "[pricing][heston_chain]") {
  Chain chain(50, 0.5);
  const VarianceModel<double> model{1.4, 0.05, 0.5, -0.6, none};
  const Claim<double> of{100.0, 0.0, 0.3, 0.4, 0.0};
  const VarianceGreeks<ResultColumn> results = chain.results();
  CHECK(test::allocations_during([&] { (void)heston_chain(of, chain.strikes, chain.sides, model, results); }) == 0);
  chain.sides.pop_back();
  const Faults wrong = heston_chain(of, chain.strikes, chain.sides, model, results);
  REQUIRE(wrong.size() == 1);
  CHECK(wrong[0].code == FaultCode::length_mismatch);
  VarianceGreeks<ResultColumn> only_value{};
  only_value.value = chain.value;
  chain.sides.push_back(1.0);
  CHECK(heston_chain(of, chain.strikes, chain.sides, model, only_value).empty());
}
