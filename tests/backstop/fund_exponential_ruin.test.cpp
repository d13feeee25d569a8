#include "bulwark/backstop/fund_exponential_ruin.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("ruin solves the renewal equation of its process", "[backstop][fund_exponential_ruin]") {
  // c psi(u) = lambda (integral of psi(u - x) P(loss > x) over x in (0, u) + integral of P(loss > x) beyond u), Asmussen and Albrecher
  // IV.1; by Simpson's rule, which knows nothing of the closed form.
  const ExponentialRuin fund{.events_per_year = 3.0, .mean_loss = 2.0, .income_per_year = 8.0};
  for (const double u : {0.0, 1.0, 4.0, 12.0}) {
    constexpr int steps = 2'000;
    double integral = 0.0;
    for (int i = 0; i <= steps; ++i) {
      const double x = u * i / steps, weight = i == 0 || i == steps ? 1.0 : i % 2 == 1 ? 4.0 : 2.0;
      integral += weight * fund.probability(u - x) * std::exp(-x / 2.0);
    }
    integral *= u / steps / 3.0;
    CHECK_THAT(8.0 * fund.probability(u), WithinRel(3.0 * (integral + 2.0 * std::exp(-u / 2.0)), 1e-10));
  }
}

TEST_CASE("a fund that loses more than it earns is ruined in a time that simulated funds need, and no time is negative",
          "[backstop][fund_exponential_ruin]") {
  Random random{21};
  for (const double income : {0.0, 4.0, 8.0}) {  // 10 are lost per year
    const ExponentialRuin poor{.events_per_year = 10.0, .mean_loss = 1.0, .income_per_year = income};
    constexpr int paths = 20'000;
    double sum = 0.0, squares = 0.0;
    for (int i = 0; i < paths; ++i) {
      double time = 0.0, held = 5.0;
      while (held >= 0.0) {
        const double wait = -std::log(random.between(0x1p-53, 1.0)) / 10.0;
        time += wait, held += income * wait + std::log(random.between(0x1p-53, 1.0));
      }
      sum += time, squares += time * time;
    }
    const double mean = sum / paths;
    CHECK_THAT(poor.ruin_years(5.0), WithinAbs(mean, 4.0 * std::sqrt((squares / paths - mean * mean) / paths)));
  }
  CHECK(std::isinf(ExponentialRuin{.events_per_year = 10.0, .mean_loss = 1.0, .income_per_year = 10.0}.ruin_years(5.0)));
  for (const double income : {9.0, 9.999, 10.001, 11.0})
    CHECK(ExponentialRuin{.events_per_year = 10.0, .mean_loss = 1.0, .income_per_year = income}.ruin_years(5.0) > 0.0);
}

TEST_CASE("a size and its probability are inverse, and ruin is certain where income is too small", "[backstop][fund_exponential_ruin]") {
  const ExponentialRuin fund{.events_per_year = 10.0, .mean_loss = 1.0, .income_per_year = 12.5};
  for (const double ruin : {0.5, 0.1, 1e-3, 1e-9}) CHECK_THAT(fund.probability(fund.size(ruin)), WithinRel(ruin, 1e-12));
  CHECK(fund.size(0.9) == 0.0);
  CHECK(fund.probability(0.0) == fund.load());
  const ExponentialRuin poor{.events_per_year = 10.0, .mean_loss = 1.0, .income_per_year = 10.0};
  CHECK(poor.probability(1e9) == 1.0);
  CHECK(std::isinf(poor.size(0.5)));
  CHECK(ExponentialRuin{0.0, -1.0, std::nan("")}.faults().size() == 3);
}
