// How is a book of short options hedged, what does it cost, and what risk is left?
#include <cstdio>
#include <vector>

#include "bulwark/bulwark.hpp"
#include "bulwark/hedging.hpp"

using namespace bulwark;

namespace {

constexpr double spot = 100'000.0;
constexpr Claim<double> sold[] = {
    {spot, 90'000.0, 0.55, 0.08, -1.0}, {spot, 115'000.0, 0.55, 0.08, 1.0}, {spot, 130'000.0, 0.55, 0.25, 1.0}};
constexpr double contracts[] = {-40.0, -40.0, -25.0};
// A perpetual and two options that trade: what one costs to trade, quote, and how many may be had.
constexpr Claim<double> quoted[] = {{spot, 100'000.0, 0.55, 0.08, 1.0}, {spot, 120'000.0, 0.55, 0.25, 1.0}};
constexpr double cost[] = {40.0, 110.0, 190.0}, may_buy[] = {100.0, 60.0, 60.0}, may_sell[] = {-100.0, -60.0, -60.0};

/// Ten days later, the spot `move` and volatilities `shift` away.
double profit(const Claim<double>& claim, double move, double shift) {
  Claim<double> then = claim;
  then.forward *= bulwark::exp(move), then.volatility += shift, then.years -= 10.0 / 365.0;
  return black_value(then) - black_value(claim);
}

void show(const char* name, const std::vector<double>& quantity, double price, double shortfall) {
  std::printf("%-22s %8.1f %8.1f %8.1f %10.0f %12.0f\n", name, quantity[0], quantity[1], quantity[2], price, shortfall);
}

}  // namespace

int main() {
  // Four hundred equally likely scenarios with fat tails (logistic), volatility rising when the spot falls.
  std::vector<double> book, hedges;
  for (int s = 0; s < 400; ++s) {
    const double u = (s + 0.5) / 400.0, v = 0.618033988749895 * (s + 1), w = v - __builtin_floor(v);
    const double move = 0.055 * bulwark::log(u / (1.0 - u)), shift = 0.02 * bulwark::log(w / (1.0 - w)) - 0.3 * move;
    double sum = 0.0;
    for (int i = 0; i < 3; ++i) sum += contracts[i] * profit(sold[i], move, shift);
    book.push_back(sum);
    hedges.insert(hedges.end(), {spot * bulwark::expm1(move), profit(quoted[0], move, shift), profit(quoted[1], move, shift)});
  }
  const auto after = [&](const std::vector<double>& quantity) {
    std::vector<double> left = book;
    for (std::size_t s = 0; s < left.size(); ++s)
      for (std::size_t j = 0; j < 3; ++j) left[s] += quantity[j] * hedges[3 * s + j];
    return rockafellar_uryasev_shortfall(left, 0.025);
  };
  std::printf("%-22s %8s %8s %8s %10s %12s\n", "", "perp", "near", "far", "cost", "shortfall");
  show("nothing", {0.0, 0.0, 0.0}, 0.0, after({0.0, 0.0, 0.0}));

  // Delta exactly, gamma and vega as far as they are worth it.
  double delta = 0.0, gamma = 0.0, vega = 0.0;
  for (int i = 0; i < 3; ++i) {
    const Greeks<double> g = black_greeks(sold[i]);
    delta += contracts[i] * g.delta, gamma += contracts[i] * g.gamma, vega += contracts[i] * g.vega;
  }
  const Greeks<double> near = black_greeks(quoted[0]), far = black_greeks(quoted[1]);
  const HedgeTarget targets[] = {
      {.exposure = delta, .is_exact = true}, {.exposure = gamma, .weight = 4e10}, {.exposure = vega, .weight = 1e-8}};
  const double greeks[] = {1.0, near.delta, far.delta, 0.0, near.gamma, far.gamma, 0.0, near.vega, far.vega};
  const auto by_greeks = target_hedge({targets, greeks, may_sell, may_buy, cost});
  show("delta, gamma, vega", by_greeks->quantity, by_greeks->cost, after(by_greeks->quantity));

  const auto covariance = [&](auto a, auto b) {
    double ab = 0.0, mean_a = 0.0, mean_b = 0.0;
    for (std::size_t s = 0; s < 400; ++s) ab += a(s) * b(s) / 400.0, mean_a += a(s) / 400.0, mean_b += b(s) / 400.0;
    return ab - mean_a * mean_b;
  };
  const auto of_book = [&](std::size_t s) { return book[s]; };
  const auto of_hedge = [&](std::size_t j) { return [&, j](std::size_t s) { return hedges[3 * s + j]; }; };
  std::vector<double> with_book, between;
  for (std::size_t i = 0; i < 3; ++i) {
    with_book.push_back(covariance(of_book, of_hedge(i)));
    for (std::size_t j = 0; j < 3; ++j) between.push_back(covariance(of_hedge(i), of_hedge(j)));
  }
  const auto by_variance = minimum_variance_hedge({covariance(of_book, of_book), with_book, between});
  double paid = 0.0;
  for (std::size_t j = 0; j < 3; ++j) paid += cost[j] * magnitude(by_variance->quantity[j]);
  show("least variance", by_variance->quantity, paid, after(by_variance->quantity));

  const auto by_shortfall = minimum_shortfall_hedge({book, hedges, may_sell, may_buy, cost, 0.025});
  show("least shortfall + cost", by_shortfall->quantity, by_shortfall->cost, by_shortfall->after);
  std::printf("certified: nothing within the limits is better by a thousandth of a dollar: %s\n",
              by_shortfall->gap() < 0.001 ? "yes" : "no");

  const double width = band_half_width({.cost = 0.0004, .aversion = 1e-6}, spot, gamma);
  std::printf("tomorrow: leave the delta alone within %.1f coins of its target\n", width);
}
