// What the oracle room says of real disasters: our settings give the verdict that would have stopped them, settings as they were give the
// decision that was taken, and controls stay green.

#include <algorithm>
#include <cmath>
#include <limits>

#include "bulwark/collateral/loan_to_value.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/debt_margin.hpp"
#include "bulwark/math/fixed_point.hpp"
#include "bulwark/oracle/consensus.hpp"
#include "bulwark/oracle/growth_cap.hpp"
#include "bulwark/oracle/least_trust.hpp"
#include "bulwark/oracle/price_guard.hpp"
#include "bulwark/oracle/redemption_floor.hpp"
#include "bulwark/oracle/trimmed_mean_price.hpp"
#include "support/catch.hpp"
#include "support/incidents.hpp"
#include "support/int128.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp now{1'700'000'000s};
constexpr SourceCheck house_check{.freshness = {.stale_after = 60s, .expired_after = 300s}, .confidence = {0.02}};
constexpr double unbounded = 1e9;
const LeastTrust house_uses;

/// Sources of equal rights at one moment.
template <PriceAggregate Aggregate = MedianPrice>
ConsensusPrice heard(const std::vector<double>& prices, Index quorum = 3, double widest = 0.05, Aggregate aggregate = {}) {
  const Consensus<Aggregate> consensus{std::vector<PriceSource>(prices.size(), {.check = house_check}), quorum, widest, aggregate};
  std::vector<OraclePrint> prints;
  for (const double price : prices) prints.push_back({price, 0.0, now});
  std::vector<Weighted> scratch(prices.size());
  return consensus.price(prints, now, scratch);
}

/// In the suite's words.
std::string word(Trust trust) {
  if (trust < Trust::suspect) return "PRICE_INVALID";
  return trust == Trust::suspect ? "PRICE_SUSPECT" : "ACCEPT";
}
/// What a lending pool that counts the deposit for `threshold` of its value says of a loan at these prices.
RiskReport judged(double threshold, double deposited, double deposit_price, double debt, double debt_price) {
  const RiskEvaluator pool{LoanToValue{.of_asset = {{threshold, threshold}, {0.0, 0.0}}}, DebtMargin{}, Black{}, NoVar{},
                           HealthThreshold{}};
  const Account loan{.positions = {{Spot{AssetId{0}}, deposited}, {Spot{AssetId{1}}, -debt}}};
  const auto report = pool.evaluate(loan, {.now = now, .assets = {{.spot = deposit_price}, {.spot = debt_price}}});
  REQUIRE(report);
  return *report;
}

/// Debt over deposits, nothing weighed: the inverse of health in a pool that counts deposits in full.
double loan_to_value(double deposited, double deposit_price, double debt, double debt_price) {
  return 1.0 / *judged(1.0, deposited, deposit_price, debt, debt_price).health;
}

bool may_liquidate(Trust trust) { return house_uses.permits(PriceUse::liquidate, trust); }

}  // namespace

TEST_CASE("INC01: a crash that every source sees is no fault of the oracle's", "[incidents][oracle]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase crash = (*incidents)["INC01c-control"];
  const ConsensusPrice price = heard(crash.list("sources"));
  CHECK(crash.expects("dispersion", *price.dispersion));
  const Trust trust = PriceGuard{}.trust(price, {.average = crash.given("slow_reference")});
  CHECK(trust == Trust::trusted);
  CHECK((crash.verdict() == "PRICE_VALID_MARKET_CRASH" && may_liquidate(trust)));
}

TEST_CASE("INC03: a perpetual pumped to twenty-four times its average lends nothing", "[incidents][oracle]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase pump = (*incidents)["INC03b"];
  const double mark = pump.given("mark"), average = pump.given("twap");
  CHECK(pump.expects("ratio", price_ratio(mark, average)));
  const ConsensusPrice print{.trust = Trust::trusted, .print = OraclePrint{mark, 0.0, now}};
  const PriceGuard house{.against_average = Plausibility{pump.given("max_ratio"), pump.given("max_ratio")}};
  CHECK(word(house.trust(print, {.average = average})) == pump.verdict());
  CHECK_FALSE(house_uses.permits(PriceUse::withdraw, house.trust(print, {.average = average})));
  const PriceGuard as_was{.against_average = std::nullopt};
  CHECK(house_uses.permits(PriceUse::withdraw, as_was.trust(print, {})));
}

