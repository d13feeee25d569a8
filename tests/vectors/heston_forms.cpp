// heston.csv, bates.csv

#include <cmath>

#include "bulwark/pricing/heston.hpp"
#include "vectors/forms.hpp"
#include "vectors/spot_claim.hpp"

namespace bulwark::test {
namespace {

/// The README's bar is for the price: 1e-12 of spot and, above 1e-14 of spot, 1e-9 relative. Delta, gamma and d_v0 are held to 1e-9
/// relative or 1e-12 of their own scale, whichever is wider: 1, the largest gamma and d_v0 that Black has at the expected variance.
void check_rows(const Table& table, Findings& findings) {
  const bool has_jumps = table.find("lambda").has_value();
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row row{table, i};
    const SpotClaim<double> claim = spot_claim(row, std::sqrt(row("v0")));
    const VarianceModel<double> model{
        .reversion = row("kappa"),
        .long_variance = row("theta_v"),
        .wobble = row("sigma_v"),
        .correlation = row("rho"),
        .jumps = has_jumps ? Jumps<double>{row("lambda"), row("mu_J"), row("delta_J")} : Jumps<double>{0.0, 0.0, 0.0}};
    const VarianceGreeks<double> ours = heston_greeks(claim, model);
    const long double spot = row.exact("S");
    const long double price = row.exact("price");
    findings.check(i, "price, absolute", ours.value, price, 1e-12L * spot);
    if (price > 1e-14L * spot) findings.check(i, "price, relative", ours.value, price, 1e-9L * price);
    findings.check(i, "price >= 0", ours.value >= 0.0 ? 0.0 : 1.0, 0.0L, 0.0L);
    findings.check(i, "error estimate",
                   std::fmax(0.0, static_cast<double>(std::fabs(static_cast<long double>(ours.value) - price)) - ours.error), 0.0L,
                   64.0L * eps * price + 1e-12L * spot);
    const long double deviation = std::sqrt((row.exact("v0") + row.exact("theta_v")) * row.exact("T"));
    const auto derivative = [&](const char* name, double value, long double scale) {
      const long double theirs = row.exact(name);
      findings.check(i, name, value, theirs, std::fmax(1e-9L * std::fabs(theirs), 1e-12L * scale));
    };
    derivative("delta", ours.delta, 1.0L);
    derivative("gamma", ours.gamma, 0.4L / (spot * deviation));
    derivative("d_v0", ours.by_variance, 0.2L * spot * row.exact("T") / deviation);
  }
}

}  // namespace

void check_heston(const Table& table, Findings& findings) { check_rows(table, findings); }
void check_bates(const Table& table, Findings& findings) { check_rows(table, findings); }

}  // namespace bulwark::test
