#include "bulwark/evaluate/option_sums.hpp"

#include <limits>
#include <vector>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

struct Options {
  std::vector<double> held, sold, strike, ratio, fixed, side, volatility, years, half_deviation, per_deviation;
  bool has_fixed = false;

  void add(double weight, double k, double r, double f, double s, double v, double t) {
    held.push_back(std::fmax(weight, 0.0)), sold.push_back(std::fmin(weight, 0.0));
    strike.push_back(k), ratio.push_back(r), fixed.push_back(f), side.push_back(s), volatility.push_back(v), years.push_back(t);
    const double deviation = v * std::sqrt(t);
    half_deviation.push_back(0.5 * deviation), per_deviation.push_back(deviation > 0.0 ? 1.0 / deviation : 0x1p1000);
    has_fixed = has_fixed || f != 0.0;
  }
  WalkedOptions columns() const {
    return {std::ssize(held), held.data(),       sold.data(),  strike.data(),         ratio.data(),         fixed.data(),
            side.data(),      volatility.data(), years.data(), half_deviation.data(), per_deviation.data(), has_fixed};
  }
};

Options random_options(Random& random, Index groups, bool has_fixed) {
  Options options;
  for (Index i = 0; i < groups * walked_group; ++i)
    options.add(random.between(-2.0, 2.0), random.between(40.0, 250.0), random.between(0.9, 1.1),
                has_fixed ? random.between(0.0, 5.0) : 0.0, random.below(2) == 0 ? 1.0 : -1.0, random.between(0.1, 1.5),
                random.between(0.001, 2.0));
  return options;
}

/// Black as a user would write it: not one of the library's pricers, so that it is not copied for wider instructions.
struct OwnBlack {
  using Parameters = std::monostate;
  template <class Real>
  Real value(const Claim<Real>& claim, const Parameters&) const noexcept {
    return black_value(claim);
  }
  template <class Real>
  Greeks<Real> greeks(const Claim<Real>& claim, const Parameters&) const noexcept {
    return black_greeks(claim);
  }
};

template <class P>
void check_sums(const P& pricer, const ParametersOf<P>& parameters, const Options& options, double price) {
  OptionSums sum{};
  double size = 0.0, bends = 0.0;
  for (std::size_t i = 0; i < options.held.size(); ++i) {
    const double moving = options.ratio[i] * price, forward = moving + options.fixed[i];
    const Greeks<double> one =
        greeks(pricer, Claim<double>{forward, options.strike[i], options.volatility[i], options.years[i], options.side[i]}, parameters);
    sum.convex += options.held[i] * one.value, sum.convex_slope += options.held[i] * one.delta * options.ratio[i];
    sum.concave += options.sold[i] * one.value, sum.concave_slope += options.sold[i] * one.delta * options.ratio[i];
    sum.bend += (options.held[i] + options.sold[i]) * one.gamma * options.ratio[i] * options.ratio[i];
    bends += std::fabs(options.held[i] + options.sold[i]) * one.gamma;
    size += (options.held[i] - options.sold[i]) * (one.value + 1e-3 * forward);
  }
  const OptionSums own = option_sums(options.columns(), pricer, parameters, price);
  CHECK_THAT(own.convex, WithinAbs(sum.convex, 1e-13 * size));
  CHECK_THAT(own.concave, WithinAbs(sum.concave, 1e-13 * size));
  CHECK_THAT(own.convex_slope, WithinAbs(sum.convex_slope, 1e-12 * size / price));
  CHECK_THAT(own.concave_slope, WithinAbs(sum.concave_slope, 1e-12 * size / price));
  CHECK_THAT(own.bend, WithinAbs(sum.bend, 1e-11 * bends));
}

}  // namespace

TEST_CASE("options are summed as they are priced one by one, held and sold apart", "[evaluate][option_sums]") {
  Random random{211};
  for (int i = 0; i < 40; ++i) {
    const Options options = random_options(random, 1 + i % 3, i % 2 == 0);
    const double price = random.between(20.0, 400.0);
    check_sums(Black{}, {}, options, price);
    check_sums(OwnBlack{}, {}, options, price);
    check_sums(JumpDiffusion{}, {.per_year = 1.5, .mean_log_jump = -0.1, .log_jump_deviation = 0.2}, options, price);
  }
}

TEST_CASE("an option that nothing is left of is worth its intrinsic value", "[evaluate][option_sums]") {
  Options options;
  for (int i = 0; i < 8; ++i) options.add(1.0, 100.0, 1.0, 0.0, 1.0, 0.0, 1.0), options.add(-1.0, 100.0, 1.0, 0.0, -1.0, 0.5, 0.0);
  while (std::ssize(options.held) % walked_group != 0) options.add(0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0);
  for (const double price : {80.0, 100.0, 125.0}) {
    const OptionSums sum = option_sums(options.columns(), Black{}, {}, price);
    CHECK(sum.convex == 8.0 * std::fmax(price - 100.0, 0.0));
    CHECK(sum.concave == -8.0 * std::fmax(100.0 - price, 0.0));
    CHECK_THAT(sum.convex_slope, WithinRel(price > 100.0 ? 8.0 : price < 100.0 ? 0.0 : 4.0, 1e-15));
    CHECK_THAT(sum.concave_slope, WithinRel(price < 100.0 ? 8.0 : price > 100.0 ? 0.0 : 4.0, 1e-15));
  }
}

TEST_CASE("an unknown price makes every sum unknown", "[evaluate][option_sums][faults]") {
  Random random{212};
  const Options options = random_options(random, 1, false);
  const OptionSums sum = option_sums(options.columns(), Black{}, {}, std::numeric_limits<double>::quiet_NaN());
  for (const double x : {sum.convex, sum.convex_slope, sum.concave, sum.concave_slope}) CHECK(x != x);
}
