#include "bulwark/venue/derive_feeds.hpp"

#include "bulwark/settlement/averaging_window.hpp"
#include "bulwark/volatility/svi.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using enum venue::DeriveScenario::Volatility;

namespace {

const venue::DeriveVolShock shock{.range_up = 0.5, .range_down = 0.25, .least_when_up = 0.4};

}  // namespace

TEST_CASE("scenarios stand in the list in the order of the rulebook, each with its own move", "[venue][derive_feeds]") {
  const ScenarioList list = shock.list({{1.18, up}, {1.0, none}, {0.9, down}, {0.34, up, 0.21}, {1.0, linear_skew}, {1.0, absolute_skew}});
  REQUIRE(list.scenarios.size() == 6);
  const auto is = [&](std::size_t s, double price, double vol, double weight, Skew skew) {
    const ScenarioList::Scenario& one = list.scenarios[s];
    return one.price == price && one.vol == vol && one.weight == weight && one.skew == skew;
  };
  CHECK(is(0, 1.18, 0.5, 1.0, Skew::none));
  CHECK(is(1, 1.0, 0.0, 1.0, Skew::none));
  CHECK(is(2, 0.9, -0.25, 1.0, Skew::none));
  CHECK(is(3, 0.34, 0.5, 0.21, Skew::none));
  CHECK(is(4, 1.0, 0.0, 1.0, Skew::linear));
  CHECK(is(5, 1.0, 0.0, 1.0, Skew::absolute));
  CHECK(list.faults().empty());
}

TEST_CASE("volatility moves by the time left: (30 / days) to the power of the term", "[venue][derive_feeds]") {
  const auto scale = [](double days) { return term_scale(shock.term(), days / 365.0); };
  CHECK(scale(30.0) == Catch::Approx(1.0).epsilon(1e-15));
  CHECK(scale(5.0) == Catch::Approx(std::pow(6.0, 0.30)).epsilon(1e-14));
  CHECK(scale(120.0) == Catch::Approx(std::pow(0.25, 0.13)).epsilon(1e-14));
  CHECK(scale(0.25) == scale(1.0));
  CHECK(shock.term().floor_when_up == 0.4);
}

TEST_CASE("a smile of the feed is bounded at four deviations and 144", "[venue][derive_feeds]") {
  const SviSlice s = venue::derive_svi({}, 0.25, 0.5, 0.0, 0.0, 0.5, 100.0, 0.5);
  CHECK(faults(SviVolatility{{s}}).empty());
  CHECK(s.wing * std::sqrt(s.a + s.b * s.sigma) == 2.8284271247461903);
  CHECK(svi_variance(s, 9.0) == svi_variance(s, 3.0));
  CHECK(svi_variance(venue::derive_svi({}, 200.0, 0.0, 0.0, 0.0, 0.5, 100.0, 0.5), 0.0) == 144.0);
}

TEST_CASE("over the last half hour the forward turns into the average", "[venue][derive_feeds]") {
  const Timestamp expiry{std::chrono::hours{24}};
  const auto at = [&](std::chrono::milliseconds left) {
    return averaged_forward(expiry, 96.0, 104.0, left, venue::derive_settlement_window);
  };
  CHECK(at(std::chrono::minutes{30}).fixed == 0.0);
  CHECK(at(std::chrono::minutes{30}).forward == 104.0);
  CHECK(at(std::chrono::minutes{15}).fixed == 48.0);
  CHECK(at(std::chrono::minutes{15}).forward == 100.0);
  CHECK(at(std::chrono::milliseconds{0}).fixed == 96.0);
  CHECK(at(std::chrono::milliseconds{0}).forward == 96.0);
}
