#include "bulwark/var/tail_shares.hpp"

#include <cmath>

#include "bulwark/var/expected_shortfall.hpp"
#include "bulwark/var/value_at_risk.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("contributions of positions add up to the shortfall", "[var][tail_shares]") {
  for (const std::size_t count : {50u, 715u, 1000u})
    for (const double tail : {0.3, 0.025, 0.01, 0.001}) {
      std::vector<std::vector<double>> legs;
      std::vector<double> book(count, 0.0);
      for (std::uint64_t leg = 0; leg < 7; ++leg) {
        legs.push_back(normal_profits(count, 40 + leg, 1.0 + static_cast<double>(leg)));
        book = sum(book, legs.back());
      }
      std::vector<double> share(count), scratch(count);
      const double quantile = tail_shares(book, tail, share, scratch);
      double together = 0.0;
      for (const auto& leg : legs) together += contribution(leg, share);
      CHECK(quantile == order_statistic_var(scratch, tail));
      CHECK(together == Catch::Approx(rockafellar_uryasev_shortfall(scratch, tail)).epsilon(1e-13));
      CHECK(contribution(book, share) == Catch::Approx(together).epsilon(1e-13));
    }
}

TEST_CASE("a contribution is what one unit more adds", "[var][tail_shares]") {
  const std::vector<double> book = normal_profits(500, 51), trade = normal_profits(500, 52);
  std::vector<double> share(500), scratch(500), more = book, less = book;
  tail_shares(book, 0.025, share, scratch);
  const double step = 1e-7;  // too little to reorder the tail
  for (std::size_t s = 0; s < book.size(); ++s) more[s] += step * trade[s], less[s] -= step * trade[s];
  const double slope = (rockafellar_uryasev_shortfall(more, 0.025) - rockafellar_uryasev_shortfall(less, 0.025)) / (2.0 * step);
  CHECK(contribution(trade, share) == Catch::Approx(slope).epsilon(1e-6));
}

TEST_CASE("scenarios as bad as the value at risk share the rest of the tail evenly", "[var][tail_shares]") {
  const std::vector<double> book{-3.0, -2.0, -2.0, 0.0, -2.0, 1.0, 1.0, 1.0, 1.0, 1.0};
  std::vector<double> share(10), scratch(10);
  CHECK(tail_shares(book, 0.2, share, scratch) == 2.0);
  CHECK(share[0] == 0.5);
  for (const std::size_t s : {1u, 2u, 4u}) CHECK(share[s] == 0.5 / 3.0);
  CHECK((share[3] == 0.0 && share[9] == 0.0));
}

TEST_CASE("one unknown scenario leaves no share known", "[var][tail_shares][faults]") {
  const std::vector<double> book{-3.0, std::nan(""), 1.0};
  std::vector<double> share(3), scratch(3);
  CHECK(std::isnan(tail_shares(book, 0.5, share, scratch)));
  for (const double s : share) CHECK(std::isnan(s));
  const std::vector<double> known{-3.0, 2.0, 1.0};
  tail_shares(known, 0.3, share, scratch);
  CHECK(std::isnan(contribution(book, share)));  // though the scenario is not in the tail
}
