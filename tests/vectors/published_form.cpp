// published.csv: numbers that books, papers and venues print. Models that the library has are checked; the others are counted as not yet.

#include <cmath>
#include <map>
#include <string>

#include "bulwark/pricing/coin_settled.hpp"
#include "bulwark/pricing/heston.hpp"
#include "bulwark/pricing/kou.hpp"
#include "bulwark/pricing/merton.hpp"
#include "bulwark/pricing/quanto.hpp"
#include "bulwark/volatility/svi_jump_wings.hpp"
#include "vectors/forms.hpp"

namespace bulwark::test {
namespace {

using Parameters = std::map<std::string, double>;

Parameters parameters_of(const std::string& text) {
  Parameters found;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(';', at), text.size());
    const std::size_t equals = text.find('=', at);
    if (equals < end) {
      const std::string value = text.substr(equals + 1, end - equals - 1);
      char* stop = nullptr;
      const double number = std::strtod(value.c_str(), &stop);
      if (stop == value.c_str() + value.size()) found[text.substr(at, equals - at)] = number;
    }
    at = end + 1;
  }
  return found;
}

SpotClaim<double> claim_of(const Parameters& p) {
  return {.spot = p.at("S"),
          .strike = p.at("K"),
          .rate = p.at("r"),
          .yield = p.at("q"),
          .volatility = p.at("sigma"),
          .years = p.at("T"),
          .side = p.at("is_call") > 0.5 ? 1.0 : -1.0};
}

std::optional<double> black_scholes(const Parameters& p, const std::string& quantity) {
  const SpotClaim<double> claim = claim_of(p);
  const Sensitivities<double> s = black_scholes_sensitivities(claim);
  if (quantity == "price") return s.value;
  if (quantity == "delta") return s.delta;
  if (quantity == "elasticity") return s.delta * claim.spot / s.value;
  if (quantity == "gamma") return s.gamma;
  if (quantity == "vega") return s.vega;
  if (quantity == "theta") return s.theta;
  if (quantity == "theta_per_day") return s.theta / 365.0;
  if (quantity == "rho") return s.rho;
  if (quantity == "epsilon") return s.epsilon;
  return std::nullopt;
}

std::optional<double> merton(const Parameters& p, const std::string& quantity) {
  if (quantity != "price") return std::nullopt;
  return merton_value(claim_of(p), {p.at("lambda"), p.at("mu_J"), p.at("delta_J")});
}

std::optional<double> digital(const Parameters& p, const std::string& quantity, const Payout<double>& payout) {
  if (quantity != "price") return std::nullopt;
  return black_scholes_value(claim_of(p), payout);
}

std::optional<double> gap(Parameters p, const std::string& quantity) {
  p["K"] = p.at("K_trigger");
  return digital(p, quantity, gap_payout(claim_of(p).side, p.at("K_pay")));
}

std::optional<double> quanto(const Parameters& p, const std::string& quantity) {
  if (quantity != "price") return std::nullopt;
  return quanto_sensitivities(QuantoClaim<double>{.spot = p.at("S"),
                                                  .strike = p.at("K"),
                                                  .rate = p.at("r_d"),
                                                  .foreign_rate = p.at("r_f"),
                                                  .yield = p.at("q"),
                                                  .volatility = p.at("sigma"),
                                                  .fx_volatility = p.at("sigma_fx"),
                                                  .correlation = p.at("rho"),
                                                  .years = p.at("T"),
                                                  .fx = p.at("fx"),
                                                  .side = p.at("is_call") > 0.5 ? 1.0 : -1.0})
      .value;
}

std::optional<double> kou(const Parameters& p, const std::string& quantity) {
  if (quantity != "price") return std::nullopt;
  return kou_value(claim_of(p), {.per_year = p.at("lambda"), .up_share = p.at("p_up"), .up_rate = p.at("eta1"), .down_rate = p.at("eta2")});
}

