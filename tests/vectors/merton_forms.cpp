// merton.csv, limits.csv

#include <algorithm>
#include <cmath>

#include "bulwark/pricing/merton_sensitivities.hpp"
#include "vectors/forms.hpp"
#include "vectors/spot_claim.hpp"

namespace bulwark::test {
namespace {

/// Sum of absolute terms, kept together with the largest: a scale is never larger than ten times the largest term.
struct Scale {
  long double sum = 0.0L;
  long double largest = 0.0L;

  void add(long double term) {
    sum += std::fabs(term);
    largest = std::max(largest, std::fabs(term));
  }
  long double value() const { return std::min(sum, 10.0L * largest); }
};

/// The terms of the series for every output, added without sign, on the row's own side (not ours, which is out of the money).
struct SeriesScales {
  Scale price, delta, gamma, vega, theta, rho, vanna, volga, charm, speed, by_intensity, by_mean, by_deviation, digital;
};

long double normal(long double x) { return 0.5L * std::erfc(-x * 0.70710678118654752440L); }

SeriesScales series_scales(const SpotClaim<double>& c, const Jumps<double>& j) {
  SeriesScales z;
  const long double spot = c.spot, strike = c.strike, rate = c.rate, yield = c.yield, sigma = c.volatility, years = c.years, side = c.side;
  const long double lambda = j.per_year, mu = j.mean, delta = j.deviation;
  const long double jump = mu + delta * delta / 2.0L;
  const long double k = std::expm1(jump);
  const long double m = lambda * years;
  const long double tilted = m * (1.0L + k);
  const long double df = std::exp(-rate * years);
  const long double x = std::log(spot / strike) + (rate - yield) * years - m * k;
  const long double reach = std::max(m, tilted);
  const int last = static_cast<int>(reach + 14.0L * std::sqrt(reach) + 90.0L);
  for (int i = 0; i <= last; ++i) {
    const long double n = i;
    const auto log_weight = [&](long double count) {
      return m > 0.0L ? -m + count * std::log(m) - std::lgamma(count + 1.0L) : (count == 0.0L ? 0.0L : -1e5L);
    };
    const long double w = std::exp(log_weight(n));
    const long double before = i > 0 ? std::exp(log_weight(n - 1.0L)) : 0.0L;
    const long double y = x + n * jump;
    const long double forward = strike * std::exp(y);
    const long double s = std::sqrt(sigma * sigma * years + n * delta * delta);
    const long double h = s > 0.0L ? y / s : std::copysign(1e6L, y);
    const long double d1 = h + s / 2.0L;
    const long double d2 = h - s / 2.0L;
    const long double n1 = normal(side * d1);
    const long double n2 = normal(side * d2);
    const long double density = std::exp(-d1 * d1 / 2.0L) * 0.39894228040143267794L;
    const long double per = s > 0.0L ? 1.0L / s : 0.0L;
    const long double u = side * (forward * n1 - strike * n2);
    const long double coin = df * w * forward * n1;
    const long double coin_before = df * before * forward * n1;
    const long double bend = df * w * forward * density * per;
    z.price.add(df * w * u);
    z.delta.add(coin / spot);
    z.gamma.add(bend / (spot * spot));
    z.vega.add(sigma * years * bend);
    const long double more = df * before * u + df * w * u + std::fabs(k) * coin;
    z.theta.add(std::fabs(rate) * df * w * strike * n2 + std::fabs(yield) * coin + sigma * sigma * bend / 2.0L + lambda * more);
    z.rho.add(years * df * w * strike * n2);
    z.vanna.add(sigma * years * bend / spot * d2 * per);
    z.volga.add(years * bend * (1.0L + sigma * sigma * years * (std::fabs(d1 * d2) + 1.0L) * per * per));
    z.charm.add((std::fabs(yield) * coin + lambda * (coin_before + coin) + lambda * std::fabs(k) * coin +
                 std::fabs(rate - yield - lambda * k) * bend + sigma * sigma / 2.0L * bend * std::fabs(d2) * per) /
                spot);
    z.speed.add(bend / (spot * spot * spot) * (1.0L + std::fabs(d1) * per));
    z.by_intensity.add(years * more);
    z.by_mean.add(coin * (n + tilted));
    z.by_deviation.add(delta * coin * (n + tilted) + bend * n * delta);
    z.digital.add(df * w * n2);
  }
  return z;
}

Jumps<double> jumps_of(const Row& row) { return {row("lambda"), row("mu_J"), row("delta_J")}; }

}  // namespace

void check_merton(const Table& table, Findings& findings) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row row{table, i};
    const SpotClaim<double> claim = spot_claim(row);
    const Jumps<double> jumps = jumps_of(row);
    const JumpSensitivities<double> ours = merton_sensitivities(claim, jumps);
    const SeriesScales z = series_scales(claim, jumps);
    const long double price = row.exact("price");
    findings.check(i, "price", ours.value, price, 64.0L * eps * row.exact("cond") * std::fabs(price));
    findings.check(i, "value alone", merton_value(claim, jumps), price, 64.0L * eps * row.exact("cond") * std::fabs(price));
    const auto greek = [&](const char* name, double value, const Scale& scale) {
      const long double theirs = row.exact(name);
      findings.check(i, name, value, theirs, 1e-11L * (std::fabs(theirs) + scale.value()));
    };
    greek("delta", ours.delta, z.delta);
    greek("gamma", ours.gamma, z.gamma);
    greek("vega", ours.vega, z.vega);
    greek("theta", ours.theta, z.theta);
    greek("rho", ours.rho, z.rho);
    greek("epsilon", ours.epsilon,
          z.delta.value() > 0.0L ? Scale{z.delta.sum * row("S") * row("T"), z.delta.largest * row("S") * row("T")} : Scale{});
    greek("vanna", ours.vanna, z.vanna);
    greek("volga", ours.volga, z.volga);
    greek("charm", ours.charm, z.charm);
    greek("speed", ours.speed, z.speed);
    greek("d_lambda", ours.by_intensity, z.by_intensity);
    greek("d_mu_j", ours.by_mean, z.by_mean);
    greek("d_delta_j", ours.by_deviation, z.by_deviation);
    greek("digital_cash", ours.digital, z.digital);
  }
}

/// The condition number is made of first derivatives; at the boundary they are our own, which merton.csv checks inside.
void check_limits(const Table& table, Findings& findings) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row row{table, i};
    const SpotClaim<double> c = spot_claim(row);
    const Jumps<double> j = jumps_of(row);
    const JumpSensitivities<double> d = merton_sensitivities(c, j);
    const double scale = 2.0 * std::fabs(c.spot * d.delta) + std::fabs(d.value) + std::fabs(c.rate * d.rho) +
                         std::fabs(c.yield * d.epsilon) + std::fabs(c.volatility * d.vega) + std::fabs(c.years * d.theta) +
                         std::fabs(j.per_year * d.by_intensity) + std::fabs(j.mean * d.by_mean) + std::fabs(j.deviation * d.by_deviation);
    const long double price = row.exact("price");
    const long double tolerance = 64.0L * eps * static_cast<long double>(scale);
    findings.check(i, "price", d.value, price, tolerance);
    findings.check(i, "value alone", merton_value(c, j), price, tolerance);
  }
}

}  // namespace bulwark::test
