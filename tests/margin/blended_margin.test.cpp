#include "bulwark/margin/blended_margin.hpp"

#include "bulwark/evaluate/parameter_ramp.hpp"
#include "bulwark/laws/margin_laws.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {

const Listing listing = *Listing::from(chain());

auto with_margin(const auto& margin) { return RiskEvaluator{no_haircut(), margin, Black{}, NoVar{}, HealthThreshold{}}; }
ScenarioMargin scenarios() { return {.grid = grid(), .initial_factor = 1.25}; }
NotionalMargin flat() { return {.rate = {0.5, 0.25}}; }

}  // namespace

TEST_CASE("a blend is one rule at one end and the other at the other, to the bit, and between them in between",
          "[margin][blended_margin]") {
  Random random{31};
  const auto requirement = [&](const auto& margin, const Account& account) {
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const auto tick = with_margin(margin).price(listing, three_assets());
    REQUIRE(tick);
    Workspace workspace = tick->workspace();
    return tick->evaluate(rows.at(0), workspace).requirement;
  };
  for (int i = 0; i < 60; ++i) {
    const Account account = random_book(random, chain(), 1 + random.below(6));
    const Requirement was = requirement(scenarios(), account), is = requirement(flat(), account);
    const Requirement at_0 = requirement(BlendedMargin{scenarios(), flat(), 0.0, 0.0}, account);
    const Requirement at_1 = requirement(BlendedMargin{scenarios(), flat(), 1.0, 1.0}, account);
    CHECK((at_0.initial == was.initial && at_0.maintenance == was.maintenance));
    CHECK((at_1.initial == is.initial && at_1.maintenance == is.maintenance));
    const double share = random.between(0.0, 1.0);
    const Requirement between = requirement(BlendedMargin{scenarios(), flat(), share, share}, account);
    CHECK((between.maintenance >= std::min(was.maintenance, is.maintenance) &&
           between.maintenance <= std::max(was.maintenance, is.maintenance)));
    const double line = was.maintenance + share * (is.maintenance - was.maintenance);
    CHECK(std::abs(between.maintenance - line) <= 1e-14 * (was.maintenance + is.maintenance));
    // Opening obeys the new rule at once; where that is the milder one, it still covers what is kept.
    const Requirement opening_first = requirement(BlendedMargin{scenarios(), flat(), 1.0, share}, account);
    CHECK(opening_first.maintenance == between.maintenance);
    CHECK(opening_first.initial == std::max(is.initial, between.maintenance));
  }
}

TEST_CASE("a blend obeys the laws of margin", "[margin][blended_margin]") {
  const auto blend = [](double share) { return BlendedMargin{scenarios(), flat(), share, share}; };
  for (const double share : {0.0, 0.3, 1.0}) CHECK(broken_by(blend(share)).empty());
  static_assert(HasSlope<decltype(blend(0.5))>);
  CHECK(broken_by(BlendedMargin{flat(), NotionalMargin{.rate = {0.1, 0.05}}, 1.0, 0.25}).empty());  // opening held up by maintenance
}

TEST_CASE("between two ticks of a ramp a requirement moves by its share of the way and no more", "[margin][blended_margin]") {
  const Account account{.positions = {{LinearFuture{btc}, 10.0, 104'000.0}}, .cash = 1e6};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const ParameterRamp ramp{now, 24h};
  double before = -1.0, first = 0.0, last = 0.0, largest = 0.0;
  for (int hour = 0; hour <= 24; ++hour) {
    MarketState market = three_assets();
    const double share = ramp.share(now + std::chrono::hours{hour});
    const auto tick = with_margin(BlendedMargin{scenarios(), flat(), share, share}).price(listing, market);
    Workspace workspace = tick->workspace();
    last = tick->evaluate(rows.at(0), workspace).requirement.maintenance;
    if (hour == 0)
      first = last;
    else
      largest = std::max(largest, last - before);
    before = last;
  }
  CHECK(last > first);
  CHECK(largest <= (last - first) / 24.0 + 1e-9 * last);
}

TEST_CASE("shares are shares, and each rule's faults are the blend's", "[margin][blended_margin][faults]") {
  NotionalMargin bad = flat();
  bad.rate = {-0.5, -0.25};
  CHECK_FALSE(faults_of(bad).empty());
  CHECK(BlendedMargin{scenarios(), bad, 0.5, 0.5}.faults().size() == faults_of(bad).size());
  CHECK(BlendedMargin{scenarios(), flat(), -0.1, 1.1}.faults().size() == 2);
  CHECK(BlendedMargin{scenarios(), flat(), 0.0, 1.0}.faults().empty());
}
