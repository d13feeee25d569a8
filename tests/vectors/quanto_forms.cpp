// quanto.csv

#include <algorithm>
#include <cmath>

#include "bulwark/pricing/quanto.hpp"
#include "vectors/forms.hpp"

namespace bulwark::test {

// The file has no condition column: it is the sum of |input x derivative| over all inputs (by fx: the price), over the price, made of the
// row's own outputs; the derivative by strike follows from homogeneity, that by yield is minus that by the foreign rate.
void check_quanto(const Table& table, Findings& findings) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row row{table, i};
    const QuantoClaim<double> claim{.spot = row("S"),
                                    .strike = row("K"),
                                    .rate = row("r_d"),
                                    .foreign_rate = row("r_f"),
                                    .yield = row("q"),
                                    .volatility = row("sigma"),
                                    .fx_volatility = row("sigma_fx"),
                                    .correlation = row("rho"),
                                    .years = row("T"),
                                    .fx = row("fx"),
                                    .side = row.side()};
    const QuantoSensitivities<double> ours = quanto_sensitivities(claim);

    const long double spot = claim.spot, rate = claim.rate, sigma = claim.volatility, sigma_fx = claim.fx_volatility,
                      rho = claim.correlation, years = claim.years, fx = claim.fx;
    const long double b = static_cast<long double>(claim.foreign_rate) - static_cast<long double>(claim.yield) - rho * sigma * sigma_fx;
    const long double s = sigma * std::sqrt(years);
    const long double strike = claim.strike;
    const long double x = std::log1p((spot - strike) / strike);
    const long double d1 = (x + b * years) / s + s / 2.0L;
    const long double d2 = d1 - s;
    const long double distance = (std::fabs(x) + std::fabs(b * years)) / s + s / 2.0L;
    const long double a = 1.0L + (1.0L + std::fabs(d1) + std::fabs(d2)) * (1.0L + distance);
    const long double coin = fx * spot * std::exp((b - rate) * years);
    const long double density = std::exp(-d1 * d1 / 2.0L) / std::sqrt(2.0L * 3.14159265358979323846L);

    const long double price = row.exact("price");
    const long double by_spot = spot * row.exact("delta");
    const long double by_strike = price - by_spot;  // homogeneous of degree one in spot and strike
    const auto part = [](long double term) { return std::fabs(term); };
    const long double cond =
        (part(by_spot) + part(by_strike) + part(rate * row.exact("rho_d")) + part(row.exact("r_f") * row.exact("rho_f")) +
         part(row.exact("q") * row.exact("rho_f")) + part(sigma * row.exact("vega")) + part(sigma_fx * row.exact("vega_fx")) +
         part(rho * row.exact("d_rho_corr")) + part(years * row.exact("theta")) + part(price)) /
        price;
    findings.check(i, "price", ours.value, price, 2.0L * eps * cond * price);
    const auto greek = [&](const char* name, double value, long double scale) {
      const long double theirs = row.exact(name);
      findings.check(i, name, value, theirs, 8.0L * eps * a * (std::fabs(theirs) + std::fabs(scale)));
    };
    const long double carried = years * by_spot;  // dV/db
    const long double plain_vega = coin * density * std::sqrt(years);
    greek("delta", ours.delta, 0.0L);
    greek("gamma", ours.gamma, 0.0L);
    greek("vega", ours.vega, std::max(plain_vega, std::fabs(rho * sigma_fx * carried)));
    greek("vega_fx", ours.vega_fx, 0.0L);
    greek("d_rho_corr", ours.by_correlation, 0.0L);
    greek("rho_d", ours.rho, 0.0L);
    greek("rho_f", ours.foreign_rho, 0.0L);
    const long double coin_term = std::fabs(by_spot);
    const long double cash_term = std::fabs(by_strike);
    greek("theta", ours.theta,
          std::fabs(b - rate) * coin_term + std::fabs(rate) * cash_term + coin * density * sigma / (2.0L * std::sqrt(years)));
  }
}

}  // namespace bulwark::test
