// What the backstop room says of real disasters: who would have paid under our settings, who paid as it was, and that nothing was lost on
// the way. Money in smallest units: 1e-6 of a dollar or a euro, 1e-8 of a bitcoin.

#include <cmath>

#include "bulwark/backstop/backstop_vault.hpp"
#include "bulwark/backstop/insurance_fund.hpp"
#include "bulwark/backstop/minimal_cut.hpp"
#include "bulwark/backstop/pro_rata_cut.hpp"
#include "bulwark/backstop/reserve.hpp"
#include "bulwark/backstop/takeover_loss.hpp"
#include "bulwark/backstop/waterfall.hpp"
#include "bulwark/backstop/whole_position_queue.hpp"
#include "bulwark/math/minor_units.hpp"
#include "bulwark/math/rounding_bias.hpp"
#include "bulwark/math/stated_decimals.hpp"
#include "support/catch.hpp"
#include "support/cuts.hpp"
#include "support/incidents.hpp"
#include "support/int128.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Int = Int128;

namespace {

constexpr int cents = 6, satoshis = 8;

Int units(double amount, int decimals) { return *to_minor_units(amount, decimals, Rounding::half_up); }

/// In the suite's words: which level a loss reached.
template <class Report>
std::string word(const Report& report, std::vector<std::string> names) {
  return "WATERFALL_" + (report.reached() ? names.at(*report.reached()) : "NOBODY");
}

/// In the suite's words: whether the levels paid the loss, no more and no less.
template <class Report>
std::string conserved(const Report& report) {
  return report.uncovered == 0 && report.covered() == report.loss ? "CONSERVED" : "NOT_CONSERVED";
}

/// A level of the suite: its name and what it holds.
Reserve<Int> level(const IncidentCase& incident, std::size_t k, int decimals) {
  return {units(incident.json("levels").at(k).at(1).get<double>(), decimals)};
}

std::vector<CutCandidate<long long>> winners(const IncidentCase& incident) {
  std::vector<CutCandidate<long long>> candidates;
  for (const double profit : incident.list("winners_pnl"))
    candidates.push_back({candidates.size(), static_cast<long long>(profit), profit});
  return candidates;
}

}  // namespace

TEST_CASE("INC09: a squeezed short costs the vault its cap, and the winners the rest", "[incidents][backstop]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase jelly = (*incidents)["INC09a"], capped = (*incidents)["INC09c"];
  const double coins = -jelly.given("units"), entry = jelly.given("entry"), mark = jelly.given("mark");
  CHECK(jelly.expects("notional_entry", takeover_loss(coins, 0.0, entry)));
  CHECK(jelly.expects("loss", takeover_loss(coins, entry, mark)));
  CHECK(jelly.expects("loss_at_0.50", takeover_loss(coins, entry, 0.50)));
  CHECK(jelly.verdict() == "REPORT");

  const double cap = capped.given("backstop_cap_usd");
  CHECK(capped.expects("adl_price_at_cap", price_where_lost(coins, entry, cap)));
  const Int loss = units(takeover_loss(coins, entry, capped.given("mark")), cents), assets = units(235e6, cents);
  const Reserve<Int> margin{0}, profits{loss};  // who was short had withdrawn what he could; the longs have won what he lost
  const BackstopVault<Int> house{.depositors = {assets, assets}, .loss = {units(cap, cents)}};
  const auto report = waterfall(loss, margin, house, profits);
  CHECK(word(report, {"MARGIN", "BACKSTOP", "ADL"}) == capped.verdict());
  CHECK(report.paid[1] == units(cap, cents));
  CHECK(std::get<1>(report.levels).depositors.assets == assets - units(cap, cents));
  CHECK((report.uncovered == 0 && report.covered() == loss));
  // As it was: no cap, so that the depositors of every strategy stood behind one market.
  const BackstopVault<Int> as_was{.depositors = {assets, assets}, .loss = {assets}};
  CHECK(word(waterfall(loss, margin, as_was, profits), {"MARGIN", "BACKSTOP", "ADL"}) == "WATERFALL_BACKSTOP");
  CHECK(waterfall(loss, margin, as_was, profits).paid[1] == loss);
}

