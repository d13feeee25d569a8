#include "bulwark/hedging/minimum_shortfall.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

struct Drawn {
  std::vector<double> book, hedges, least, most, cost;
  double tail;
  ShortfallProblem problem() const { return {book, hedges, least, most, cost, tail}; }

  /// Shortfall plus cost of a trade, straight from the definition: the least over v of v + mean(max(loss - v, 0)) / tail, of which some
  /// loss is the best v.
  double objective(const std::vector<double>& quantity) const {
    const std::size_t n = cost.size(), scenarios = book.size();
    std::vector<double> loss;
    for (std::size_t s = 0; s < scenarios; ++s) {
      double profit = book[s];
      for (std::size_t j = 0; j < n; ++j) profit += quantity[j] * hedges[s * n + j];
      loss.push_back(-profit);
    }
    double best = 1e300;
    for (const double v : loss) {
      double sum = 0.0;
      for (const double l : loss) sum += std::max(0.0, l - v);
      best = std::min(best, v + sum / (tail * static_cast<double>(scenarios)));
    }
    for (std::size_t j = 0; j < n; ++j) best += cost[j] * std::abs(quantity[j]);
    return best;
  }
};

double normal(Random& random) {
  double sum = -6.0;
  for (int i = 0; i < 12; ++i) sum += random.between(0.0, 1.0);
  return sum;
}

Drawn drawn(Random& random, Index scenarios, Index n, double tail, double cost) {
  Drawn d{{}, {}, {}, {}, {}, tail};
  for (Index s = 0; s < scenarios; ++s) {
    const double market = normal(random);
    d.book.push_back(10.0 * market + 3.0 * normal(random) - 2.0 * market * market);
    for (Index j = 0; j < n; ++j) d.hedges.push_back(market + 0.3 * static_cast<double>(j + 1) * normal(random));
  }
  for (Index j = 0; j < n; ++j)
    d.least.push_back(-random.between(1.0, 30.0)), d.most.push_back(random.between(0.0, 30.0)), d.cost.push_back(cost);
  return d;
}

}  // namespace

TEST_CASE("with one hedge no quantity on a fine grid does better", "[hedging][minimum_shortfall]") {
  Random random{191};
  for (int draw = 0; draw < 30; ++draw) {
    const Drawn d = drawn(random, 20 + random.below(40), 1, random.between(0.02, 0.6), draw % 2 == 0 ? 0.0 : random.between(0.0, 2.0));
    const auto hedge = minimum_shortfall_hedge(d.problem());
    REQUIRE(hedge);
    CHECK(hedge->status == HedgeStatus::optimal);
    CHECK_THAT(hedge->after + hedge->cost, WithinAbs(d.objective(hedge->quantity), 1e-9 * std::abs(hedge->before)));
    for (int i = 0; i <= 400; ++i) {
      const double quantity = d.least[0] + (d.most[0] - d.least[0]) * i / 400.0;
      CHECK(d.objective({quantity}) >= hedge->after + hedge->cost - 1e-9 * std::abs(hedge->before));
    }
  }
}

TEST_CASE("with several hedges no trade that is drawn within the limits beats the bound, and the gap is closed",
          "[hedging][minimum_shortfall]") {
  Random random{192};
  for (int draw = 0; draw < 30; ++draw) {
    const Index n = 2 + random.below(4);
    const Drawn d = drawn(random, 60 + random.below(60), n, random.between(0.01, 0.3), draw % 2 == 0 ? 0.0 : random.between(0.0, 0.5));
    const auto hedge = minimum_shortfall_hedge(d.problem());
    REQUIRE(hedge);
    CHECK((hedge->status == HedgeStatus::optimal && hedge->gap() <= 1e-9 * std::abs(hedge->before)));
    CHECK(hedge->after + hedge->cost <= hedge->before + 1e-9 * std::abs(hedge->before));
    for (int trade = 0; trade < 60; ++trade) {
      std::vector<double> other;
      for (std::size_t j = 0; j < d.cost.size(); ++j) {
        CHECK((hedge->quantity[j] >= d.least[j] && hedge->quantity[j] <= d.most[j]));
        const double anywhere = random.between(d.least[j], d.most[j]), near = hedge->quantity[j] + random.between(-0.2, 0.2);
        other.push_back(trade % 2 == 0 ? anywhere : std::min(std::max(near, d.least[j]), d.most[j]));
      }
      CHECK(d.objective(other) >= hedge->lower_bound - 1e-9 * std::abs(hedge->before));
    }
  }
}

