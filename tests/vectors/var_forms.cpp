// Value at risk, expected shortfall, what they rest on, and their backtests.

#include <algorithm>
#include <cmath>

#include "bulwark/math/ewma.hpp"
#include "bulwark/math/garch.hpp"
#include "bulwark/math/shrunk_covariance.hpp"
#include "bulwark/scenario/filtered_returns.hpp"
#include "bulwark/var/age_weights.hpp"
#include "bulwark/var/cornish_fisher.hpp"
#include "bulwark/var/delta_normal.hpp"
#include "bulwark/var/historical_var.hpp"
#include "bulwark/var/independence_test.hpp"
#include "bulwark/var/liquidation_schedule.hpp"
#include "bulwark/var/normal_tail.hpp"
#include "bulwark/var/overlapping_light.hpp"
#include "bulwark/var/proportion_test.hpp"
#include "bulwark/var/quadratic_tail.hpp"
#include "bulwark/var/traffic_light.hpp"
#include "bulwark/var/weighted_tail.hpp"
#include "support/delta_gamma.hpp"
#include "vectors/case_findings.hpp"

namespace bulwark::test {
namespace {

Index count_of(const Value& v) { return static_cast<Index>(v.number()); }

std::vector<double> numbers_of(const Value& list) {
  std::vector<double> numbers;
  for (std::size_t i = 0; i < list.size(); ++i) numbers.push_back(list[i].number());
  return numbers;
}

/// The figure as it was printed, to its tolerance, and as it follows.
void check_figure(CaseFindings& findings, const Case& c, const std::string& key, double ours) {
  findings.check(key, ours, c.target(key));
  if (c.all().has("recomputed") && c.all()["recomputed"].has(key))
    findings.check(key + " recomputed", ours, c.all()["recomputed"][key].number(), {.relative = 1e-9});
}

// --- var_es.json

/// The profits that are not among the smallest: none is as small.
void check_historical(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  std::vector<double> profits = numbers_of(in["eight_smallest"]);
  const double largest = *std::max_element(profits.begin(), profits.end());
  const auto days = static_cast<std::size_t>(count_of(in["n"]));
  while (profits.size() < days) profits.push_back(largest + 1.0);
  const HistoricalVar rule{.history = {.assets = 1, .log_return = std::vector<double>(days, 0.0)},
                           .tail = in["p"].number(),
                           .shortfall = ShortfallConvention::through_rank};
  const VarReport report = rule.measure(profits);
  check_figure(findings, c, "quantile", -report.value_at_risk);
  check_figure(findings, c, "es", -report.expected_shortfall);
}

/// Hull, "Risk management and financial institutions", four indices to 25 September 2008: the worst of 500 losses and their days, which the
/// file leaves out. Thousands of dollars, to the dollar.
struct HullLoss {
  std::size_t day;  ///< 1 the oldest
  double loss;
};
constexpr HullLoss hull_losses[] = {{494, 477841.0}, {339, 345435.0}, {349, 282204.0}, {329, 277041.0}, {487, 253385.0}};

std::vector<double> hull_profits() {
  std::vector<double> profits(500, 0.0);
  for (const HullLoss& worst : hull_losses) profits[worst.day - 1] = -worst.loss;
  return profits;
}

void check_strictly_worse(const Case& c, CaseFindings& findings) {
  std::vector<double> profits = hull_profits();
  const double tail = 1.0 - c.inputs()["conf"].number();
  check_figure(findings, c, "var", order_statistic_var(profits, tail));
  check_figure(findings, c, "es", beyond_rank_shortfall(profits, tail));
}

void check_age_weighted(const Case& c, CaseFindings& findings) {
  const std::vector<double> profits = hull_profits();
  std::vector<double> weights(profits.size());
  age_weights(0.995, weights);
  std::vector<Weighted> scenarios;
  for (std::size_t day = 0; day < profits.size(); ++day) scenarios.push_back({profits[day], weights[day]});
  const VarReport report = weighted_tail(scenarios, 1.0 - c.inputs()["conf"].number());
  check_figure(findings, c, "var", report.value_at_risk);
  check_figure(findings, c, "es", report.expected_shortfall);
}

void check_normal(const Case& c, CaseFindings& findings) {
  check_figure(findings, c, "es975", normal_tail(0.0, 1.0, 0.025).expected_shortfall);
  check_figure(findings, c, "var99", normal_tail(0.0, 1.0, 0.01).value_at_risk);
}

/// Its quantile is 2.33, not that of 99 %.
void check_delta_normal(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const std::vector<double> position = numbers_of(in["pos"]), volatility = numbers_of(in["vol"]);
  const double days = in["days"].number(), tail = normal_cdf(-in["z"].number());
  const double crossed = in["rho"].number() * volatility[0] * volatility[1] * days;
  const std::vector<double> covariance{volatility[0] * volatility[0] * days, crossed, crossed, volatility[1] * volatility[1] * days};
  const auto alone = [&](std::size_t i) {
    return delta_normal(std::span(position).subspan(i, 1), std::span(covariance).subspan(3 * i, 1), tail).value_at_risk;
  };
  const double both = delta_normal(position, covariance, tail).value_at_risk;
  check_figure(findings, c, "var_msft", alone(0));
  check_figure(findings, c, "var_att", alone(1));
  check_figure(findings, c, "var_port", both);
  check_figure(findings, c, "diversification", alone(0) + alone(1) - both);
}

/// The files' quantiles are upper ones: the value at risk of the opposite profit.
DeltaGamma opposite(const Value& in) {
  const auto rows_of = [](const Value& matrix) {
    std::vector<double> numbers;
    for (std::size_t i = 0; i < matrix.size(); ++i)
      for (const double x : numbers_of(matrix[i])) numbers.push_back(x);
    return numbers;
  };
  std::vector<double> delta = numbers_of(in["delta"]), gamma = rows_of(in["gamma"]);
  for (double& x : delta) x = -x;
  for (double& x : gamma) x = -x;
  return {delta, gamma, rows_of(in["omega"])};
}

void check_moments(const Case& c, CaseFindings& findings, const Moments& losses, double tail) {
  check_figure(findings, c, "mean", -losses.mean);
  check_figure(findings, c, "var", losses.deviation * losses.deviation);
  check_figure(findings, c, "skew", -losses.skewness);
  check_figure(findings, c, "exkurt", losses.excess_kurtosis);
  check_figure(findings, c, "normal", normal_tail(losses.mean, losses.deviation, tail).value_at_risk);
  check_figure(findings, c, "cf", cornish_fisher(losses, tail).report.value_at_risk);
}

void check_negative_gamma(const Case& c, CaseFindings& findings) {
  const DeltaGamma book = opposite(c.inputs());
  const double tail = 1.0 - c.inputs()["p"].number();
  const Moments losses = moments(book);
  check_figure(findings, c, "cf", cornish_fisher(losses, tail).report.value_at_risk);
  for (const auto& [key, ours] : {std::pair{"mean", -losses.mean},
                                  {"var", losses.deviation * losses.deviation},
                                  {"skew", -losses.skewness},
                                  {"exkurt", losses.excess_kurtosis},
                                  {"normal", normal_tail(losses.mean, losses.deviation, tail).value_at_risk}})
    findings.check(key, ours, c.all()["recomputed"][key].number(), {.relative = 1e-9});
  findings.check_same("the expansion holds", cornish_fisher_holds(losses.skewness, losses.excess_kurtosis), false);
}

void check_squared(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const DeltaGamma book({0.0}, {-in["gamma"].number()}, {in["omega"].number()});
  check_figure(findings, c, "exact", quadratic_tail(book, 1.0 - in["p"].number()).value_at_risk);
}

void check_delta_gamma(const Case& c, CaseFindings& findings) {
  const DeltaGamma book = opposite(c.inputs());
  const double tail = 1.0 - c.inputs()["p"].number();
  check_moments(c, findings, moments(book), tail);
  const DeltaGamma straight = [&] {
    DeltaGamma without = book;
    std::fill(without.curvature.begin(), without.curvature.end(), 0.0);
    return without;
  }();
  check_figure(findings, c, "delta", normal_tail(0.0, moments(straight).deviation, tail).value_at_risk);
  // One printed figure is beyond with probability 0.01000003 (Gil-Pelaez to 30 digits, and two factors by the trapezoidal rule with the
  // third in closed form), so 3.7e-7 too small: it is listed as not reproducing, and the right one is held to twelve digits instead.
  const double ours = quadratic_tail(book, tail).value_at_risk;
  if (c.target("exact").number() != 168921.80138722208) return check_figure(findings, c, "exact", ours);
  findings.list_mismatch(c);
  findings.check("exact, corrected", ours, 168921.86364632278, {.relative = 1e-12});
}

void check_cornish_fisher(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const Moments series{.mean = in["mean"].number(),
                       .deviation = in["sd_population"].number(),
                       .skewness = in["skew"].number(),
                       .excess_kurtosis = in["exkurt"].number()};
  const double tail = 1.0 - in["p"].number();
  const VarReport modified = cornish_fisher(series, tail).report, gaussian = normal_tail(series.mean, series.deviation, tail);
  // Its moments are rounded to four digits, and its figures too.
  for (const auto& [key, ours] : {std::pair{"var_g", gaussian.value_at_risk},
                                  {"es_g", gaussian.expected_shortfall},
                                  {"var_m", modified.value_at_risk},
                                  {"es_m", modified.expected_shortfall}}) {
    if (c.all()["published"].has(key))
      findings.check(key, ours, c.all()["published"][key].number(), {.relative = c.tolerance().relative, .absolute = 5e-4});
    findings.check(key + std::string(" recomputed"), ours, c.all()["recomputed"][key].number(), {.relative = 1e-9});
  }
}

void check_variance(const Case& c, CaseFindings& findings, double variance) {
  check_figure(findings, c, "var", variance);
  const double volatility = std::sqrt(variance);
  findings.check("vol as printed", volatility, c.target("vol").number(), {.absolute = 0.5001e-4});
  findings.check("vol", volatility, c.all()["recomputed"]["vol"].number(), {.relative = 1e-9});
}

void check_ewma(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const double volatility = in["vol"].number();
  check_variance(c, findings, ewma_variance(volatility * volatility, in["ret"].number(), in["lam"].number()));
}

void check_garch(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const Garch rule{.constant = in["omega"].number(), .reaction = in["alpha"].number(), .memory = in["beta"].number()};
  const double volatility = in["vol"].number();
  check_variance(c, findings, garch_variance(rule, volatility * volatility, in["ret"].number()));
  check_figure(findings, c, "longrun", long_run_variance(rule));
}

void check_filtered(const Case& c, CaseFindings& findings) {
  const std::vector<double> returns = numbers_of(c.inputs()["returns"]), expected = numbers_of(c.target("filtered"));
  const double decay = c.inputs()["lam"].number();
  std::vector<double> filtered(returns.size());
  const FilteredReturns answer = filtered_returns(
      returns, [&](double variance, double move) { return ewma_variance(variance, move, decay); }, filtered);
  findings.check("sigma_now", answer.deviation_now, c.target("sigma_now"));
  for (std::size_t i = 0; i < expected.size(); ++i) findings.check("filtered[" + std::to_string(i) + "]", filtered[i], expected[i]);
}

void check_shrinkage(const Case& c, CaseFindings& findings) {
  const Value rows = c.inputs()["X"], sample = c.target("sample"), shrunk = c.target("cov");
  const std::size_t size = rows[0].size();
  std::vector<double> values, covariance(size * size);
  for (std::size_t t = 0; t < rows.size(); ++t)
    for (const double x : numbers_of(rows[t])) values.push_back(x);
  const Observations table{values, static_cast<Index>(size)};
  const auto check_matrix = [&](const char* name, const Value& expected) {
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; j < size; ++j) findings.check(name, covariance[i * size + j], expected[i][j]);
  };
  sample_covariance(table, 0, covariance);
  check_matrix("sample", sample);
  findings.check("mu", (covariance[0] + covariance[3]) / 2.0, c.target("mu"));
  findings.check("shrinkage", shrink_to_identity(table, covariance), c.target("shrinkage"));
  check_matrix("cov", shrunk);
}

void check_liquidation(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const MarketDepth market{
      .deviation = in["sigma"].number(), .temporary_impact = in["eta"].number(), .permanent_impact = in["gamma"].number()};
  const double urgency = liquidation_urgency(market, in["lam"].number(), 1.0);
  check_figure(findings, c, "kappa", urgency);
  const std::vector<double> expected = numbers_of(c.all()["recomputed"]["holdings"]);
  std::vector<double> holdings(static_cast<std::size_t>(count_of(in["T"])) + 1);
  liquidation_schedule(in["X"].number(), urgency, 1.0, holdings);
  for (std::size_t k = 0; k < expected.size(); ++k)
    findings.check("holdings[" + std::to_string(k) + "]", holdings[k], expected[k], {.relative = 1e-9});
}

// --- backtests.json

/// Probabilities to the four digits that the Committee prints and as they follow; where its zones end; what they are multiplied with.
void check_traffic_light(const Case& c, CaseFindings& findings) {
  const auto check_multipliers = [&](const char* key, const auto& table) {
    const std::vector<double> expected = numbers_of(c.target(key));
    for (std::size_t x = 0; x < expected.size(); ++x)
      findings.check(key + ("[" + std::to_string(x) + "]"), multiplier(table, static_cast<Index>(x)), expected[x]);
  };
  if (c.has_target("basel1996")) check_multipliers("basel1996", basel_1996_multipliers);
  if (c.has_target("frtb2019")) check_multipliers("frtb2019", basel_2019_multipliers);
  if (c.has_target("cdf")) {
    const Value in = c.inputs();
    const std::vector<double> printed = numbers_of(c.target("cdf")), exact = numbers_of(c.all()["recomputed"]["cdf"]);
    for (std::size_t x = 0; x < exact.size(); ++x) {
      const double ours = binomial_split(static_cast<Index>(x), count_of(in["n"]), in["p"].number()).at_most;
      findings.check("cdf[" + std::to_string(x) + "] as printed", ours, printed[x], {.relative = 0.0, .absolute = 0.5001e-4});
      findings.check("cdf[" + std::to_string(x) + "]", ours, exact[x], {.relative = 1e-9});
    }
  }
  if (c.has_target("bounds")) {
    const Value in = c.inputs(), levels = in["levels"], bounds = c.target("bounds");
    const TrafficLight rule{
        .days = count_of(in["n"]), .tail = in["p"].number(), .yellow_from = levels[0].number(), .red_from = levels[1].number()};
    findings.check_exact("green", Wide(rule.most(Light::green)), bounds[0]);
    findings.check_exact("yellow", Wide(rule.most(Light::yellow)), bounds[1]);
  }
}

void check_kupiec(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const Index days = count_of(in["n"]);
  const double tail = in["p"].number();
  if (c.has_target("region")) {
    const CountRange range = accepted_exceptions(days, tail);
    findings.check_exact("least", Wide(range.least), c.target("region")[0]);
    findings.check_exact("most", Wide(range.most), c.target("region")[1]);
    return;
  }
  const LikelihoodRatio test = coverage_test(count_of(in["x"]), days, tail);
  check_figure(findings, c, "lr", test.statistic);
  check_figure(findings, c, "pvalue", test.p_value);
  if (c.has_target("reject_5pct")) findings.check_same("reject_5pct", test.rejects(), c.target("reject_5pct").flag());
}

void check_christoffersen(const Case& c, CaseFindings& findings) {
  const Value counts = c.inputs()["counts"];
  const ExceptionPairs pairs{count_of(counts[0]), count_of(counts[1]), count_of(counts[2]), count_of(counts[3])};
  const double tail = c.inputs()["p"].number();
  const LikelihoodRatio independence = independence_test(pairs), both = conditional_coverage_test(pairs, tail);
  check_figure(findings, c, "lr_ind", independence.statistic);
  check_figure(findings, c, "p_ind", independence.p_value);
  check_figure(findings, c, "lr_uc", coverage_test(pairs.exceptions(), pairs.days(), tail).statistic);
  check_figure(findings, c, "lr_cc", both.statistic);
  check_figure(findings, c, "p_cc", both.p_value);
}

void check_proportion(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const Index days = count_of(in["n"]), exceptions = count_of(in["x"]);
  const double tail = in["p"].number();
  check_figure(findings, c, "expected", tail * static_cast<double>(days));
  check_figure(findings, c, "pvalue", proportion_p_value(exceptions, days, tail));
  check_figure(findings, c, "kupiec_lr", coverage_test(exceptions, days, tail).statistic);
}

/// As many simulations as the file says its bounds were found with.
void check_overlapping(const Case& c, CaseFindings& findings) {
  const Index horizon = count_of(c.inputs()["days"]);
  const Value periods = c.inputs()["n"], green = c.target("green");
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const Index count = count_of(periods[i]);
    std::vector<double> days(static_cast<std::size_t>(count + horizon - 1)), at_most(static_cast<std::size_t>(count + 1));
    overlapping_exceptions(count, horizon, 0.01, 6'000, 1, days, at_most);
    findings.check_exact("green[" + std::to_string(i) + "]", Wide(most_exceptions(at_most, 0.95)), green[i]);
  }
}

const bool added = add_forms({{"HistoricalVaR + ExpectedShortfall", check_historical},
                              {"ExpectedShortfall normal", check_normal},
                              {"traffic light", check_traffic_light},
                              {"Kupiec POF", check_kupiec},
                              {"Christoffersen independence / conditional coverage", check_christoffersen},
                              {"Yates-corrected proportion test (NOT Kupiec LR)", check_proportion},
                              {"delta-normal VaR", check_delta_normal},
                              {"age-weighted VaR/ES", check_age_weighted},
                              {"HistoricalVaR/ES (strictly-worse convention)", check_strictly_worse},
                              {"DeltaGammaVaR.CornishFisher", check_negative_gamma},
                              {"DeltaGammaVaR exact", check_squared},
                              {"DeltaGammaVaR all methods", check_delta_gamma},
                              {"Cornish-Fisher VaR/ES (Boudt-Peterson-Croux)", check_cornish_fisher},
                              {"operational ES = max(ES_CF, VaR_CF)", check_cornish_fisher},
                              {"EWMA", check_ewma},
                              {"GARCH(1,1)", check_garch},
                              {"FilteredHistoricalVaR", check_filtered},
                              {"shrinkage covariance", check_shrinkage},
                              {"optimal liquidation", check_liquidation},
                              {"traffic light, overlapping", check_overlapping}});

}  // namespace
}  // namespace bulwark::test
