// black76.csv, black_scholes.csv, inverse.csv

#include <algorithm>
#include <cmath>

#include "bulwark/pricing/coin_settled.hpp"
#include "bulwark/pricing/pricer.hpp"
#include "vectors/forms.hpp"
#include "vectors/spot_claim.hpp"

namespace bulwark::test {
namespace {

/// The terms that the tolerances' scales are made of, in long double, from the row's own inputs.
struct Scales {
  long double spot, strike, rate, yield, sigma, years, side;
  long double b, s, d1, d2, coin, cash, n1, density, a, m;

  static Scales of(long double spot, long double strike, long double rate, long double yield, long double sigma, long double years,
                   long double side, bool forward_form) {
    Scales t{};
    t.spot = spot, t.strike = strike, t.rate = rate, t.yield = yield, t.sigma = sigma, t.years = years, t.side = side;
    t.b = forward_form ? 0.0L : rate - yield;
    t.s = sigma * std::sqrt(years);
    const long double x = std::log1p((spot - strike) / strike);
    const long double h = (x + t.b * years) / t.s;
    t.d1 = h + t.s / 2.0L;
    t.d2 = h - t.s / 2.0L;
    t.coin = spot * std::exp(-yield * years);
    t.cash = strike * std::exp(-rate * years);
    t.density = std::exp(-t.d1 * t.d1 / 2.0L) / std::sqrt(2.0L * 3.14159265358979323846L);
    const long double d = (std::fabs(x) + std::fabs(t.b * years)) / t.s + t.s / 2.0L;
    t.a = 1.0L + (1.0L + std::fabs(t.d1) + std::fabs(t.d2)) * (1.0L + d);
    t.m = 1.0L / years + std::fabs(yield) + (1.0L + std::fabs(t.d1)) * (std::fabs(t.b) / t.s + std::fabs(t.d2) / (2.0L * years));
    return t;
  }
  static long double normal(long double x) { return 0.5L * std::erfc(-x * 0.70710678118654752440L); }
  long double decay() const { return coin * density * sigma / (2.0L * std::sqrt(years)); }
  long double coin_term() const { return coin * normal(side * d1); }
  long double cash_term() const { return cash * normal(side * d2); }
};

void check_greeks(Findings& findings, const Row& row, const Scales& t, const Sensitivities<double>& ours, bool forward_form) {
  const long double price = row.exact("price");
  const long double vega = row.exact("vega");
  const long double gamma = row.exact("gamma");
  findings.check(row.index, "price", ours.value, price,
                 16.0L * eps * (std::fabs(price) + std::fabs(static_cast<long double>(row("sigma")) * vega)));
  const auto greek = [&](const char* name, double value, long double scale) {
    const long double theirs = row.exact(name);
    findings.check(row.index, name, value, theirs, 8.0L * eps * t.a * (std::fabs(theirs) + std::fabs(scale)));
  };
  const auto itself = [&](const char* name, double value) { greek(name, value, row.exact(name)); };
  const long double coin_density = std::exp(-t.yield * t.years) * t.density;
  itself("delta", ours.delta);
  itself("gamma", ours.gamma);
  itself("vega", ours.vega);
  itself("rho", ours.rho);
  if (!forward_form) itself("epsilon", ours.epsilon);
  itself("dual_delta", ours.dual_delta);
  itself("dual_gamma", ours.dual_gamma);
  const long double held =
      forward_form ? std::fabs(t.rate * price) : std::fabs(t.yield) * t.coin_term() + std::fabs(t.rate) * t.cash_term();
  greek("theta", ours.theta, held + t.decay());
  greek("vanna", ours.vanna, coin_density / t.sigma);
  greek("volga", ours.volga, vega / t.sigma);
  greek("charm", ours.charm, coin_density * (1.0L / t.years + std::fabs(t.b) / t.s) + std::fabs(t.yield * row.exact("delta")));
  greek("speed", ours.speed, gamma / t.spot * (1.0L + 1.0L / t.s));
  greek("zomma", ours.zomma, gamma / t.sigma);
  greek("color", ours.color, gamma * t.m);
  greek("veta", ours.veta, vega * t.m);
  greek("ultima", ours.ultima, vega / (t.sigma * t.sigma));
}

}  // namespace

void check_black76(const Table& table, Findings& findings) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row row{table, i};
    const Claim<double> claim{.forward = row("F"), .strike = row("K"), .volatility = row("sigma"), .years = row("T"), .side = row.side()};
    const double discount = row("df");
    const long double rate = -std::log(static_cast<long double>(discount)) / static_cast<long double>(claim.years);
    const Scales t = Scales::of(claim.forward, claim.strike, rate, rate, claim.volatility, claim.years, claim.side, true);
    check_greeks(findings, row, t, black_sensitivities(claim, discount), true);
    const Greeks<double> common = black_greeks(claim);
    const auto same = [&](const char* name, const char* column, double ours, long double scale) {
      const long double theirs = row.exact(column) / static_cast<long double>(discount);
      findings.check(i, name, ours, theirs, 8.0L * eps * t.a * (std::fabs(theirs) + scale));
    };
    const long double price = row.exact("price");
    findings.check(i, "value alone", black_value(claim) * discount, price,
                   16.0L * eps * (std::fabs(price) + std::fabs(static_cast<long double>(claim.volatility) * row.exact("vega"))));
    same("common delta", "delta", common.delta, 0.0L);
    same("common gamma", "gamma", common.gamma, 0.0L);
    same("common vega", "vega", common.vega, 0.0L);
  }
}

