#include "bulwark/venue/synthetix_v3.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId bitcoin{0}, ether{1};

/// The markets of Liquidation.margin.test.ts, with keepers who cost something.
venue::SynthetixV3 markets() {
  const auto market = [](double scale, double window) {
    return venue::SynthetixV3::Market{
        .margin = {.scale = scale, .per_scale = 2.0, .least = 0.01, .kept = 0.5, .minimum = 100.0},
        .window = {.maker_fee = 0.0, .taker_fee = 0.01, .skew_scale = scale, .multiplier = window, .length = std::chrono::seconds{1}},
        .flag_ratio = 0.0001};
  };
  return {.of_asset = {market(100.0, 1.0), market(1'000.0, 1.0)},
          .discounts = {{0.0, 0.0, 0.0, 0.0}, {1'000.0, 1.0, 0.01, 0.5}},
          .keeper = {.least_profit = 1.0, .least_profit_ratio = 0.0, .most = 200.0, .most_of_margin = 1.0},
          .flag_cost = 3.0,
          .liquidate_cost = 2.0};
}

Account short_bitcoin(double size, double cash) {
  return {.positions = {{LinearFuture{bitcoin}, size, markets().of_asset[0].fill(30'000.0, 0.0, size)}}, .cash = cash};
}

RiskReport report_at(double price, const Account& account) {
  const auto report =
      venue::synthetix_v3(markets()).evaluate(account, {.now = Timestamp{}, .assets = {{.spot = price}, {.spot = 2'000.0}}});
  REQUIRE(report);
  return *report;
}

}  // namespace

TEST_CASE("opening against the skew costs what the fill price says", "[venue][synthetix_v3]") {
  CHECK_THAT(report_at(30'000.0, short_bitcoin(-1.0, 20'000.0)).resources.maintenance, WithinAbs(19'850.0, 1e-9));
}

TEST_CASE("an account is liquidated where margin and the reward for liquidating it exceed what it has", "[venue][synthetix_v3]") {
  const RiskReport report = report_at(30'000.0, short_bitcoin(-1.0, 20'000.0));
  const double margin = 30'000.0 * 0.03 * 0.5 + 100.0, reward = 3.0 + 5.0;  // flagged 3, costs 5, one window
  CHECK_THAT(report.requirement.maintenance, WithinRel(margin + reward, 1e-14));
  CHECK_THAT(report.requirement.initial, WithinRel(30'000.0 * 0.03 + 100.0 + reward, 1e-14));
  const double loss = 150.0;
  CHECK(report_at(30'000.0, short_bitcoin(-1.0, margin + reward + loss + 0.01)).verdict.is_healthy());
  CHECK(report_at(30'000.0, short_bitcoin(-1.0, margin + reward + loss - 0.01)).verdict.is_liquidatable());
}

TEST_CASE("a larger position needs more windows, and each is paid for", "[venue][synthetix_v3]") {
  const double one = report_at(30'000.0, short_bitcoin(-1.0, 1e6)).requirement.maintenance;
  const double three = report_at(30'000.0, short_bitcoin(-2.5, 1e6)).requirement.maintenance;
  CHECK_THAT(one, WithinRel(450.0 + 100.0 + 3.0 + 5.0, 1e-14));
  CHECK_THAT(three, WithinRel(75'000.0 * 0.06 * 0.5 + 100.0 + 7.5 + 5.0 + 2.0 * 3.0, 1e-14));
}

TEST_CASE("collateral in coins counts less its discount, and nothing is withdrawn while a debt is open", "[venue][synthetix_v3]") {
  Account account = short_bitcoin(-1.0, 0.0);
  account.positions.push_back({Spot{ether}, 10.0});
  const RiskReport report = report_at(30'000.0, account);
  CHECK_THAT(report.resources.initial, WithinRel(20'000.0 * 0.99 - 150.0, 1e-13));
  CHECK(venue::synthetix_v3_withdrawable(report, 0.0) == report.initial_surplus());
  CHECK(venue::synthetix_v3_withdrawable(report, 1.0) == 0.0);
  CHECK(std::isnan(venue::synthetix_v3_withdrawable(report, std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("every fault of the markets is named", "[venue][synthetix_v3][faults]") {
  CHECK(markets().faults().empty());
  CHECK(venue::synthetix_v3(markets()).faults().empty());
  venue::SynthetixV3 wrong = markets();
  wrong.of_asset[1].window.maker_fee = -0.1;
  wrong.of_asset[1].margin.kept = 2.0;
  wrong.keeper.most = -1.0;
  wrong.discounts[1].upper = 2.0;
  CHECK(describe(wrong.faults().at(0)) == "liquidation_window.maker_fee[1] must not be negative, got -0.10000000000000001");
  CHECK(venue::synthetix_v3(wrong).faults().size() == 5);  // a negative fee makes a negative window, too
}
