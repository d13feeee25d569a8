#include "bulwark/margin/max_loss_margin.hpp"

#include <algorithm>
#include <limits>

#include "bulwark/margin/by_expiry.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const ByExpiry max_loss{MaxLossMargin{.unpaired_initial = 1.2, .unpaired_maintenance = 1.1}};

Position option(OptionSide side, double strike, double quantity) {
  return {VanillaOption{btc, side, strike, july}, quantity, 0.0, AssetId::quote};
}
Position call(double strike, double quantity) { return option(OptionSide::call, strike, quantity); }
Position put(double strike, double quantity) { return option(OptionSide::put, strike, quantity); }

double forward() { return 104'000.0 * 1.0078125; }

/// On any strikes, by the script door.
Requirement anywhere(std::vector<Position> positions) {
  const RiskEvaluator venue{no_haircut(), max_loss, Black{}, NoVar{}, HealthThreshold{}};
  return venue.evaluate({.positions = std::move(positions)}, three_assets())->requirement;
}

/// The payoff written out at one price.
double payoff(const std::vector<Position>& positions, double at) {
  double sum = 0.0;
  for (const Position& p : positions) {
    const auto& o = std::get<VanillaOption>(p.instrument);
    sum += p.quantity * std::max(0.0, o.side == OptionSide::call ? at - o.strike : o.strike - at);
  }
  return sum;
}

}  // namespace

TEST_CASE("spreads and boxes require what they can lose at settlement", "[margin][max_loss_margin]") {
  CHECK(anywhere({call(90'000.0, -1.0), call(95'000.0, 1.0)}).initial == 5'000.0);
  CHECK(anywhere({put(90'000.0, 2.0), put(95'000.0, -2.0)}).maintenance == 10'000.0);
  CHECK(anywhere({put(90'000.0, -1.0)}).initial == 90'000.0);
  CHECK(anywhere({call(90'000.0, 1.0), put(90'000.0, 1.0)}).initial == 0.0);
  // A box owes the distance of its strikes wherever it settles.
  CHECK(anywhere({call(90'000.0, -1.0), put(90'000.0, 1.0), call(95'000.0, 1.0), put(95'000.0, -1.0)}).maintenance == 5'000.0);
}

TEST_CASE("a call that no call covers requires a share of the forward beyond its strike", "[margin][max_loss_margin]") {
  const Requirement naked = anywhere({call(120'000.0, -2.0)});
  CHECK(naked.initial == Catch::Approx(2.4 * forward()).epsilon(1e-15));
  CHECK(naked.maintenance == Catch::Approx(2.2 * forward()).epsilon(1e-15));
  const Requirement half = anywhere({call(120'000.0, -2.0), call(125'000.0, 1.0)});
  CHECK(half.maintenance == Catch::Approx(10'000.0 - 0.0 + 1.1 * forward()).epsilon(1e-14));
}

TEST_CASE("the largest loss is that of the payoff at zero and at every strike", "[margin][max_loss_margin]") {
  Random random{5};
  for (int i = 0; i < 500; ++i) {
    std::vector<Position> book;
    for (Index n = 1 + random.below(12); n > 0; --n) {
      const double strike = 1'000.0 * static_cast<double>(50 + random.below(120));
      book.push_back(random.next() & 1 ? call(strike, random.quantity()) : put(strike, random.quantity()));
    }
    double worst = std::min(0.0, payoff(book, 0.0)), calls = 0.0;
    for (const Position& p : book) {
      const auto& o = std::get<VanillaOption>(p.instrument);
      worst = std::min(worst, payoff(book, o.strike));
      if (o.side == OptionSide::call) calls += p.quantity;
    }
    const double unpaired = std::max(0.0, -calls) * forward();
    const Requirement r = anywhere(book);
    CHECK(r.initial == Catch::Approx(1.2 * unpaired - worst).epsilon(1e-13).margin(1e-6));
    CHECK(r.maintenance == Catch::Approx(1.1 * unpaired - worst).epsilon(1e-13).margin(1e-6));
  }
}

TEST_CASE("nothing is lost by what is bought, whatever is sold as well being covered", "[margin][max_loss_margin]") {
  Random random{6};
  for (int i = 0; i < 200; ++i) {
    const double strike = 1'000.0 * static_cast<double>(60 + random.below(80)), coins = std::abs(random.quantity());
    CHECK(anywhere({call(strike, coins)}).initial == 0.0);
    CHECK(anywhere({call(strike, coins), call(strike + 5'000.0, -coins)}).initial == 0.0);
    CHECK(anywhere({put(strike, coins), put(strike - 5'000.0, -coins)}).initial == 0.0);
  }
}

TEST_CASE("a far call bought against an unpaired one can raise the requirement", "[margin][max_loss_margin]") {
  // Sold 1.01 at 50,000 and bought 1 at 51,000: the hundredth that is short of cover is charged by the forward. Covered, it is charged
  // at the cover's own strike, which may be anywhere.
  const std::vector<Position> ratio{call(50'000.0, -1.01), call(51'000.0, 1.0)};
  std::vector<Position> hedged = ratio;
  hedged.push_back(call(900'000.0, 0.01));
  CHECK(anywhere(hedged).initial > anywhere(ratio).initial);
  CHECK(payoff(hedged, 2e6) > payoff(ratio, 2e6));  // and is worth more wherever it is worth anything
}

TEST_CASE("coin-settled options lose the same quote, futures of the expiry are not its business", "[margin][max_loss_margin]") {
  const Position coin{VanillaOption{btc, OptionSide::put, 104'000.0, july}, -1.0, 0.0, btc};
  CHECK(required(max_loss, {.positions = {coin}}).initial == 104'000.0);
  CHECK(required(max_loss, {.positions = {put(104'000.0, -1.0), {LinearFuture{btc, july}, -5.0, 1.0}}}).initial == 104'000.0);
}

TEST_CASE("shares of the forward that leave a naked call open are refused", "[margin][max_loss_margin][faults]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK(MaxLossMargin{1.0, 1.0}.faults().empty());
  CHECK(said(MaxLossMargin{.unpaired_initial = 1.1, .unpaired_maintenance = 1.2}.faults()) ==
        std::vector<std::string>{"max_loss_margin.unpaired_initial is out of range, got 1.1000000000000001"});
  CHECK(MaxLossMargin{0.5, 0.9}.faults().size() == 2);
  CHECK(MaxLossMargin{nothing, nothing}.faults().size() == 2);
}
