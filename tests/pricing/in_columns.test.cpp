#include "bulwark/pricing/in_columns.hpp"

#include <cmath>
#include <string>
#include <vector>
#include <Eigen/Core>

#include "bulwark/pricing/coin_settled.hpp"
#include "bulwark/pricing/merton_sensitivities.hpp"
#include "support/allocations.hpp"
#include "support/catch.hpp"
#include "support/room.hpp"

using namespace bulwark;
using test::Room;

namespace callers {

// A struct of the caller's own.
template <class Real>
struct ValueAndDistance {
  Real value;
  Real distance;  // of the strike
};

}  // namespace callers

namespace {

using callers::ValueAndDistance;

struct Book {
  std::vector<double> spot, strike, rate, yield, volatility, years, side, discount;

  explicit Book(std::size_t rows) {
    for (std::size_t i = 0; i < rows; ++i) {
      const double x = static_cast<double>(i);
      spot.push_back(100.0);
      strike.push_back(60.0 + std::fmod(7.3 * x, 90.0));
      rate.push_back(0.01 + std::fmod(0.003 * x, 0.05));
      yield.push_back(0.02);
      volatility.push_back(0.2 + std::fmod(0.13 * x, 0.9));
      years.push_back(0.01 + std::fmod(0.07 * x, 1.5));
      side.push_back(i % 2 == 0 ? 1.0 : -1.0);
      discount.push_back(0.9 + std::fmod(0.01 * x, 0.1));
    }
  }
  SpotClaim<InputColumn> seen() const { return {spot, strike, rate, yield, volatility, years, side}; }
  SpotClaim<double> seen(std::size_t i) const { return {spot[i], strike[i], rate[i], yield[i], volatility[i], years[i], side[i]}; }
  DiscountedClaim<InputColumn> claims() const { return {{spot, strike, volatility, years, side}, discount}; }
  Claim<double> claim(std::size_t i) const { return {spot[i], strike[i], volatility[i], years[i], side[i]}; }
};

}  // namespace

TEST_CASE("every set of results goes to columns with the bits of one by one", "[pricing][in_columns]") {
  const Jumps<double> jumps{1.5, -0.1, 0.2};
  for (const std::size_t rows : {0u, 1u, 7u, 24u, 25u, 61u}) {
    const Book book(rows);
    Room<Sensitivities> spot(rows), forward(rows);
    Room<JumpSensitivities> jumping(rows);
    Room<CoinSensitivities> coin(rows);
    REQUIRE(in_columns(book.seen(), spot.columns, [](const auto& c) { return black_scholes_sensitivities(c); }).empty());
    REQUIRE(in_columns(book.claims(), forward.columns, [](const auto& c) { return black_sensitivities(c.claim, c.discount); }).empty());
    REQUIRE(in_columns(book.seen(), coin.columns, [](const auto& c) { return coin_sensitivities(c); }).empty());
    REQUIRE(in_columns(book.seen(), jumping.columns, [&]<class Real>(const SpotClaim<Real>& c) {
              return merton_sensitivities(c, Jumps<Real>{jumps.per_year, jumps.mean, jumps.deviation});
            }).empty());
    for (std::size_t i = 0; i < rows; ++i) {
      CHECK(spot.holds(i, black_scholes_sensitivities(book.seen(i))));
      CHECK(forward.holds(i, black_sensitivities(book.claim(i), book.discount[i])));
      CHECK(coin.holds(i, coin_sensitivities(book.seen(i))));
      CHECK(jumping.holds(i, merton_sensitivities(book.seen(i), jumps)));
    }
  }
}

TEST_CASE("a caller's own formula and struct go to columns", "[pricing][in_columns]") {
  const Book book(30);
  Room<ValueAndDistance> room(30);
  const auto formula = []<class Real>(const SpotClaim<Real>& c) {
    return ValueAndDistance<Real>{black_scholes_value(c), log_ratio(c.spot, c.strike)};
  };
  REQUIRE(in_columns(book.seen(), room.columns, formula).empty());
  for (std::size_t i = 0; i < 30; ++i) {
    CHECK(same_bits(room.fields[0][i], black_scholes_value(book.seen(i))));
    CHECK(same_bits(room.fields[1][i], log_ratio(book.spot[i], book.strike[i])));
  }
}

TEST_CASE("Eigen's vectors, matrix columns and maps are columns", "[pricing][in_columns]") {
  const Book book(50);
  Eigen::Map<const Eigen::ArrayXd> strike(book.strike.data(), 50);
  const Eigen::ArrayXd shifted = strike + 1.0;
  Eigen::MatrixXd results(50, 2);  // a matrix's columns lie one after the other
  Greeks<ResultColumn> where{};
  where.value = {results.col(0).data(), 50};
  where.vega = {results.col(1).data(), 50};
  const Claim<InputColumn> claims{
      book.spot, {shifted.data(), static_cast<std::size_t>(shifted.size())}, book.volatility, book.years, book.side};
  REQUIRE(in_columns(claims, where, [](const auto& c) { return black_greeks(c); }).empty());
  for (Eigen::Index i = 0; i < 50; ++i) {
    Claim<double> one = book.claim(static_cast<std::size_t>(i));
    one.strike = shifted[i];
    CHECK(same_bits(results(i, 0), black_greeks(one).value));
    CHECK(same_bits(results(i, 1), black_greeks(one).vega));
  }
}

TEST_CASE("an empty result column is not written and nothing is allocated", "[pricing][in_columns]") {
  const Book book(100);
  std::vector<double> delta(100), value(100);
  Sensitivities<ResultColumn> where{};
  where.delta = delta;
  bool is_good = true;
  const std::size_t count = test::allocations_during([&] {
    is_good = in_columns(book.seen(), where, [](const auto& c) { return black_scholes_sensitivities(c); }).empty() &&
              in_columns(book.seen(), value, [](const auto& c) { return black_scholes_value(c); }).empty();
  });
  CHECK(count == 0);
  CHECK(is_good);
  for (std::size_t i = 0; i < 100; ++i) {
    CHECK(same_bits(delta[i], black_scholes_sensitivities(book.seen(i)).delta));
    CHECK(same_bits(value[i], black_scholes_value(book.seen(i))));
  }
}

TEST_CASE("a column of another length is a fault by name or by place, and nothing is written", "[pricing][in_columns]") {
  Book book(10);
  book.yield.pop_back();
  std::vector<double> nine(9, 5.0), ten(10, 5.0);
  Sensitivities<ResultColumn> where{};
  where.value = ten;
  where.gamma = nine;
  const Faults found = in_columns(book.seen(), where, [](const auto& c) { return black_scholes_sensitivities(c); });
  REQUIRE(found.size() == 2);
  CHECK(std::string(found[0].field) == "claims.yield");
  CHECK(found[0].value == 9.0);
  CHECK(std::string(found[1].field) == "result");
  CHECK(found[1].where.outer == 2);
  for (const double v : ten) CHECK(v == 5.0);
}
