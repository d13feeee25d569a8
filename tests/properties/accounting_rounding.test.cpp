// Properties G of integers: products, conversions, ticks and signs.

#include <cmath>
#include <limits>
#include <stdexcept>

#include <boost/multiprecision/cpp_int.hpp>

#include "bulwark/backstop/takeover_loss.hpp"
#include "bulwark/liquidation/up_to_tick.hpp"
#include "bulwark/math/minor_units.hpp"
#include "bulwark/math/nearest_multiple.hpp"
#include "bulwark/math/rounding_bias.hpp"
#include "bulwark/math/stated_decimals.hpp"
#include "bulwark/settlement/funding_payment.hpp"
#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"

using namespace bulwark;
using test::Random;
using Int = test::Int128;
using Wide = boost::multiprecision::cpp_int;
/// An integer that throws where it would overflow.
using Watched = boost::multiprecision::number<
    boost::multiprecision::cpp_int_backend<127, 127, boost::multiprecision::signed_magnitude, boost::multiprecision::checked, void>,
    boost::multiprecision::et_off>;

TEST_CASE("G06: a product over a divisor is the big integers' floor, and the ceiling is at most one more", "[properties][G06]") {
  Random random{6};
  for (int i = 0; i < 50'000; ++i) {
    const auto any = [&] { return static_cast<long long>(random.next() >> (2 + random.below(60))) * (random.below(2) == 0 ? 1 : -1); };
    const long long a = any(), b = any(), c = any();
    if (c == 0) continue;
    const Wide exact = Wide(a) * b;
    Wide floor = exact / c;
    const bool is_whole = floor * c == exact;
    if (!is_whole && (exact < 0) != (c < 0)) floor -= 1;
    if (abs(floor) > Wide(std::numeric_limits<long long>::max() - 1)) continue;
    const auto f = static_cast<long long>(product_over<Int>(a, b, c, Rounding::floor));
    const auto up = static_cast<long long>(product_over<Int>(a, b, c, Rounding::ceil));
    CHECK(f == floor.convert_to<long long>());
    CHECK(up - f == (is_whole ? 0 : 1));
    const auto near = static_cast<long long>(product_over<Int>(a, b, c, Rounding::half_up));
    CHECK((near == f || near == up));
  }
}

TEST_CASE("G06: an integer that watches its width reports every product that does not fit", "[properties][G06]") {
  const Watched large = Watched(1) << 100;
  CHECK(product_over<Watched>(Watched(1) << 60, Watched(1) << 60, Watched(1) << 50, Rounding::floor) == Watched(1) << 70);
  CHECK_THROWS_AS(product_over<Watched>(large, large, large, Rounding::floor), std::overflow_error);
  CHECK_FALSE(to_minor_units(1e14, 6, Rounding::floor));  // more units than 62 bits hold
}

TEST_CASE("G07: money to units and back is off by less than a unit, in order, and never made of what is no number", "[properties][G07]") {
  Random random{7};
  for (int i = 0; i < 50'000; ++i) {
    const int decimals = static_cast<int>(random.below(9));
    const double amount = random.between(-1e6, 1e6), more = amount + random.between(0.0, 1e-3), unit = std::pow(10.0, -decimals);
    for (const Rounding rounding : {Rounding::floor, Rounding::ceil, Rounding::half_up, Rounding::toward_zero}) {
      const auto units = to_minor_units(amount, decimals, rounding);
      REQUIRE(units);
      CHECK(std::abs(from_minor_units(*units, decimals) - amount) <=
            unit + 0x1p-51 * std::abs(amount));  // the double of the units is rounded too
      CHECK(*to_minor_units(more, decimals, rounding) >= *units);
    }
    CHECK(*to_minor_units(amount, decimals, Rounding::ceil) - *to_minor_units(amount, decimals, Rounding::floor) <= 1);
    // What is a whole number of units comes back as it was.
    const long long whole = random.below(1'000'000'000) - 500'000'000;
    CHECK(to_minor_units(from_minor_units(whole, decimals), decimals, Rounding::half_up) == whole);
  }
  for (const double no : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), 1e40})
    CHECK_FALSE(to_minor_units(no, 2, Rounding::half_up));
}

