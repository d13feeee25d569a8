#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "bulwark/liquidation/seizure.hpp"
#include "bulwark/liquidation/toxic_frontier.hpp"
#include "support/catch.hpp"
#include "support/csv.hpp"
#include "support/quantile.hpp"
#include "support/shared.hpp"

using namespace bulwark;

namespace {

/// What one lending protocol's chain says of its liquidations with one collateral.
struct Liquidations {
  std::vector<double> bonus;   ///< deposit seized per debt repaid, at the prices of the row
  std::vector<double> seized;  ///< the deposit seized, per deposit that the rule seizes
};

double median(const std::vector<double>& values) { return test::quantile(values, 0.5); }

double share_within(const std::vector<double>& values, double of_one) {
  const auto near = std::count_if(values.begin(), values.end(), [&](double x) { return std::abs(x - 1.0) < of_one; });
  return static_cast<double>(near) / static_cast<double>(values.size());
}

}  // namespace

TEST_CASE("the median liquidation on chain pays the published bonus", "[data][aave]") {
  const auto liquidations = test::shared("data/positions/aave_v2_liquidations.csv");
  const auto parameters = test::shared("data/margin/aave_v2_reserve_params.csv");
  if (!liquidations || !parameters) return;
  // The data's README: "collateral value / debt value is 1 + liquidation bonus: median exactly 1.050 for WETH (97 % of rows within 2 %),
  // 1.100 LINK, 1.05 USDC; ENJ, XSUSHI, CRV, WBTC, AAVE deviate (prices of another block or changed parameters)". The parameters are those
  // of April 2022; the liquidations are of 2020-12 to 2021-12.
  std::map<std::string, double> published;
  const test::Csv reserves{*parameters};
  for (Index i = 0; i < reserves.rows(); ++i) published[reserves.text(i, "symbol")] = *reserves.number(i, "liquidation_bonus_bps") / 1e4;

  const test::Csv rows{*liquidations};
  CHECK(rows.rows() == 6028);
  std::map<std::string, Liquidations> of;
  Index read = 0;
  for (Index i = 0; i < rows.rows(); ++i) {
    const auto deposit = rows.number(i, "collateral_amount"), deposit_price = rows.number(i, "collateral_price_usd");
    const auto debt = rows.number(i, "debt_repaid"), debt_price = rows.number(i, "debt_price_usd");
    const std::string& symbol = rows.text(i, "collateral");
    if (!deposit || !deposit_price || !debt || !debt_price) continue;
    ++read;
    Liquidations& one = of[symbol];
    one.bonus.push_back(*deposit * *deposit_price / (*debt * *debt_price));
    const auto bonus = published.find(symbol);
    if (bonus == published.end()) continue;
    const SeizureTerms<double> terms{.debt_price = *debt_price,
                                     .debt_unit = 1.0,
                                     .deposit_price = *deposit_price,
                                     .deposit_unit = 1.0,
                                     .bonus = bonus->second,
                                     .fee_share = 0.0};
    REQUIRE(terms.faults().empty());
    one.seized.push_back(*deposit / terms.seize(*debt, 1e300).seized());
  }
  CHECK(read == 5874);  // the others lack a price or an amount

  std::printf("%-8s %6s %9s %9s  within 2 %% of the published bonus\n", "deposit", "rows", "median", "published");
  for (const auto& [symbol, one] : of)
    if (one.seized.size() >= 50)
      std::printf("%-8s %6zu %9.6f %9.4f  %5.1f %%\n", symbol.c_str(), one.bonus.size(), median(one.bonus), published[symbol],
                  100.0 * share_within(one.seized, 0.02));

  for (const char* same : {"WETH", "LINK", "USDC", "UNI", "DAI"}) {
    INFO(same);
    CHECK(std::abs(median(of[same].bonus) - published[same]) < 1e-6);
    CHECK(std::abs(median(of[same].seized) - 1.0) < 1e-6);
    CHECK(share_within(of[same].seized, 0.02) > 0.75);
  }
  CHECK(share_within(of["WETH"].seized, 0.02) > 0.96);
  CHECK(of["WETH"].seized.size() == 2672);
  // Bonuses that were lowered between the liquidations and the parameters: a median that is another whole number of per cent.
  for (const auto& [symbol, then] :
       std::map<std::string, double>{{"WBTC", 1.10}, {"AAVE", 1.10}, {"YFI", 1.15}, {"REN", 1.10}, {"CRV", 1.15}}) {
    INFO(symbol);
    CHECK(std::abs(median(of[symbol].bonus) - then) < 1e-6);
    CHECK(published[symbol] < then);
  }
}

TEST_CASE("no published reserve is first liquidated where that would harm", "[data][aave]") {
  const auto parameters = test::shared("data/margin/aave_v2_reserve_params.csv");
  if (!parameters) return;
  const test::Csv reserves{*parameters};
  CHECK(reserves.rows() == 31);
  for (Index i = 0; i < reserves.rows(); ++i) {
    const double bonus = *reserves.number(i, "liquidation_bonus_bps") / 1e4,
                 threshold = *reserves.number(i, "liquidation_threshold_bps") / 1e4;
    INFO(reserves.text(i, "symbol"));
    CHECK((bonus > 0.0) == (threshold > 0.0));
    if (bonus > 0.0) CHECK(ToxicFrontier{.threshold = threshold, .bonus = bonus - 1.0}.faults().empty());
  }
}