TEST_CASE("INC04: one exchange's DAI at 1.30 liquidates nobody", "[incidents][oracle]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase dai = (*incidents)["INC04a"], loan = (*incidents)["INC04b"];
  const ConsensusPrice price = heard(dai.list("sources"));
  CHECK(dai.expects("median", price.print->price));
  CHECK(dai.expects("dispersion", *price.dispersion));
  CHECK(word(price.trust) == dai.verdict());
  CHECK_FALSE(may_liquidate(price.trust));
  const double debt = loan.given("debt_dai"), collateral = loan.given("collateral_usd");
  const auto ltv = [&](double at) { return loan_to_value(collateral, 1.0, debt, at); };
  CHECK(loan.expects("ltv_reported", ltv(loan.given("dai_price"))));
  CHECK(loan.expects("ltv_median", ltv(price.print->price)));
  // As it was: one exchange, within 20 % of an automatic market maker that followed it.
  const PriceGuard as_was{.against_average = std::nullopt, .against_anchor = Plausibility{1.2, 1.2}};
  const Trust believed = as_was.trust(heard({dai.list("sources")[0]}, 1, unbounded), {.anchor = dai.list("sources")[1]});
  const Verdict at_reported = judged(1.0, collateral, 1.0, debt, loan.given("dai_price")).verdict;
  CHECK((at_reported.is_liquidatable() && may_liquidate(believed) && loan.verdict() == "LIQUIDATABLE_IF_PRICE_TRUSTED"));
  CHECK_FALSE(judged(1.0, collateral, 1.0, debt, price.print->price).verdict.is_liquidatable());
}

TEST_CASE("INC05: two sources that are left are no quorum, and three of which one is mad are suspect", "[incidents][oracle]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase two = (*incidents)["INC05a"], three = (*incidents)["INC05b"];
  CHECK(word(heard(two.list("sources_rel"), static_cast<Index>(two.given("quorum"))).trust) == two.verdict());
  const ConsensusPrice as_was = heard(two.list("sources_rel"), 1, unbounded, TrimmedMeanPrice{0});
  CHECK(as_was.trust == Trust::trusted);
  CHECK(two.expects("naive_mean", as_was.print->price));
  const ConsensusPrice price = heard(three.list("sources_rel"), static_cast<Index>(three.given("quorum")), three.given("max_dispersion"));
  CHECK(three.expects("median", price.print->price));
  CHECK(word(price.trust) == three.verdict());
}

TEST_CASE("INC07: LUNA at the least that its feed can say is no price, and an hour old besides", "[incidents][oracle]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase luna = (*incidents)["INC07a"], loss = (*incidents)["INC07b"];
  const double feed = luna.given("feed"), least = luna.given("feed_min");
  const auto seconds = [](double s) { return std::chrono::seconds{static_cast<long long>(s)}; };
  const OraclePrint print{feed, 0.0, now - seconds(luna.given("age_s"))};
  CHECK(luna.expects("distance_rel", price_ratio(feed, least) - 1.0));
  const SourceCheck house{.freshness = {.stale_after = 60s, .expired_after = seconds(luna.given("max_age_s"))},
                          .confidence = {0.02},
                          .range = {.least = least, .zone = luna.given("clamp_zone_rel")}};
  CHECK(word(house.trust(print, now)) == luna.verdict());
  CHECK(house.complaints(print, now).size() == 2);
  CHECK(house.trust({feed, 0.0, now}, now) == Trust::invalid);             // at the clamp alone
  CHECK(house.trust({0.5, 0.0, print.published}, now) == Trust::expired);  // old alone
  const SourceCheck as_was{.freshness = {.stale_after = 24h, .expired_after = 24h}, .confidence = {0.02}};
  CHECK(as_was.trust(print, now) == Trust::trusted);
  CHECK(loss.expects("multiple", price_ratio(loss.given("feed"), loss.given("market"))));
}