/// Heston's model, with jumps Bates's.
std::optional<double> stochastic_volatility(const Parameters& p, const std::string& quantity) {
  if (quantity != "price") return std::nullopt;
  const auto jump = [&p](const char* name) { return p.count(name) ? p.at(name) : 0.0; };
  const SpotClaim<double> claim{.spot = p.at("S"),
                                .strike = p.at("K"),
                                .rate = p.at("r"),
                                .yield = p.at("q"),
                                .volatility = std::sqrt(p.at("v0")),
                                .years = p.at("T"),
                                .side = p.at("is_call") > 0.5 ? 1.0 : -1.0};
  return heston_greeks(claim,
                       {p.at("kappa"), p.at("theta_v"), p.at("sigma_v"), p.at("rho"), {jump("lambda"), jump("mu_J"), jump("delta_J")}})
      .value;
}

/// A venue's ticker of a coin-settled option: mark in coins, Greeks on the forward in quote.
std::optional<double> ticker(const Parameters& p, const std::string& quantity) {
  const Claim<double> claim{.forward = p.at("F"),
                            .strike = p.at("K"),
                            .volatility = p.at("sigma"),
                            .years = p.at("T"),
                            .side = p.at("is_call") > 0.5 ? 1.0 : -1.0};
  const Sensitivities<double> s = black_sensitivities(claim);
  if (quantity == "mark_coin") return coin_mark(claim);
  if (quantity == "delta_forward") return s.delta;
  if (quantity == "gamma") return s.gamma;
  if (quantity == "vega_per_vol_point") return s.vega / 100.0;
  if (quantity == "theta_per_day") return s.theta / 365.0;
  if (quantity == "rho_per_percent_TKN2") return -claim.years * claim.strike * s.dual_delta / 100.0;
  return std::nullopt;
}

std::optional<double> jump_wing(const Parameters& p, const std::string& quantity) {
  const SviJumpWings wings = jump_wings({{}, p.at("a"), p.at("b"), p.at("rho"), p.at("m"), p.at("sigma"), 1.0, p.at("T")});
  if (quantity == "jump_wing_v") return wings.variance;
  if (quantity == "jump_wing_psi") return wings.skew;
  if (quantity == "jump_wing_p") return wings.put_slope;
  if (quantity == "jump_wing_c") return wings.call_slope;
  if (quantity == "jump_wing_v_min") return wings.least_variance;
  return std::nullopt;
}

}  // namespace

void check_published(const Table& table, Findings& findings) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row row{table, i};
    const std::string& model = row.text("model");
    const std::string& quantity = row.text("quantity");
    const Parameters p = parameters_of(row.text("params"));
    std::optional<double> ours;
    if (model == "black_scholes") ours = black_scholes(p, quantity);
    if (model == "merton") ours = merton(p, quantity);
    if (model == "kou") ours = kou(p, quantity);
    if (model == "heston" || model == "bates") ours = stochastic_volatility(p, quantity);
    if (model == "inverse") ours = ticker(p, quantity);
    if (model == "digital_cash") ours = digital(p, quantity, cash_or_nothing(p.at("cash")));
    if (model == "digital_asset") ours = digital(p, quantity, asset_or_nothing<double>());
    if (model == "gap") ours = gap(p, quantity);
    if (model == "quanto") ours = quanto(p, quantity);
    if (model == "svi_raw") ours = jump_wing(p, quantity);
    if (!ours) {
      findings.later(model);
      continue;
    }
    const long double rounding = 4.0L * eps * std::fabs(row.exact("value"));  // some print more digits than a double has
    findings.check(i, model + " as printed", *ours, row.exact("value"), std::fmax(row.exact("tol"), rounding));
    findings.check(i, model + " recomputed", *ours, row.exact("recomputed"), 1e-12L * std::fabs(row.exact("recomputed")));
  }
}

}  // namespace bulwark::test
