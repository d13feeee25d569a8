// implied_vol.csv

#include <cmath>

#include "bulwark/pricing/implied_volatility.hpp"
#include "vectors/forms.hpp"

namespace bulwark::test {

void check_implied_volatility(const Table& table, Findings& findings) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row row{table, i};
    const Claim<double> claim{.forward = row("forward"), .strike = row("strike"), .volatility = 0.0, .years = row("T"), .side = row.side()};
    const ImpliedVolatility ours = black_implied_volatility(claim, row("price"));
    if (!ours.volatility) {
      findings.refuse(i, "sigma");
      continue;
    }
    const long double theirs = row.exact("sigma");
    findings.check(i, "sigma", *ours.volatility, theirs, 16.0L * eps * (1.0L + row.exact("cond")) * std::fabs(theirs));
  }
}

}  // namespace bulwark::test
