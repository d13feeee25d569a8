// normal_cdf.csv, normal_inv.csv

#include <cmath>

#include "bulwark/math/normal.hpp"
#include "vectors/forms.hpp"

namespace bulwark::test {

void check_normal_cdf(const Table& table, Findings& findings) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row row{table, i};
    const double x = row("x");
    const long double bound = 4.0L * eps * (1.0L + static_cast<long double>(x) * static_cast<long double>(x));
    const auto relative = [&](const char* name, double ours, long double tolerance) {
      const long double theirs = row.exact(name);
      findings.check(i, name, ours, theirs, tolerance * std::fabs(theirs));
    };
    relative("cdf", normal_cdf(x), bound);
    relative("cdf_complement", normal_cdf(-x), bound);
    relative("pdf", normal_density(x), bound);
    relative("log_cdf", log_normal_cdf(x), 4.0L * eps);
    relative("cdf_over_pdf", mills_ratio(-x), bound);
  }
}

void check_normal_inverse(const Table& table, Findings& findings) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row row{table, i};
    const long double x = row.exact("x");
    findings.check(i, "x", normal_quantile(row("p")), x, 8.0L * eps * std::fmax(std::fabs(x), 1.0L));
  }
}

}  // namespace bulwark::test
