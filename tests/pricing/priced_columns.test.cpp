#include "bulwark/pricing/priced_columns.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "bulwark/pricing/columns.hpp"
#include "support/allocations.hpp"
#include "support/catch.hpp"
#include "support/room.hpp"

using namespace bulwark;
using test::Room;

namespace {

struct Book {
  std::vector<double> forward, strike, volatility, years, side, discount;

  explicit Book(std::size_t rows) {
    for (std::size_t i = 0; i < rows; ++i) {
      const double x = static_cast<double>(i);
      forward.push_back(100.0);
      strike.push_back(60.0 + std::fmod(7.3 * x, 90.0));
      volatility.push_back(i % 11 == 3 ? 0.0 : 0.05 + std::fmod(0.13 * x, 0.9));
      years.push_back(i % 13 == 5 ? 0.0 : 0.01 + std::fmod(0.07 * x, 1.5));
      side.push_back(i % 17 == 8 ? std::nan("") : i % 2 == 0 ? 1.0 : -1.0);
      discount.push_back(0.9 + std::fmod(0.01 * x, 0.1));
    }
  }
  DiscountedClaim<InputColumn> claims() const { return {{forward, strike, volatility, years, side}, discount}; }
  DiscountedClaim<double> claim(std::size_t i) const { return {{forward[i], strike[i], volatility[i], years[i], side[i]}, discount[i]}; }
};

GreekColumns as_columns(const Greeks<ResultColumn>& g) { return {g.value, g.delta, g.gamma, g.vega, g.theta}; }

const JumpParameters parameters{.per_year = 1.5, .mean_log_jump = -0.1, .log_jump_deviation = 0.2};
const Jumps<double> jumps{1.5, -0.1, 0.2};

}  // namespace

TEST_CASE("whatever instructions price a column, every row has the bits of its own call", "[pricing][priced_columns]") {
  for (const std::size_t rows : {0u, 1u, 7u, 24u, 61u}) {
    const Book book(rows);
    std::vector<double> black(rows), merton(rows);
    Room<Greeks> bare(rows), jumping(rows);
    Room<DiscountedGreeks> discounted(rows), discounted_jumping(rows);
    Room<JumpGreeks> all(rows);
    REQUIRE(values(Black{}, book.claims().claim, {}, black).empty());
    REQUIRE(values(JumpDiffusion{}, book.claims().claim, parameters, merton).empty());
    REQUIRE(greeks(Black{}, book.claims().claim, {}, as_columns(bare.columns)).empty());
    REQUIRE(greeks(Black{}, book.claims(), {}, discounted.columns).empty());
    REQUIRE(greeks(JumpDiffusion{}, book.claims().claim, parameters, as_columns(jumping.columns)).empty());
    REQUIRE(greeks(JumpDiffusion{}, book.claims(), parameters, discounted_jumping.columns).empty());
    REQUIRE(greeks(JumpDiffusion{}, book.claims(), parameters, all.columns).empty());
    for (std::size_t i = 0; i < rows; ++i) {
      const DiscountedClaim<double> c = book.claim(i);
      CHECK(same_bits(black[i], black_value(c.claim)));
      CHECK(same_bits(merton[i], merton_value(c.claim, jumps)));
      CHECK(bare.holds(i, black_greeks(c.claim)));
      CHECK(discounted.holds(i, black_greeks(c)));
      CHECK(jumping.holds(i, merton_greeks(c.claim, jumps)));
      CHECK(discounted_jumping.holds(i, merton_greeks(c, jumps)));
      CHECK(all.holds(i, merton_jump_greeks(c, jumps)));
    }
  }
}

TEST_CASE("implied volatilities in the widest instructions are those one by one", "[pricing][priced_columns]") {
  const Book book(53);
  std::vector<double> quoted(53), volatility(53);
  std::vector<ImpliedStatus> status(53);
  REQUIRE(values(Black{}, book.claims().claim, {}, quoted).empty());
  quoted[4] = -1.0;
  Claim<InputColumn> claims = book.claims().claim;
  claims.volatility = {};
  REQUIRE(implied_volatilities(Black{}, claims, {}, quoted, volatility, status).empty());
  for (std::size_t i = 0; i < 53; ++i) {
    const ImpliedVolatility one = black_implied_volatility(book.claim(i).claim, quoted[i]);
    CHECK(status[i] == one.status);
    CHECK(same_bits(volatility[i], one.volatility.value_or(std::nan(""))));
  }
}

TEST_CASE("a column of another length is a fault by name, and nothing is written or allocated without one", "[pricing][priced_columns]") {
  Book book(10);
  std::vector<double> value(10, 5.0);
  const GreekColumns where{.value = value};
  CHECK(test::allocations_during([&] { CHECK(greeks(Black{}, book.claims().claim, {}, where).empty()); }) == 0);
  book.years.pop_back();
  value.assign(10, 5.0);
  const Faults found = greeks(Black{}, book.claims().claim, {}, where);
  REQUIRE(found.size() == 1);
  CHECK(std::string(found[0].field) == "claims.years");
  for (const double v : value) CHECK(v == 5.0);
}
