// svi_raw.csv, ssvi.csv: 8 eps times the sum of the absolute terms of each closed form, computed here in long double from the row's inputs.

#include <cmath>

#include "bulwark/volatility/ssvi.hpp"
#include "bulwark/volatility/ssvi_phi.hpp"
#include "bulwark/volatility/svi.hpp"
#include "vectors/forms.hpp"

namespace bulwark::test {
namespace {

using Long = long double;

/// The sum of the absolute terms of Durrleman's g.
Long durrleman_scale(Long k, Long w, Long dw, Long d2w) {
  const Long pull = std::fabs(k * dw / (2.0L * w));
  return (1.0L + pull) * (1.0L + pull) + dw * dw / 4.0L * (1.0L / w + 0.25L) + std::fabs(d2w) / 2.0L;
}

}  // namespace

void check_svi_raw(const Table& table, Findings& findings) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row row{table, i};
    const SviSlice s{{}, row("a"), row("b"), row("rho"), row("m"), row("sigma"), 1.0, 1.0};
    const double k = row("k");
    const SmilePoint ours = svi_point(s, k);
    const Long x = Long(k) - s.m, root = std::sqrt(x * x + Long(s.sigma) * s.sigma);
    const Long w = row.exact("w"), dw = row.exact("dw"), d2w = row.exact("d2w");
    const Long terms = durrleman_scale(k, w, dw, d2w);
    const Long d = -k / std::sqrt(w) - std::sqrt(w) / 2.0L;
    const Long kernel = std::exp(-d * d / 2.0L) / std::sqrt(2.0L * std::acos(-1.0L) * w);
    findings.check(i, "w", ours.variance, w, 8.0L * eps * (std::fabs(Long(s.a)) + s.b * (std::fabs(s.rho * x) + root)));
    findings.check(i, "dw", ours.slope, dw, 8.0L * eps * s.b * (std::fabs(Long(s.rho)) + std::fabs(x) / root));
    findings.check(i, "d2w", ours.curvature, d2w, 8.0L * eps * std::fabs(d2w));
    findings.check(i, "g", durrleman(k, ours), row.exact("g"), 8.0L * eps * terms);
    findings.check(i, "density_k", smile_density(k, ours), row.exact("density_k"), 8.0L * eps * terms * kernel);
  }
}

void check_ssvi(const Table& table, Findings& findings) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row row{table, i};
    const double theta = row("theta"), rho = row("rho"), k = row("k");
    const bool is_power = row.text("phi_kind") == "power";
    if (!is_power && row.text("phi_kind") != "heston") {
      findings.refuse(i, "phi_kind");
      continue;
    }
    const PhiPoint phi = is_power ? phi_at(PowerLawPhi{row("phi_p1"), row("phi_p2")}, theta) : phi_at(HestonPhi{row("phi_p1")}, theta);
    const SsviSlice s{{}, theta, rho, phi.phi, 1.0};
    const SmilePoint ours = ssvi_point(s, k);
    const Long exact_phi = row.exact("phi"), z = exact_phi * k;
    const Long root = std::sqrt((z + rho) * (z + rho) + 1.0L - Long(rho) * rho);
    const Long w = row.exact("w"), dw = row.exact("dw_dk"), d2w = row.exact("d2w_dk2");
    const Long tilt = std::fabs(Long(rho)) + std::fabs(z + rho) / root;
    // dw/dtheta = w / theta + theta / 2 dphi/dtheta k (rho + (z + rho) / root); the slope of phi is judged within it.
    const Long phi_term = Long(theta) / 2.0L * std::fabs(Long(phi.slope) * k) * tilt;
    const Long w_scale = Long(theta) / 2.0L * (1.0L + std::fabs(rho * z) + root);
    findings.check(i, "phi", phi.phi, exact_phi, 8.0L * eps * exact_phi);
    findings.check(i, "w", ours.variance, w, 8.0L * eps * w_scale);
    findings.check(i, "dw_dk", ours.slope, dw, 8.0L * eps * Long(theta) / 2.0L * exact_phi * tilt);
    findings.check(i, "d2w_dk2", ours.curvature, d2w, 8.0L * eps * std::fabs(d2w));
    findings.check(i, "dw_dtheta", ssvi_theta_slope(s, ours, k, phi.slope), row.exact("dw_dtheta"),
                   8.0L * eps * (w_scale / theta + phi_term));
    findings.check(i, "g", durrleman(k, ours), row.exact("g"), 8.0L * eps * durrleman_scale(k, w, dw, d2w));
  }
}

}  // namespace bulwark::test