TEST_CASE("INC11: a queue of whole positions takes 140 for a deficit of 100; others take 100", "[incidents][backstop]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase queue = (*incidents)["INC11a"], pro_rata = (*incidents)["INC11b"];
  const auto verdict = [](const CutReport<long long>& report) { return report.overshoot() > 0 ? "OVERSHOOT" : "EXACT"; };
  const auto deficit = static_cast<long long>(queue.given("deficit"));
  const auto as_was = cut<long long>(WholePositionQueue{}, deficit, winners(queue));
  CHECK(verdict(as_was.report) == queue.verdict());
  CHECK(queue.expects("taken", static_cast<double>(as_was.report.taken)));
  CHECK(queue.expects("overshoot", static_cast<double>(as_was.report.overshoot())));

  const auto house = cut<long long>(ProRataCut{}, static_cast<long long>(pro_rata.given("deficit")), winners(pro_rata));
  CHECK(verdict(house.report) == pro_rata.verdict());
  CHECK(pro_rata.expects("taken", static_cast<double>(house.report.taken)));
  for (std::size_t i = 0; i < house.taken.size(); ++i)
    CHECK(pro_rata.expects("h" + std::to_string(i), static_cast<double>(house.taken[i])));
  CHECK(verdict(cut<long long>(MinimalCut{}, deficit, winners(queue)).report) == pro_rata.verdict());
}

