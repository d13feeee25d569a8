#include "bulwark/venue/cme_span.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId sp{0}, nasdaq{1};
constexpr Timestamp now{};
constexpr Timestamp march = now + std::chrono::days{60}, june = now + std::chrono::days{150};

venue::CmeSpan parameters() {
  venue::SpanProduct first = venue::cme_sp_500_2019();
  first.tier_ends = {march, june};
  first.intermonth = {{0, 1, 900.0}};
  const venue::SpanProduct second{
      .point_value = 20.0, .price_scan_range = 8'000.0, .volatility_scan_range = 0.05, .short_option_minimum = 40.0};
  return {.of_asset = {first, second}, .intercommodity = {{sp, nasdaq, 1.0, 3.0, 0.5}}};
}

const Listing& listing() {
  static const Listing made = [] {
    std::vector<ListedInstrument> listed;
    const auto add = [&](const Instrument& i, double multiplier) {
      listed.push_back({.id = std::to_string(listed.size()), .instrument = i, .multiplier = multiplier});
    };
    add(LinearFuture{sp, march}, 250.0);
    add(LinearFuture{sp, june}, 250.0);
    add(LinearFuture{nasdaq, march}, 20.0);
    for (const double strike : {2'600.0, 2'700.0, 3'200.0})
      for (const OptionSide side : {OptionSide::call, OptionSide::put}) add(VanillaOption{sp, side, strike, march}, 250.0);
    return *Listing::from(listed);
  }();
  return made;
}

RiskReport report_of(std::vector<Position> positions, double cash = 0.0, venue::CmeSpan p = parameters()) {
  const Account account{.positions = std::move(positions), .cash = cash};
  const auto tick = venue::cme_span(p).price(
      listing(), {.now = now, .assets = {{.spot = 2'700.0, .volatility = FlatVolatility{0.15}}, {.spot = 7'000.0}}});
  REQUIRE(tick);
  Workspace workspace = tick->workspace();
  return tick->evaluate(listing().admit(std::span{&account, 1}).at(0), workspace);
}
Position future(AssetId asset, Timestamp month, double contracts) {
  return {LinearFuture{asset, month}, contracts, asset == sp ? 2'700.0 : 7'000.0};
}
Position option(OptionSide side, double strike, double contracts) { return {VanillaOption{sp, side, strike, march}, contracts}; }

}  // namespace

TEST_CASE("a contract needs its scan range, and a tenth more to open", "[venue][cme_span]") {
  const RiskReport one = report_of({future(sp, march, 1.0)}, 40'000.0);
  CHECK_THAT(one.requirement.maintenance, WithinRel(30'000.0, 1e-12));
  CHECK_THAT(one.requirement.initial, WithinRel(33'000.0, 1e-12));
  CHECK(one.verdict.is_healthy());
  venue::CmeSpan member = parameters();
  member.initial_of_maintenance = 1.0;
  CHECK(report_of({future(sp, march, 1.0)}, 0.0, member).requirement.initial == one.requirement.maintenance);
}

TEST_CASE("spreads are charged and credited by the contract", "[venue][cme_span]") {
  CHECK_THAT(report_of({future(sp, march, 2.0), future(sp, june, -2.0)}).requirement.maintenance, WithinRel(1'800.0, 1e-9));
  CHECK_THAT(report_of({future(sp, march, 1.0), future(nasdaq, march, -3.0)}).requirement.maintenance,
             WithinRel(30'000.0 + 24'000.0 - 0.5 * 54'000.0, 1e-12));
}

TEST_CASE("options are paid for out of the requirement, not out of the resources", "[venue][cme_span]") {
  const RiskReport sold = report_of({option(OptionSide::put, 2'600.0, -1.0)}, 50'000.0);
  CHECK(sold.resources.maintenance == 50'000.0);
  const double premium = 50'000.0 - sold.equity;
  CHECK(premium > 0.0);
  CHECK(sold.requirement.maintenance > premium);
  CHECK_THAT(sold.requirement.initial - sold.requirement.maintenance, WithinRel(0.1 * (sold.requirement.maintenance - premium), 1e-9));
  // A bought option risks no more than it is worth: nothing is needed to keep it.
  CHECK(report_of({option(OptionSide::put, 2'600.0, 1.0)}).requirement.maintenance == 0.0);
  // Far from the money twenty sold calls need the minimum of each, and their small premium.
  const RiskReport far = report_of({option(OptionSide::call, 3'200.0, -20.0)}, 50'000.0);
  CHECK(far.requirement.maintenance >= 20.0 * 100.0 + 50'000.0 - far.equity - 1e-6);
}

TEST_CASE("arrays of a file and the table make the same requirement", "[venue][cme_span]") {
  const auto tick =
      venue::cme_span(parameters())
          .price(listing(), {.now = now, .assets = {{.spot = 2'700.0, .volatility = FlatVolatility{0.15}}, {.spot = 7'000.0}}});
  RiskArray book{};
  const double contracts[] = {2.0, 0.0, 0.0, -3.0, 0.0, 1.0, 0.0, 0.0, -4.0};
  std::vector<Position> positions;
  double option_value = 0.0;
  for (Index row = 0; row < listing().rows(); ++row) {
    RiskArray losses{};
    const double quantity = contracts[row];
    for (std::size_t i = 0; i < 16; ++i) losses[i] = -tick->table().profits(row, 0)[i];
    add_contracts(book, quantity, losses);
    option_value += quantity * tick->table().at(row, Column::option_value);
    if (quantity != 0.0) positions.push_back({listing()[row].instrument, quantity, 2'700.0});
  }
  const double risk = span_risk({.scan = scan_risk(book).risk, .minimum = 100.0 * 4.0});
  const RiskReport report = report_of(positions);
  CHECK_THAT(report.requirement.maintenance, WithinRel(less_option_value(risk, option_value), 1e-12));
  CHECK(report.requirement.binding->scenario + 1 == scan_risk(book).scenario);
}

TEST_CASE("a product without a price is unknown to its holders and to nobody else", "[venue][cme_span]") {
  const std::vector<Account> accounts{{.positions = {future(sp, march, 1.0)}, .cash = 1e5},
                                      {.positions = {future(nasdaq, march, 1.0)}, .cash = 1e5}};
  for (const double price : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), 0.0, -37.0}) {
    const auto tick =
        venue::cme_span(parameters())
            .price(listing(), {.now = now, .assets = {{.spot = 2'700.0, .volatility = FlatVolatility{0.15}}, {.spot = price}}});
    REQUIRE(tick);
    const AccountRows rows = listing().admit(accounts);
    Workspace workspace = tick->workspace();
    CHECK(tick->evaluate(rows.at(0), workspace).requirement.maintenance == report_of(accounts[0].positions).requirement.maintenance);
    CHECK(!tick->evaluate(rows.at(1), workspace).verdict.is_known());
  }
}

TEST_CASE("parameters of SPAN are refused by name", "[venue][cme_span]") {
  CHECK(venue::cme_span(parameters()).faults().empty());
  venue::CmeSpan wrong = parameters();
  wrong.of_asset[0].price_scan_range = -1.0;
  wrong.intercommodity.push_back({sp, AssetId{7}, 1.0, 1.0, 0.5});
  wrong.initial_of_maintenance = 0.5;
  CHECK(venue::cme_span(wrong).faults().size() == 3);
}
