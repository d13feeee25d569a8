#include "bulwark/margin/naked_option_margin.hpp"

#include <chrono>
#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

const NakedOptionMargin naked{.bounds = {{std::chrono::days{7}, 0.1678}, {std::chrono::days{30}, 0.34}}, .shock = 0.75};

Account short_option(OptionSide side, double strike, double size, std::chrono::milliseconds left) {
  return {.positions = {{VanillaOption{btc, side, strike, now + left}, -size}}};
}

double of(const Account& account) {
  const RiskEvaluator venue{no_haircut(), naked, Black{}, NoVar{}, HealthThreshold{}};
  const MarketState market{.now = now, .assets = {{.spot = 100.0, .volatility = FlatVolatility{0.5}}}};
  return venue.evaluate(account, market)->requirement.maintenance;
}

}  // namespace

TEST_CASE("a naked option needs at least what the shock puts in the money and at most all of its underlying",
          "[margin][naked_option_margin]") {
  for (double strike = 20.0; strike < 300.0; strike += 5.0) {
    const double put = naked.put(strike, 100.0, 0.2), call = naked.call(strike, 100.0, 0.2);
    CHECK((put >= strike - 75.0 && put > 0.0 && put <= strike));
    CHECK((call >= 1.0 - strike * 0.75 / 100.0 && call > 0.0 && call <= 1.0));
    CHECK(naked.put(strike + 1.0, 100.0, 0.2) > put);
    CHECK(naked.call(strike + 1.0, 100.0, 0.2) <= call);
  }
}

TEST_CASE("the requirement is the source's", "[margin][naked_option_margin]") {
  // opyn_gamma.json, "put OTM 7d" and "call ITM-shock 7d" (marginCalculatorNakedMargin.test.ts).
  CHECK_THAT(naked.put(100.0, 150.0, 0.1678), WithinRel(16.78, 1e-15));
  CHECK_THAT(naked.call(2'500.0, 1'800.0, 0.1678), WithinRel(0.1678, 1e-15));
}

TEST_CASE("an account's short options add, puts in quote and calls in coins at spot; long ones need nothing",
          "[margin][naked_option_margin]") {
  using std::chrono::days;
  CHECK_THAT(of(short_option(OptionSide::put, 90.0, 2.0, days{5})), WithinRel(2.0 * naked.put(90.0, 100.0, 0.1678), 1e-14));
  CHECK_THAT(of(short_option(OptionSide::call, 110.0, 2.0, days{8})), WithinRel(2.0 * 100.0 * naked.call(110.0, 100.0, 0.34), 1e-14));
  Account both = short_option(OptionSide::put, 90.0, 2.0, days{5});
  both.positions.push_back(short_option(OptionSide::call, 110.0, 2.0, days{8}).positions[0]);
  both.positions.push_back({VanillaOption{btc, OptionSide::call, 120.0, now + days{8}}, 3.0});
  CHECK_THAT(
      of(both),
      WithinRel(of(short_option(OptionSide::put, 90.0, 2.0, days{5})) + of(short_option(OptionSide::call, 110.0, 2.0, days{8})), 1e-14));
}

TEST_CASE("the bound is the next one that is long enough, and past the last nothing is known", "[margin][naked_option_margin]") {
  using namespace std::chrono_literals;
  const auto years = [](std::chrono::milliseconds left) { return years_between(now, now + left); };
  CHECK(naked.share_of(years(1h)) == 0.1678);
  CHECK(naked.share_of(years(std::chrono::days{7})) == 0.1678);
  CHECK(naked.share_of(years(std::chrono::days{7} + 1ms)) == 0.34);
  CHECK(naked.share_of(years(std::chrono::days{30})) == 0.34);
  CHECK_FALSE(naked.share_of(years(std::chrono::days{30} + 1ms)));
  const RiskEvaluator venue{no_haircut(), naked, Black{}, NoVar{}, HealthThreshold{}};
  const MarketState market{.now = now, .assets = {{.spot = 100.0, .volatility = FlatVolatility{0.5}}}};
  CHECK_FALSE(venue.evaluate(short_option(OptionSide::put, 90.0, 2.0, std::chrono::days{31}), market)->verdict.is_known());
}

TEST_CASE("bounds out of order and a shock that raises spot are faults", "[margin][naked_option_margin][faults]") {
  CHECK(naked.faults().empty());
  CHECK(said(NakedOptionMargin{.bounds = {}, .shock = 1.1}.faults()) ==
        std::vector<std::string>{"naked_option_margin.bounds must not be empty",
                                 "naked_option_margin.shock is out of range, got 1.1000000000000001"});
  CHECK(NakedOptionMargin{.bounds = {{std::chrono::days{7}, 1.5}, {std::chrono::days{7}, -0.1}}, .shock = 0.0}.faults().size() == 4);
}