TEST_CASE("for elliptical profits the least shortfall is where the least variance is", "[hedging][minimum_shortfall]") {
  Random random{193};
  Drawn d{{}, {}, {-10.0}, {10.0}, {0.0}, 0.1};
  for (int s = 0; s < 4'000; ++s) {
    const double market = normal(random);
    d.book.push_back(3.0 * market + normal(random)), d.hedges.push_back(market);
  }
  const auto hedge = minimum_shortfall_hedge(d.problem());
  REQUIRE(hedge);
  CHECK(hedge->status == HedgeStatus::optimal);
  CHECK_THAT(hedge->quantity[0], WithinAbs(-3.0, 0.15));  // 4 standard errors of a tail of 400
  CHECK_THAT(hedge->after, WithinRel(1.755, 0.06));       // of a standard normal's tenth
}

TEST_CASE("dearer hedges are traded less, narrower limits never help", "[hedging][minimum_shortfall]") {
  Random random{194};
  for (int draw = 0; draw < 20; ++draw) {
    Drawn d = drawn(random, 80, 1, 0.1, 0.0);
    double traded = 1e300, objective = -1e300;
    for (const double cost : {0.0, 0.5, 2.0, 8.0, 100.0}) {
      d.cost[0] = cost;
      const auto hedge = minimum_shortfall_hedge(d.problem());
      REQUIRE(hedge);
      CHECK(std::abs(hedge->quantity[0]) <= traded + 1e-9);
      CHECK(hedge->after + hedge->cost >= objective - 1e-9);
      traded = std::abs(hedge->quantity[0]), objective = hedge->after + hedge->cost;
    }
    CHECK(traded == 0.0);
    d.cost[0] = 0.1;
    const double wide = minimum_shortfall_hedge(d.problem())->after + minimum_shortfall_hedge(d.problem())->cost;
    d.least[0] *= 0.1, d.most[0] *= 0.1;
    const auto narrow = minimum_shortfall_hedge(d.problem());
    CHECK(narrow->after + narrow->cost >= wide - 1e-9);
  }
}

TEST_CASE("equal scenarios, twin hedges and limits of nothing are no obstacle", "[hedging][minimum_shortfall]") {
  Drawn d{std::vector<double>(50, -4.0), std::vector<double>(100, 1.0), {0.0, -1.0}, {0.0, 3.0}, {0.0, 0.25}, 0.05};
  const auto hedge = minimum_shortfall_hedge(d.problem());
  REQUIRE(hedge);
  CHECK(hedge->status == HedgeStatus::optimal);
  CHECK((hedge->quantity[0] == 0.0 && hedge->quantity[1] == 3.0));
  CHECK_THAT(hedge->after + hedge->cost, WithinAbs(1.0 + 0.75, 1e-12));
}

TEST_CASE("a search that ends early still says how far it may be off", "[hedging][minimum_shortfall]") {
  Random random{195};
  const Drawn d = drawn(random, 200, 4, 0.05, 0.1);
  const auto best = minimum_shortfall_hedge(d.problem()), early = minimum_shortfall_hedge(d.problem(), 2);
  REQUIRE((best && early));
  CHECK((early->status == HedgeStatus::not_converged && early->steps == 2));
  CHECK(early->lower_bound <= best->after + best->cost + 1e-9);
  CHECK(early->gap() > 0.0);
}

TEST_CASE("a shortfall problem reports every fault", "[hedging][minimum_shortfall][faults]") {
  Drawn d{{1.0, std::nan("")}, {1.0}, {0.5}, {-0.5}, {-1.0}, 1.0};
  CHECK(said(minimum_shortfall_hedge(d.problem()).faults()) ==
        std::vector<std::string>{"shortfall_problem.book[1] must be finite, got nan",
                                 "shortfall_problem.hedges has the wrong length, got 1", "shortfall_problem.tail is out of range, got 1"});
  d.book[1] = 2.0, d.hedges = {1.0, 1.0}, d.tail = 0.5;
  CHECK(said(minimum_shortfall_hedge(d.problem()).faults()) ==
        std::vector<std::string>{"shortfall_problem.least[0] is out of range, got 0.5",
                                 "shortfall_problem.most[0] is out of range, got -0.5",
                                 "shortfall_problem.cost[0] must not be negative, got -1"});
}