TEST_CASE("INC10: a stable coin that is cheap in one venue's own book liquidates nobody", "[incidents][oracle]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase usde = (*incidents)["INC10a"], wbeth = (*incidents)["INC10b"], loan = (*incidents)["INC10c"];
  const ConsensusPrice price = heard(usde.list("sources"));
  CHECK(usde.expects("median", price.print->price));
  CHECK(usde.expects("dispersion", *price.dispersion));
  CHECK((price.trust == Trust::suspect && !may_liquidate(price.trust) && usde.verdict() == "PRICE_SUSPECT_NO_LIQUIDATION"));
  const RedemptionFloor floor_of{.share = usde.given("anchor_floor")};
  CHECK(floor_of.price(usde.list("sources")[0], usde.given("redemption")) == usde.given("anchor_floor"));
  CHECK(floor_of.price(price.print->price, usde.given("redemption")) == price.print->price);

  const PriceGuard anchored{.against_average = std::nullopt, .against_anchor = Plausibility{1.5, 5.0}};
  const ConsensusPrice alone = heard({wbeth.given("wbeth_venue_rel")}, 1, unbounded);
  CHECK(wbeth.expects("ratio", price_ratio(wbeth.given("wbeth_venue_rel"), wbeth.given("wbeth_redemption_rel"))));
  CHECK(word(anchored.trust(alone, {.anchor = wbeth.given("wbeth_redemption_rel")})) == wbeth.verdict());

  const double coins = loan.given("collateral_usde"), debt = loan.given("debt_usd");
  const auto ltv = [&](double mark) { return loan_to_value(coins, mark, debt, 1.0); };
  const ConsensusPrice as_was = heard({usde.list("sources")[0]}, 1, unbounded);
  CHECK(loan.expects("ltv_venue", ltv(as_was.print->price)));
  CHECK(loan.expects("ltv_median", ltv(price.print->price)));
  const auto verdict_at = [&](double mark) { return judged(loan.given("lt"), coins, mark, debt, 1.0).verdict; };
  CHECK((may_liquidate(as_was.trust) && verdict_at(as_was.print->price).is_liquidatable()));
  CHECK((verdict_at(price.print->price).is_known() && !verdict_at(price.print->price).is_liquidatable() &&
         loan.verdict() == "NOT_LIQUIDATABLE_AT_MEDIAN"));
}

TEST_CASE("INC13: one constituent of seven at zero makes the index suspect, and moves no median", "[incidents][oracle]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase index = (*incidents)["INC13a"];
  const std::vector<double> sources = index.list("sources");
  const ConsensusPrice price = heard(sources);
  CHECK(index.expects("median", price.print->price));
  CHECK(word(price.trust) == index.verdict());
  CHECK(index.expects("trimmed", heard(sources, 3, 0.05, TrimmedMeanPrice{1}).print->price));
  std::vector<Weighted> unfiltered;
  for (const double s : sources) unfiltered.push_back({s, 1.0});
  CHECK(index.expects("mean", TrimmedMeanPrice{0}.price(unfiltered)));
}

TEST_CASE("INC22: a median of eleven holds, and five liars still move it by four per cent", "[incidents][oracle]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase uwu = (*incidents)["INC22a"];
  const auto with = [&](const char* liars) {
    std::vector<double> all = uwu.list("honest");
    const std::vector<double> more = uwu.list(liars);
    all.insert(all.end(), more.begin(), more.end());
    return all;
  };
  const ConsensusPrice low = heard(with("corrupt_low")), high = heard(with("corrupt_high"));
  CHECK(uwu.expects("median_low", low.print->price));
  CHECK(uwu.expects("median_high", high.print->price));
  CHECK(uwu.expects("swing", price_ratio(low.print->price, high.print->price) - 1.0));
  CHECK((word(low.trust) == uwu.verdict() && word(high.trust) == uwu.verdict()));
  CHECK(heard(with("corrupt_low"), 3, unbounded).trust == Trust::trusted);  // as it was
}

TEST_CASE("INC23: an exchange rate of nothing is no rate", "[incidents][oracle]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase rounded = (*incidents)["INC23a"];
  const auto whole = [&](const char* name) {  // "2e36"
    const std::string text = rounded.json(name).get<std::string>();
    Int128 number = std::stoi(text);
    for (int n = std::stoi(text.substr(text.find('e') + 1)); n > 0; --n) number *= 10;
    return number;
  };
  const auto rate = static_cast<double>(quotient(whole("numerator"), whole("price"), Rounding::floor));
  CHECK(rounded.expects("rate", rate));
  CHECK(word(GrowthCap{.snapshot = 1.0, .taken = now, .growth = 0.1, .tolerance = 0.005}.capped(rate, now).trust) == rounded.verdict());
  CHECK(word(FeedRange{}.trust(rate)) == rounded.verdict());
  CHECK_FALSE(house_uses.permits(PriceUse::withdraw, FeedRange{}.trust(rate)));
}

TEST_CASE("INC25: a ratio given as a price is implausible before it is ever used", "[incidents][oracle]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase feed = (*incidents)["INC25a"];
  const Plausibility at_configuration{feed.given("max_ratio"), feed.given("max_ratio")};
  CHECK(feed.expects("ratio", price_ratio(feed.given("reported"), feed.given("reference"))));
  CHECK((at_configuration.trust(feed.given("reported"), feed.given("reference")) == Trust::implausible &&
         feed.verdict() == "CONFIG_INVALID"));
}

