#include "bulwark/pricing/columns.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "support/allocations.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

struct Book {
  std::vector<double> forward, strike, volatility, years, side;

  explicit Book(std::size_t rows) {
    for (std::size_t i = 0; i < rows; ++i) {
      const double x = static_cast<double>(i);
      forward.push_back(100.0);
      strike.push_back(60.0 + std::fmod(7.3 * x, 90.0));
      volatility.push_back(0.2 + std::fmod(0.13 * x, 0.9));
      years.push_back(0.01 + std::fmod(0.07 * x, 1.5));
      side.push_back(i % 2 == 0 ? 1.0 : -1.0);
    }
  }
  ClaimColumns claims() const { return {forward, strike, volatility, years, side}; }
  Claim<double> claim(std::size_t i) const { return {forward[i], strike[i], volatility[i], years[i], side[i]}; }
};

const JumpParameters jumps{.per_year = 1.5, .mean_log_jump = -0.1, .log_jump_deviation = 0.2};

template <class P>
ParametersOf<P> parameters_for() {
  if constexpr (std::is_same_v<P, JumpDiffusion>) return jumps;
  return {};
}

}  // namespace

TEMPLATE_TEST_CASE("a column of any length has the bits of its claims one by one", "[pricing][columns]", Black, JumpDiffusion) {
  for (const std::size_t rows : {0u, 1u, 7u, 8u, 24u, 25u, 61u}) {
    const Book book(rows);
    const ParametersOf<TestType> parameters = parameters_for<TestType>();
    std::vector<double> value_only(rows), value(rows), delta(rows), gamma(rows), vega(rows), theta(rows);
    REQUIRE(values(TestType{}, book.claims(), parameters, value_only).empty());
    REQUIRE(greeks(TestType{}, book.claims(), parameters, {value, delta, gamma, vega, theta}).empty());
    for (std::size_t i = 0; i < rows; ++i) {
      const Greeks<double> g = greeks(TestType{}, book.claim(i), parameters);
      CHECK(same_bits(value_only[i], bulwark::value(TestType{}, book.claim(i), parameters)));
      CHECK(same_bits(value[i], g.value));
      CHECK(same_bits(delta[i], g.delta));
      CHECK(same_bits(gamma[i], g.gamma));
      CHECK(same_bits(vega[i], g.vega));
      CHECK(same_bits(theta[i], g.theta));
    }
  }
}

TEST_CASE("a bad row is unknown and its neighbours keep their bits", "[pricing][columns]") {
  Book book(40);
  std::vector<double> before(40), after(40);
  REQUIRE(values(JumpDiffusion{}, book.claims(), jumps, before).empty());
  book.volatility[17] = not_a_number;
  REQUIRE(values(JumpDiffusion{}, book.claims(), jumps, after).empty());
  for (std::size_t i = 0; i < 40; ++i) CHECK((i == 17 ? std::isnan(after[i]) : same_bits(before[i], after[i])));
}

TEMPLATE_TEST_CASE("implied volatilities in columns are those one by one", "[pricing][columns]", Black, JumpDiffusion) {
  const Book book(53);
  const ParametersOf<TestType> parameters = parameters_for<TestType>();
  std::vector<double> quoted(53), volatility(53);
  std::vector<ImpliedStatus> status(53);
  REQUIRE(values(TestType{}, book.claims(), parameters, quoted).empty());
  quoted[3] = -1.0;
  quoted[4] = not_a_number;
  quoted[5] *= 0.5;  // below what jumps alone give, or another volatility
  REQUIRE(implied_volatilities(TestType{}, book.claims(), parameters, quoted, volatility, status).empty());
  for (std::size_t i = 0; i < 53; ++i) {
    const ImpliedVolatility one = implied_volatility(TestType{}, book.claim(i), quoted[i], parameters);
    CHECK(status[i] == one.status);
    CHECK(same_bits(volatility[i], one.volatility.value_or(volatility[i])));
    CHECK(std::isnan(volatility[i]) == !one.volatility.has_value());
  }
}

TEST_CASE("pricing columns allocates nothing", "[pricing][columns]") {
  const Book book(100);
  std::vector<double> value(100), delta(100);
  bool is_good = true;
  const std::size_t count = test::allocations_during([&] {
    is_good = greeks(Black{}, book.claims(), {}, {.value = value, .delta = delta}).empty() &&
              values(JumpDiffusion{}, book.claims(), jumps, value).empty();
  });
  CHECK(count == 0);
  CHECK(is_good);
}

TEST_CASE("columns of different lengths are refused, each by name, and nothing is written", "[pricing][columns]") {
  Book book(10);
  std::vector<double> value(9, 5.0);
  book.years.pop_back();
  book.side.clear();
  const Faults found = values(Black{}, book.claims(), {}, value);
  REQUIRE(found.size() == 3);
  CHECK(std::string(found[0].field) == "claims.years");
  CHECK(std::string(found[1].field) == "claims.side");
  CHECK(std::string(found[2].field) == "result");
  for (const Fault& f : found) CHECK(f.code == FaultCode::length_mismatch);
  for (const double v : value) CHECK(v == 5.0);
}

TEST_CASE("every number that no claim can have is a fault with its place", "[pricing][columns]") {
  Book book(6);
  CHECK(faults(book.claims()).empty());
  book.forward[1] = 0.0;
  book.strike[2] = not_a_number;
  book.volatility[3] = -0.1;
  book.years[4] = -1.0;
  book.side[5] = 0.5;
  const Faults found = faults(book.claims());
  REQUIRE(found.size() == 5);
  CHECK(found[0].code == FaultCode::not_positive);
  CHECK(found[1].code == FaultCode::not_finite);
  CHECK(found[2].code == FaultCode::negative);
  CHECK(found[3].code == FaultCode::negative);
  CHECK(found[4].code == FaultCode::out_of_range);
  for (std::size_t i = 0; i < 5; ++i) CHECK(found[i].where.outer == static_cast<Index>(i + 1));
}
