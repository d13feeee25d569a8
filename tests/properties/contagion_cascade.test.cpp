// Group J, the cascade.

#include "bulwark/system/cascade.hpp"
#include "support/crowd.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const auto house = crowd_venue();

/// Who was closed, wholly or in part: by name.
template <class Rules = CascadeRules<>>
std::vector<bool> closed(const Crowd& crowd, double depth, const Rules& rules = {}, CascadeReport* report = nullptr) {
  const Listing listing = crowd.listing();
  const OpenAccounts before = crowd.open();
  const auto done = cascade(house, listing, crowd.state(depth, 1'000'000'000), rules);
  REQUIRE(done);
  if (report != nullptr) *report = done->report;
  std::vector<bool> is_closed(crowd.names.size());
  for (Index i = 0; i < before.size(); ++i)
    for (Index k = before.first(i); k < before.first(i + 1); ++k)
      if (done->state.accounts.quantity(k) != before.quantity(k)) is_closed[static_cast<std::size_t>(i)] = true;
  return is_closed;
}

}  // namespace

TEST_CASE("J03: where everybody is well, a cascade is one round that moves nothing", "[properties][contagion]") {
  Random random{111};
  for (int i = 0; i < 200; ++i) {
    const Crowd crowd = random_crowd(random, 40);
    CascadeReport report;
    for (const bool is_closed : closed(crowd, random.between(100.0, 10'000.0), CascadeRules<>{}, &report)) CHECK_FALSE(is_closed);
    CHECK(report.rounds.size() == 1);
    CHECK(report.total().sold + report.total().bought == 0.0);
    for (const double price : report.prices) CHECK(price == 100.0);
  }
}

TEST_CASE("J04: where all are long, who falls of a shock falls of a larger one, and prices end no higher", "[properties][contagion]") {
  Random random{112};
  for (int i = 0; i < 200; ++i) {
    const Crowd crowd = random_crowd(random, 40, 1.0);
    const double fall = random.between(0.0, 0.3), larger = fall + random.between(0.0, 0.2), depth = random.between(500.0, 10'000.0);
    CascadeReport one, two;
    const auto some = closed(crowd.fallen(fall), depth, CascadeRules<>{}, &one);
    const auto more = closed(crowd.fallen(larger), depth, CascadeRules<>{}, &two);
    for (std::size_t a = 0; a < some.size(); ++a) CHECK((!some[a] || more[a]));
    for (std::size_t a = 0; a < 3; ++a)
      CHECK(two.prices[two.prices.size() - 3 + a] <= one.prices[one.prices.size() - 3 + a] * (1.0 + 1e-12));
  }
}

TEST_CASE("J04: with shorts it need not hold, because what they buy back holds up what others would sell", "[properties][contagion]") {
  // A is long both, B long the first and short the second, C long the second only. The first falls by 6 %: A is closed, and its coins of
  // the second drag C down. By 12 %: B is closed too, buys what A sells of the second, and C is well.
  Crowd crowd;
  crowd.add(1, 130.0, {Crowd::of(0, 10.0), Crowd::of(1, 10.0)});
  crowd.add(2, 200.0, {Crowd::of(0, 10.0), Crowd::of(1, -10.0)});
  crowd.add(3, 60.0, {Crowd::of(1, 10.0)});
  Crowd small = crowd, large = crowd;
  small.market.assets[0].spot = 94.0, large.market.assets[0].spot = 88.0;
  CHECK(closed(small, 400.0) == std::vector{true, false, true});
  CHECK(closed(large, 400.0) == std::vector{true, true, false});
}

TEST_CASE("J05: where accounts close whole, rounds are at most one more than accounts", "[properties][contagion]") {
  Random random{113};
  for (int i = 0; i < 200; ++i) {
    const Crowd crowd = random_crowd(random, 30).fallen(random.between(0.0, 0.5));
    CascadeReport report;
    closed(crowd, random.between(1'000.0, 10'000.0), CascadeRules<>{}, &report);
    CHECK(report.rounds.size() <= 31);
    CHECK(report.is_settled);
  }
}

TEST_CASE("J06: no price of a cascade is negative, and longs alone only lower prices", "[properties][contagion]") {
  Random random{114};
  for (int i = 0; i < 200; ++i) {
    const double longs = i % 2 == 0 ? 1.0 : 0.5;
    const Crowd crowd = random_crowd(random, 40, longs).fallen(random.between(0.0, 0.9));
    CascadeReport report;
    closed(crowd, random.between(50.0, 2'000.0), CascadeRules<>{}, &report);
    for (std::size_t p = 0; p < report.prices.size(); ++p) {
      CHECK(report.prices[p] >= 0.0);
      if (longs == 1.0 && p >= 3) CHECK(report.prices[p] <= report.prices[p - 3] * (1.0 + 1e-12));
    }
  }
}