TEST_CASE("INC12: 4,168,515 contracts bankrupt at 8,020 and closed at 7,483 are paid by fund, house and winners", "[incidents][backstop]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase position = (*incidents)["INC12a"], levels = (*incidents)["INC12b"];
  const double lost = inverse_takeover_loss(position.given("notional_usd"), position.given("p_bankrupt"), position.given("p_settle"));
  CHECK(position.expects("loss_btc", lost));
  CHECK(position.verdict() == "REPORT");
  const Int loss = units(lost, satoshis);
  // As published: the clawback was 1,200, so that 3,710 was covered, half a per cent less than was lost.
  const Reserve<Int> clawback{units(1'200.0, satoshis)};
  const auto as_was = waterfall(loss, level(levels, 0, satoshis), level(levels, 1, satoshis), clawback);
  CHECK(position.expects("documented_btc", from_minor_units(as_was.covered(), satoshis)));
  CHECK(from_minor_units(as_was.uncovered, satoshis) < 0.006 * lost);

  const auto report = waterfall(units(levels.given("loss_btc"), satoshis), level(levels, 0, satoshis), level(levels, 1, satoshis),
                                level(levels, 2, satoshis));
  CHECK(levels.expects("clawback", from_minor_units(report.paid[2], satoshis)));
  CHECK(conserved(report) == levels.verdict());
}

TEST_CASE("INC14: one trader's default takes the clearing house's stake and two thirds of its members' fund", "[incidents][backstop]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase power = (*incidents)["INC14b"];
  const Int members = level(power, 1, cents).held;
  const InsuranceFund<Int> fund{.balance = members, .market = {members}, .period = {members}};
  const auto report = waterfall(units(power.given("loss"), cents), level(power, 0, cents), fund);
  CHECK(power.expects("mutual_used", from_minor_units(report.paid[1], cents)));
  CHECK(power.expects("fraction", std::get<1>(report.levels).share_used(report.paid[1])));
  CHECK(conserved(report) == power.verdict());
  // With a limit of a third per market the rest is left for whoever comes next, and nobody hides it.
  const InsuranceFund<Int> limited{.balance = members, .market = {members / 3}, .period = {members}};
  const auto held_back = waterfall(units(power.given("loss"), cents), level(power, 0, cents), limited);
  CHECK(held_back.covered() + held_back.uncovered == held_back.loss);
  CHECK(held_back.uncovered > 0);
}

TEST_CASE("INC24: nine units lose five per cent to rounding, and sixty-five swaps drain six", "[incidents][math]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase swap = (*incidents)["INC24a"], batch = (*incidents)["INC24b"], there_and_back = (*incidents)["INC24c"];
  const RoundingLimit house, as_was{.most_per_operation = 0.999, .most_drift = 0.999};
  const auto wei = static_cast<long long>(swap.given("wei"));
  const Fraction<long long> rate{std::llround(swap.given("rate") * 1'000.0), 1'000};
  const std::optional<double> error = rounding_error(wei, rate, Rounding::floor);
  REQUIRE(error);
  CHECK(swap.expects("rel_err", *error));
  const auto word = [](bool is_biased) { return is_biased ? "ROUNDING_BIAS" : "ACCEPT"; };
  CHECK(word(house.is_biased(error)) == swap.verdict());
  CHECK_FALSE(as_was.is_biased(error));
  CHECK_FALSE(house.is_biased(rounding_error(1'000'000'000'009LL, rate, Rounding::floor)));

  const double step = batch.given("rel_err_per_step"), steps = batch.given("steps");
  CHECK(batch.expects("drift", drift_after(step, steps)));
  CHECK(word(house.is_biased(step, steps)) == batch.verdict());
  CHECK(word(RoundingLimit{.most_per_operation = 0.01, .most_drift = 0.05}.is_biased(step, steps)) == batch.verdict());
  CHECK_FALSE(as_was.is_biased(step, steps));

  CHECK(there_and_back.verdict() == "PROPERTY");
  for (long long assets = 1; assets < 200; ++assets)
    for (long long shares = 1; shares < 200; ++shares) {
      const SharePool<long long> pool{assets, shares, 1};
      for (const long long amount : {1LL, 8LL, 9LL, 1'000LL})
        if (const auto in = pool.deposit(amount)) CHECK(in->left.withdraw(in->amount)->amount <= amount);
    }
}

TEST_CASE("INC27: eighteen decimals beside eight are no configuration", "[incidents][math]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase vault = (*incidents)["INC27a"];
  const auto places = [&](const char* name) { return static_cast<int>(vault.given(name)); };
  const StatedDecimals both{places("a_decimals"), places("b_decimals")};
  CHECK(vault.expects("scale", both.scale()));
  CHECK((both.faults_if_not_converted().empty() ? "ACCEPT" : "CONFIG_INVALID") == vault.verdict());
  CHECK(both.faults().empty());  // as it was: each is a number of decimals
  CHECK(both.converted<Int>(Int(1) * 1'000'000'000 * 1'000'000'000, Rounding::floor) == 100'000'000);  // one coin is one coin
  CHECK(StatedDecimals{both.from, both.from}.faults_if_not_converted().empty());
}

TEST_CASE("INC31: one market took two fifths of the fund", "[incidents][backstop]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase yfi = (*incidents)["INC31b"];
  const Int used = units(yfi.given("used"), cents), all = used + units(yfi.given("left"), cents);
  const InsuranceFund<Int> as_was{.balance = all, .market = {all}, .period = {all}};
  const auto payment = as_was.pay(used);
  CHECK(yfi.expects("fraction", payment.left.share_used(payment.paid)));
  CHECK(from_minor_units(payment.left.balance, cents) == yfi.given("left"));
  CHECK(yfi.verdict() == "REPORT");
  const InsuranceFund<Int> house{.balance = all, .market = {all / 10}, .period = {all / 4}};
  CHECK(house.pay(used).left.share_used(house.pay(used).paid) <= 0.1);
}

TEST_CASE("INC34: what nineteen wallets' margin does not pay is the vault's", "[incidents][backstop]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase popcat = (*incidents)["INC34a"];
  const std::vector<double> price = popcat.list("price");
  const double lost = takeover_loss(popcat.given("notional") / price[0], price[0], price[1]);
  CHECK(popcat.expects("loss", lost));
  const Int assets = units(500e6, cents);
  const Reserve<Int> margin{units(popcat.given("margin"), cents)};
  const BackstopVault<Int> vault{.depositors = {assets, assets}, .loss = {units(5e6, cents)}};
  const auto report = waterfall(units(lost, cents), margin, vault, Reserve<Int>{assets});
  CHECK(popcat.expects("residual", from_minor_units(report.paid[1], cents)));
  CHECK(word(report, {"MARGIN", "BACKSTOP", "ADL"}) == popcat.verdict());
}

TEST_CASE("INC36: an account that can pay pays, and no fund is touched", "[incidents][backstop]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase quiet = (*incidents)["INC36c-control"];
  const Int held = level(quiet, 1, cents).held;
  const InsuranceFund<Int> fund{.balance = held, .market = {held}, .period = {held}};
  const auto report = waterfall(units(quiet.given("loss"), cents), level(quiet, 0, cents), fund);
  CHECK(quiet.expects("margin_used", from_minor_units(report.paid[0], cents)));
  CHECK(quiet.expects("fund_used", from_minor_units(report.paid[1], cents)));
  CHECK((report.reached() == 0 && conserved(report) == quiet.verdict()));
}
