#include "bulwark/laws/loss_level_laws.hpp"

#include <array>

#include <boost/multiprecision/cpp_int.hpp>

#include "bulwark/backstop/backstop_vault.hpp"
#include "bulwark/backstop/insurance_fund.hpp"
#include "bulwark/backstop/loss_index.hpp"
#include "bulwark/backstop/reserve.hpp"
#include "support/catch.hpp"
#include "support/int128.hpp"

using namespace bulwark;
using test::Int128;

namespace {

template <class Level, class Int>
bool obeys(const Level& level, const Int&) {
  const std::array<Int, 8> losses{Int(7), Int(0), Int(-3), Int(1), Int(40), Int(13), Int(1'000), Int(2)};
  return broken_by<Int>(level, std::span<const Int>{losses}).empty();
}

template <class Int>
void check_levels() {
  const Int any(0);
  for (const int held : {0, 1, 30, 5'000}) {
    const Int money(held);
    CHECK(obeys(Reserve<Int>{money}, any));
    CHECK(obeys(SharePool<Int>{money, Int(money * 3)}, any));
    CHECK(obeys(LossIndex<Int>{.one = Int(1'000'000), .open = money}, any));
    for (const int limit : {0, 9, 10'000}) {
      CHECK(obeys(InsuranceFund<Int>{money, {Int(limit)}, {Int(25)}, Int(2)}, any));
      CHECK(obeys(BackstopVault<Int>{{money, money}, {Int(limit)}}, any));
    }
  }
}

/// Keeps the last unit, whoever asks, and forgets what it paid.
struct Forgetful {
  Int128 held;
  LevelPayment<Forgetful, Int128> pay(const Int128& loss) const { return {payable<Int128>(loss, held), *this}; }
  Faults faults() const { return {}; }
};

}  // namespace

TEST_CASE("the levels of the library obey their laws, in whatever integers", "[laws][loss_level]") {
  check_levels<long long>();
  check_levels<Int128>();
  check_levels<boost::multiprecision::int512_t>();
  check_levels<boost::multiprecision::cpp_int>();  // with expression templates
}

TEST_CASE("a level that forgets what it paid is found out", "[laws][loss_level]") { CHECK_FALSE(obeys(Forgetful{10}, Int128(0))); }