TEST_CASE("INC26: a cap that takes 2.85 % from everybody liquidates nobody", "[incidents][oracle]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase accounts = (*incidents)["INC26a"], cap = (*incidents)["INC26b"];
  const GrowthCap house{.snapshot = accounts.given("capped_rate_rel"), .taken = now, .growth = 0.0, .tolerance = cap.given("tolerance")};
  const CappedRate capped = house.capped(accounts.given("true_rate_rel"), now);
  CHECK(std::abs(capped.cut - cap.given("cap_below_market_rel")) < 1e-12);
  CHECK(word(capped.trust) == cap.verdict());
  CHECK((!may_liquidate(capped.trust) && accounts.verdict() == "NO_LIQUIDATION_ON_CAP"));
  GrowthCap as_was = house;
  as_was.tolerance = 0.99;
  CHECK(may_liquidate(as_was.capped(accounts.given("true_rate_rel"), now).trust));
  const std::vector<double> ltv = accounts.list("ltv_true");
  const double threshold = accounts.given("lt"), zone = judged(threshold, 1.0, capped.rate, 0.5, 1.0).resources.maintenance;
  CHECK(accounts.expects("wrong_zone_from_ltv", zone));
  for (std::size_t i = 0; i < ltv.size(); ++i) {
    CHECK(accounts.expects("seen" + std::to_string(i), loan_to_value(1.0, capped.rate, ltv[i], 1.0)));
    CHECK(judged(threshold, 1.0, capped.rate, ltv[i], 1.0).verdict.is_liquidatable() == (ltv[i] > zone));  // as it was
    CHECK_FALSE(judged(threshold, 1.0, accounts.given("true_rate_rel"), ltv[i], 1.0).verdict.is_liquidatable());
  }
}

TEST_CASE("INC33: a thin market squeezed to three times the price elsewhere liquidates nobody", "[incidents][oracle]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase xpl = (*incidents)["INC33a"], published = (*incidents)["INC33b"];
  const PriceGuard house{.against_average = std::nullopt, .against_anchor = Plausibility{xpl.given("max_ratio"), 5.0}};
  const ConsensusPrice venue = heard({xpl.given("venue")}, 1, unbounded);
  CHECK(xpl.expects("ratio", price_ratio(xpl.given("venue"), xpl.given("external"))));
  const Trust trust = house.trust(venue, {.anchor = xpl.given("external")});
  CHECK((trust == Trust::suspect && !may_liquidate(trust) && xpl.verdict() == "PRICE_SUSPECT_NO_LIQUIDATION"));
  // As it was: ten times an eight-hour average.
  const PriceGuard as_was{.against_average = Plausibility{published.given("cap"), published.given("cap")}};
  CHECK(published.expects("ratio", price_ratio(published.given("venue"), published.given("ema8h_assumed"))));
  CHECK((may_liquidate(as_was.trust(venue, {.average = published.given("ema8h_assumed")})) && published.verdict() == "CAP_NOT_BINDING"));
}

TEST_CASE("INC36: a quiet day is accepted, a true crash is liquidated, and no number is no price", "[incidents][oracle]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase quiet = (*incidents)["INC36a-control"], crash = (*incidents)["INC36b-control"], none = (*incidents)["INC36e"];
  const ConsensusPrice day = heard(quiet.list("sources"), static_cast<Index>(quiet.given("quorum")), quiet.given("max_dispersion"));
  CHECK(quiet.expects("dispersion", *day.dispersion));
  CHECK(word(day.trust) == quiet.verdict());
  for (const PriceUse use : {PriceUse::liquidate, PriceUse::settle, PriceUse::withdraw, PriceUse::open})
    CHECK(house_uses.permits(use, day.trust));

  const ConsensusPrice fallen = heard(crash.list("sources"), 3, crash.given("max_dispersion"));
  const PriceGuard guard{.against_average = Plausibility{crash.given("invalid_ratio"), crash.given("invalid_ratio")}};
  CHECK(crash.expects("ratio", price_ratio(fallen.print->price, crash.given("slow_reference"))));
  const Trust trust = guard.trust(fallen, {.average = crash.given("slow_reference")});
  CHECK((trust == Trust::trusted && may_liquidate(trust) && crash.verdict() == "PRICE_VALID_MARKET_CRASH"));

  const double unknown = std::numeric_limits<double>::quiet_NaN();
  const ConsensusPrice nothing = heard({unknown, unknown, unknown});
  CHECK(word(nothing.trust) == none.verdict());
  CHECK_FALSE((may_liquidate(nothing.trust) || house_uses.permits(PriceUse::withdraw, nothing.trust)));
  CHECK(house_uses.permits(PriceUse::reduce, nothing.trust));
}
