#include "bulwark/margin/intercommodity_credit.hpp"

#include "bulwark/margin/span_margin.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

using Spread = IntercommodityCredit::Spread;

/// Ranges of 10,000, 250 and 15 points.
SpanMargin span_with(std::vector<Spread> spreads) {
  return {.of_asset = {{10'000.0, 0.05}, {250.0, 0.05}, {15.0, 0.05}}, .credit = {.spreads = std::move(spreads)}};
}
Account futures(double bitcoins, double ethers, double sols = 0.0) {
  return {.positions = {{LinearFuture{btc}, bitcoins, 1.0}, {LinearFuture{eth}, ethers, 1.0}, {LinearFuture{sol}, sols, 1.0}}};
}
double saved(const std::vector<Spread>& spreads, const Account& account) {
  return required(span_with({}), account).maintenance - required(span_with(spreads), account).maintenance;
}

}  // namespace

TEST_CASE("a spread credits each leg with its share of the price risk", "[margin][intercommodity_credit]") {
  const std::vector<Spread> half{{btc, eth, 1.0, 40.0, 0.5}};
  CHECK_THAT(saved(half, futures(1.0, -40.0)), WithinRel(0.5 * (10'000.0 + 10'000.0), 1e-12));
  CHECK_THAT(saved(half, futures(-2.0, 40.0)), WithinRel(0.5 * 20'000.0, 1e-12));  // one spread; the other coin stands alone
  CHECK(saved(half, futures(1.0, 40.0)) == 0.0);
  CHECK(saved(half, futures(1.0, 0.0)) == 0.0);
  const std::vector<Spread> against{{btc, eth, 1.0, 40.0, 0.5, true}};
  CHECK(saved(against, futures(1.0, -40.0)) == 0.0);
  CHECK_THAT(saved(against, futures(1.0, 40.0)), WithinRel(10'000.0, 1e-12));
}

TEST_CASE("spreads are formed in order and use up the deltas", "[margin][intercommodity_credit]") {
  const Spread with_eth{btc, eth, 1.0, 40.0, 0.5}, with_sol{btc, sol, 1.0, 600.0, 0.8};
  const Account account = futures(1.0, -40.0, -600.0);
  CHECK_THAT(saved({with_eth, with_sol}, account), WithinRel(0.5 * 20'000.0, 1e-12));
  CHECK_THAT(saved({with_sol, with_eth}, account), WithinRel(0.8 * 19'000.0, 1e-12));
  CHECK_THAT(saved({with_eth, with_sol}, futures(1.5, -40.0, -600.0)), WithinRel(0.5 * 20'000.0 + 0.8 * 0.5 * 19'000.0, 1e-12));
}

TEST_CASE("a credit never exceeds the risk of its legs", "[margin][intercommodity_credit]") {
  Random random{9};
  const std::vector<ListedInstrument> listed = chain();
  const std::vector<Spread> all{{btc, eth, 1.0, 40.0, 1.0}, {eth, sol, 15.0, 200.0, 1.0}, {btc, sol, 1.0, 600.0, 1.0}};
  for (int i = 0; i < 100; ++i) {
    const Account book = random_book(random, listed, 10);
    const double credited = saved(all, book);
    CHECK(credited >= -1e-6);
    CHECK(credited <= required(span_with({}), book).maintenance + 1e-6);
  }
}

TEST_CASE("spreads without deltas or with more than their whole risk are refused", "[margin][intercommodity_credit][faults]") {
  CHECK(IntercommodityCredit{.spreads = {{btc, btc, 0.0, -1.0, 1.5}}}.faults().size() == 4);
  CHECK(IntercommodityCredit{.spreads = std::vector<Spread>(65, {btc, eth, 1.0, 40.0, 0.5})}.faults().size() == 1);
}