void check_black_scholes(const Table& table, Findings& findings) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row row{table, i};
    const SpotClaim<double> claim = spot_claim(row);
    const Scales t = Scales::of(claim.spot, claim.strike, claim.rate, claim.yield, claim.volatility, claim.years, claim.side, false);
    check_greeks(findings, row, t, black_scholes_sensitivities(claim), false);
    const long double price = row.exact("price");
    findings.check(i, "value alone", black_scholes_value(claim), price,
                   16.0L * eps * (std::fabs(price) + std::fabs(static_cast<long double>(claim.volatility) * row.exact("vega"))));
    const Greeks<double> common = black_scholes_greeks(claim);
    const auto same = [&](const char* name, const char* column, double ours, long double scale) {
      const long double theirs = row.exact(column);
      findings.check(i, name, ours, theirs, 8.0L * eps * t.a * (std::fabs(theirs) + scale));
    };
    same("common delta", "delta", common.delta, 0.0L);
    same("common gamma", "gamma", common.gamma, 0.0L);
    same("common vega", "vega", common.vega, 0.0L);
    same("common theta", "theta", common.theta, std::fabs(t.yield) * t.coin_term() + std::fabs(t.rate) * t.cash_term() + t.decay());
  }
}

void check_inverse(const Table& table, Findings& findings) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row row{table, i};
    const SpotClaim<double> claim = spot_claim(row);
    const Scales t = Scales::of(claim.spot, claim.strike, claim.rate, claim.yield, claim.volatility, claim.years, claim.side, false);
    const CoinSensitivities<double> ours = coin_sensitivities(claim);
    const long double spot = t.spot;
    const long double vega = row.exact("vega_coin");
    const long double stake = std::fabs(t.sigma * vega / row.exact("price_coin"));
    const auto price = [&](const char* name, double value) {
      const long double theirs = row.exact(name);
      findings.check(i, name, value, theirs, 16.0L * eps * (1.0L + stake) * std::fabs(theirs));
    };
    price("price_usd", ours.value);
    price("price_coin", ours.coins);
    price("mark_coin", ours.mark);
    const auto greek = [&](const char* name, double value, long double one, long double other) {
      const long double theirs = row.exact(name);
      findings.check(i, name, value, theirs, 8.0L * eps * t.a * (std::fabs(theirs) + std::max(std::fabs(one), std::fabs(other))));
    };
    const long double adjusted = row.exact("delta_pa");
    const long double gamma = t.coin * t.density / (spot * spot * t.s);
    const long double weight = t.coin * t.density / spot;
    greek("delta_usd", ours.delta, row.exact("delta_usd"), 0.0L);
    greek("delta_pa", ours.premium_adjusted_delta, adjusted, 0.0L);
    greek("dcoin_dS", ours.coin_delta, adjusted / spot, 0.0L);
    greek("d2coin_dS2", ours.coin_gamma, gamma / spot, 2.0L * adjusted / (spot * spot));
    greek("vega_coin", ours.coin_vega, vega, 0.0L);
    greek("theta_coin", ours.coin_theta, (std::fabs(t.yield) * t.coin_term() + std::fabs(t.rate) * t.cash_term()) / spot, t.decay() / spot);
    greek("rho_coin", ours.coin_rho, row.exact("rho_coin"), 0.0L);
    greek("vanna_coin", ours.coin_vanna, weight / t.sigma / spot, vega / spot);
    greek("volga_coin", ours.coin_volga, vega / t.sigma, 0.0L);
  }
}

}  // namespace bulwark::test
