#include "bulwark/laws/price_aggregate_laws.hpp"

#include "bulwark/oracle/capped_mean_price.hpp"
#include "bulwark/oracle/median_price.hpp"
#include "bulwark/oracle/trimmed_mean_price.hpp"
#include "bulwark/oracle/weighted_median_price.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

using Words = std::vector<std::string>;

template <class Take>
struct Rule {
  Take take;
  double price(std::span<Weighted> prices) const noexcept { return take(prices); }
  Index least_sources() const noexcept { return 1; }
};

template <class Take>
bool breaks(Take take, const std::string& word) {
  const Words words = broken_by(Rule<Take>{take});
  return std::find(words.begin(), words.end(), word) != words.end();
}

double median(std::span<Weighted> prices) noexcept { return MedianPrice{}.price(prices); }

struct ThrowingAggregate {
  double price(std::span<Weighted>) const { return 1.0; }
  Index least_sources() const noexcept { return 1; }
};
struct UnboundedAggregate {
  double price(std::span<Weighted>) const noexcept { return 1.0; }
};
static_assert(!PriceAggregate<ThrowingAggregate> && !PriceAggregate<UnboundedAggregate>);

}  // namespace

TEST_CASE("our aggregates break no law (F01, F03)", "[laws][price_aggregate]") {
  CHECK(broken_by(MedianPrice{}) == Words{});
  CHECK(broken_by(WeightedMedianPrice{}) == Words{});
  CHECK(broken_by(TrimmedMeanPrice{0}) == Words{});
  CHECK(broken_by(TrimmedMeanPrice{2}) == Words{});
  CHECK(broken_by(CappedMeanPrice{}) == Words{});
  CHECK(broken_by(CappedMeanPrice{0.2}) == Words{});
}

TEST_CASE("every law of aggregation can be broken", "[laws][price_aggregate]") {
  CHECK(breaks([](std::span<Weighted> p) noexcept { return 3.0 * median(p); }, "a price is between its sources"));
  CHECK(breaks(
      [](std::span<Weighted> p) noexcept {
        static int calls = 0;
        return p[static_cast<std::size_t>(++calls) % p.size()].value;
      },
      "the same sources are the same price each time"));
  CHECK(breaks([](std::span<Weighted> p) noexcept { return p[0].value; }, "the order of sources changes no bit"));
  CHECK(breaks([](std::span<Weighted> p) noexcept { return greatest(50.0, median(p)); }, "a price has its sources' unit"));
  CHECK(breaks([](std::span<Weighted> p) noexcept { return 300.0 - median(p); }, "a source that rises never lowers the price"));
  CHECK(breaks([](std::span<Weighted> p) noexcept { return median(p) * (1.0 + 1e-15); }, "sources that agree are right"));
  CHECK(breaks([](std::span<Weighted> p) noexcept { return least(p[0].value > 0.0 ? p[0].value : 1.0, 100.0); }, "NaN in, NaN out"));
}
