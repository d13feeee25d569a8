#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <vector>

#include <boost/math/special_functions/erf.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>

// Any payout under Merton's model in fifty digits, by the textbook's sum and nothing of the library's; its derivatives by differences.

namespace bulwark::test {

using Fifty = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<50>, boost::multiprecision::et_off>;

/// Inputs in the order of the enumerators.
enum Input { spot, strike, rate, yield, volatility, years, intensity, mean, deviation, inputs };
using Point = std::array<Fifty, inputs>;

/// What a coin, a unit of quote and a strike's worth of quote, each paid in the money, are worth today.
struct ExactLegs {
  Fifty coin, quote, strike;

  friend ExactLegs operator-(const ExactLegs& a, const ExactLegs& b) { return {a.coin - b.coin, a.quote - b.quote, a.strike - b.strike}; }
  ExactLegs over(const Fifty& step) const { return {coin / step, quote / step, strike / step}; }
};

inline Fifty exact_normal(const Fifty& x) { return boost::math::erfc(-x / sqrt(Fifty(2))) / 2; }

inline ExactLegs exact_legs(const Point& p, int side) {
  const Fifty jump = p[mean] + p[deviation] * p[deviation] / 2;
  const Fifty count = p[intensity] * p[years];
  const Fifty drift = (p[rate] - p[yield]) * p[years] - count * (exp(jump) - 1);
  Fifty coin = 0, cash = 0, weight = exp(-count);
  const double most = std::max(0.0, static_cast<double>(count * std::max(Fifty(1), Fifty(exp(jump)))));
  const int terms = static_cast<int>(most + 20.0 * std::sqrt(most)) + 60;
  for (int n = 0; n < terms && (n < most || abs(weight) > 1e-60); ++n) {
    const Fifty forward = p[spot] * exp(drift + n * jump);
    const Fifty s = sqrt(p[volatility] * p[volatility] * p[years] + n * p[deviation] * p[deviation]);
    const Fifty d1 = log(forward / p[strike]) / s + s / 2;
    coin += weight * forward * exact_normal(side * d1);
    cash += weight * exact_normal(side * (d1 - s));
    weight *= count / (n + 1);
  }
  const Fifty discount = exp(-p[rate] * p[years]);
  return {discount * coin, discount * cash, discount * p[strike] * cash};
}

/// The derivative by each of `by` in turn: central differences, whose error at this step is about 1e-18 of the scale on which a claim of
/// ordinary deviation bends.
template <class Function>
ExactLegs exact_derivative(const Function& function, const Point& at, const std::vector<Input>& by) {
  const std::function<ExactLegs(const Point&, const Input*)> along = [&](const Point& p, const Input* next) -> ExactLegs {
    if (next == by.data() + by.size()) return function(p);
    Point up = p, down = p;
    const Fifty step = Fifty(1e-10) * std::max(Fifty(abs(at[static_cast<std::size_t>(*next)])), Fifty(1e-2));
    up[static_cast<std::size_t>(*next)] += step;
    down[static_cast<std::size_t>(*next)] -= step;
    return (along(up, next + 1) - along(down, next + 1)).over(2 * step);
  };
  return along(at, by.data());
}

}  // namespace bulwark::test