TEST_CASE("G08: what is on a tick stays there", "[properties][G08]") {
  Random random{8};
  for (int i = 0; i < 20'000; ++i) {
    const double tick = std::pow(10.0, static_cast<double>(random.below(7)) - 4.0) * static_cast<double>(1 + random.below(5));
    const double price = random.between(0.0, 1e5), up = up_to_tick(price, tick), near = nearest_multiple(price, tick);
    CHECK(up_to_tick(up, tick) == up);
    CHECK(nearest_multiple(near, tick) == near);
    CHECK(up >= price * (1.0 - 0x1p-39));
    CHECK(up - price < tick * (1.0 + 1e-9));
    CHECK(std::abs(near - price) <= 0.5 * tick * (1.0 + 1e-9));
    const Int units = random.below(1'000'000'000), step = 1 + random.below(1'000);
    const Int floor = quotient<Int>(units, step, Rounding::floor) * step;
    CHECK(quotient<Int>(floor, step, Rounding::floor) * step == floor);
    CHECK(quotient<Int>(floor, step, Rounding::ceil) * step == floor);
  }
}

TEST_CASE("G09: what the long gains the short loses, and funding that one side pays the other receives", "[properties][G09]") {
  Random random{9};
  for (int i = 0; i < 20'000; ++i) {
    const double coins = random.quantity(), from = random.between(1.0, 1e5), to = random.between(1.0, 1e5);
    CHECK(takeover_loss(coins, from, to) + takeover_loss(-coins, from, to) == 0.0);
    CHECK(inverse_takeover_loss(coins, from, to) + inverse_takeover_loss(-coins, from, to) == 0.0);
    const Int base = 1 + random.below(1'000'000'000'000), change = random.below(2'000'000'001) - 1'000'000'000;
    CHECK(funding_payment<Int>(base, change) + funding_payment<Int>(Int(-base), change) == 0);
    // Between many: less than a unit per payer and receiver is lost or made.
    Int sum = funding_payment<Int>(base, change), left = base;
    int parts = 1;
    while (left > 0) {
      const Int part = smaller<Int>(left, 1 + random.below(300'000'000'000));
      sum += funding_payment<Int>(Int(-part), change), left -= part, ++parts;
    }
    CHECK(magnitude_of<Int>(sum) < parts);
  }
}

TEST_CASE("G10: an amount, a rate or a divisor that is nothing has no rounding error and no ratio", "[properties][G10]") {
  Random random{10};
  for (int i = 0; i < 5'000; ++i) {
    const Fraction<Int> rate{random.below(5) - 2, random.below(5) - 2};
    const Int amount = random.below(5) - 2;
    const bool is_there = amount > 0 && rate.numerator > 0 && rate.denominator > 0;
    CHECK(rounding_error(amount, rate, Rounding::floor).has_value() == is_there);
    if (!is_there) CHECK(RoundingLimit{0.9, 0.9}.is_biased(rounding_error(amount, rate, Rounding::floor)));
  }
}

TEST_CASE("G11: decimals converted there and back a hundred times lose one rounding and never gain", "[properties][G11]") {
  Random random{11};
  for (int i = 0; i < 5'000; ++i) {
    const StatedDecimals there{static_cast<int>(random.below(19)), static_cast<int>(random.below(19))}, back{there.to, there.from};
    const Int start = random.below(1'000'000'000'000);
    Int amount = start;
    const auto trip = [&] { return back.converted<Int>(there.converted<Int>(amount, Rounding::floor), Rounding::floor); };
    amount = trip();
    CHECK(amount <= start);
    const Int once = amount;
    for (int k = 0; k < 100; ++k) amount = trip();
    CHECK(amount == once);  // what is left is a multiple of the coarser unit
  }
}
