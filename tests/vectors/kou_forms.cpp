// kou.csv

#include <cmath>

#include "bulwark/pricing/kou_sensitivities.hpp"
#include "vectors/forms.hpp"
#include "vectors/spot_claim.hpp"

namespace bulwark::test {

/// The scale of a Greek is the sum of the absolute terms of its series. Every term of ours is positive on the out-of-the-money side, where
/// it is the number itself, and parity adds one leg; so no scale is added.
void check_kou(const Table& table, Findings& findings) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row row{table, i};
    const SpotClaim<double> claim = spot_claim(row);
    const DoubleExponentialJumps jumps{
        .per_year = row("lambda"), .up_share = row("p_up"), .up_rate = row("eta1"), .down_rate = row("eta2")};
    const KouSensitivities<double> ours = kou_sensitivities(claim, jumps);
    const long double price = row.exact("price");
    findings.check(i, "price", ours.value, price, 1e-10L * std::fabs(price));
    findings.check(i, "value alone", kou_value(claim, jumps), price, 1e-10L * std::fabs(price));
    const auto greek = [&](const char* name, double value, long double tolerance) {
      const long double theirs = row.exact(name);
      findings.check(i, name, value, theirs, tolerance * std::fabs(theirs));
    };
    greek("gamma", ours.gamma, 1e-10L);
    greek("delta", ours.delta, 1e-11L);
    greek("vega", ours.vega, 1e-11L);
    greek("rho", ours.rho, 1e-11L);
    greek("epsilon", ours.epsilon, 1e-11L);
    greek("digital_cash", ours.digital, 1e-11L);
  }
}

}  // namespace bulwark::test
