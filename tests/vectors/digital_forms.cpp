// digital.csv

#include <algorithm>
#include <cmath>

#include "bulwark/pricing/black_payout.hpp"
#include "vectors/forms.hpp"
#include "vectors/spot_claim.hpp"

namespace bulwark::test {
namespace {

long double normal(long double x) { return 0.5L * std::erfc(-x * 0.70710678118654752440L); }

}  // namespace

// The README gives the scales of an option's Greeks; a digital's are those of the option's Greek of the same shape. Its gamma and vega are
// like a vanna (a density times d over the deviation), its theta is like a charm; delta and rho have two terms, of which the larger counts.
void check_digital(const Table& table, Findings& findings) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row row{table, i};
    const SpotClaim<double> claim = spot_claim(row);
    const bool pays_cash = row.text("kind") == "cash";
    if (!pays_cash && row.text("kind") != "asset") {
      findings.refuse(i, "unknown kind");
      continue;
    }
    const Payout<double> payout = pays_cash ? cash_or_nothing(row("cash")) : asset_or_nothing<double>();
    const Sensitivities<double> ours = black_scholes_sensitivities(claim, payout);

    const long double spot = claim.spot, strike = claim.strike, rate = claim.rate, yield = claim.yield, sigma = claim.volatility,
                      years = claim.years;
    const long double b = rate - yield;
    const long double s = sigma * std::sqrt(years);
    const long double x = std::log1p((spot - strike) / strike);
    const long double d1 = (x + b * years) / s + s / 2.0L;
    const long double d2 = d1 - s;
    const long double d = pays_cash ? d2 : d1;
    const long double leg = pays_cash ? static_cast<long double>(row("cash")) * std::exp(-rate * years) : spot * std::exp(-yield * years);
    const long double density = leg * std::exp(-d * d / 2.0L) / std::sqrt(2.0L * 3.14159265358979323846L);
    const long double paid = leg * normal(static_cast<long double>(claim.side) * d);
    const long double distance = (std::fabs(x) + std::fabs(b * years)) / s + s / 2.0L;
    const long double a = 1.0L + (1.0L + std::fabs(d1) + std::fabs(d2)) * (1.0L + distance);

    const long double price = row.exact("price");
    const long double tolerance = 16.0L * eps * (std::fabs(price) + std::fabs(sigma * row.exact("vega")));
    findings.check(i, "price", ours.value, price, tolerance);
    findings.check(i, "value alone", black_scholes_value(claim, payout), price, tolerance);
    const auto greek = [&](const char* name, double value, long double scale) {
      const long double theirs = row.exact(name);
      findings.check(i, name, value, theirs, 8.0L * eps * a * (std::fabs(theirs) + std::fabs(scale)));
    };
    greek("delta", ours.delta, pays_cash ? 0.0L : std::max(paid, density / s) / spot);
    greek("gamma", ours.gamma, density / (spot * spot * s * s));
    greek("vega", ours.vega, density / sigma);
    greek("theta", ours.theta, std::fabs((pays_cash ? rate : yield) * paid) + density * (1.0L / years + std::fabs(b) / s));
    greek("rho", ours.rho, pays_cash ? years * std::max(paid, density / s) : 0.0L);
  }
}

}  // namespace bulwark::test
