#include "bulwark/oracle/price_guard.hpp"

#include <limits>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
ConsensusPrice said_to_be(double price, Trust trust = Trust::trusted) { return {.trust = trust, .print = OraclePrint{price, 0.0, {}}}; }
const PriceGuard by_average, by_both{.against_anchor = Plausibility{.suspect_ratio = 1.5, .implausible_ratio = 5.0}};
}  // namespace

TEST_CASE("a guard never makes a price more trusted than its sources do", "[oracle][price_guard]") {
  for (const Trust trust : {Trust::suspect, Trust::uncertain, Trust::stale, Trust::trusted})
    CHECK(by_average.trust(said_to_be(100.0, trust), {.average = 100.0}) == trust);
  CHECK(by_average.trust({}, {.average = 100.0}) == Trust::invalid);
}

TEST_CASE("a pump is implausible, a crash that all sources see is not (F07, F17)", "[oracle][price_guard]") {
  CHECK(by_average.trust(said_to_be(0.91), {.average = 0.0382}) == Trust::implausible);
  CHECK(by_average.trust(said_to_be(60.0), {.average = 100.0}) == Trust::trusted);
}

TEST_CASE("the worse of average and anchor decides", "[oracle][price_guard]") {
  CHECK(by_both.trust(said_to_be(1.8), {.average = 0.6, .anchor = 0.55}) == Trust::suspect);
  CHECK(by_both.trust(said_to_be(0.6), {.average = 0.6, .anchor = 0.55}) == Trust::trusted);
  CHECK(by_both.trust(said_to_be(6.0), {.average = 0.6, .anchor = 5.5}) == Trust::implausible);
}

TEST_CASE("what cannot be checked is not trusted", "[oracle][price_guard]") {
  CHECK(by_both.trust(said_to_be(1.0), {.average = 1.0}) == Trust::suspect);
  CHECK(by_both.trust(said_to_be(1.0), {.anchor = 1.0}) == Trust::suspect);
  CHECK(by_average.trust(said_to_be(1.0), {.average = 1.0}) == Trust::trusted);
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  CHECK(by_average.trust(said_to_be(1.0), {.average = unknown}) == Trust::invalid);
}

TEST_CASE("a median is as plausible as most of its sources are", "[oracle][price_guard]") {
  Random random{15};
  const Plausibility rule_of_two{.suspect_ratio = 1.5, .implausible_ratio = 3.0};
  for (int round = 0; round < 500; ++round) {
    std::vector<Weighted> prices;
    const Index count = 1 + 2 * random.below(5);
    Index trusted = 0, no_worse_than_suspect = 0;
    for (Index i = 0; i < count; ++i) {
      const double price = random.between(100.0, 500.0);
      prices.push_back({price, 1.0});
      trusted += rule_of_two.trust(price, 100.0) == Trust::trusted;
      no_worse_than_suspect += rule_of_two.trust(price, 100.0) >= Trust::suspect;
    }
    const Trust of_most = 2 * trusted > count ? Trust::trusted : 2 * no_worse_than_suspect > count ? Trust::suspect : Trust::implausible;
    CHECK(rule_of_two.trust(MedianPrice{}.price(prices), 100.0) == of_most);
  }
}

TEST_CASE("the faults of a guard are those of its rules", "[oracle][price_guard][faults]") {
  CHECK(by_both.faults().empty());
  CHECK(PriceGuard{Plausibility{0.5, 0.5}, Plausibility{2.0, 1.0}}.faults().size() == 2);
  CHECK(PriceGuard{std::nullopt, std::nullopt}.faults().empty());
}
