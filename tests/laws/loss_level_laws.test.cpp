#include "bulwark/laws/loss_level_laws.hpp"

#include <array>

#include "bulwark/backstop/backstop_vault.hpp"
#include "bulwark/backstop/insurance_fund.hpp"
#include "bulwark/backstop/loss_index.hpp"
#include "bulwark/backstop/reserve.hpp"
#include "support/catch.hpp"
#include "support/int128.hpp"

using namespace bulwark;
using test::Int128;

namespace {

constexpr std::array<Int128, 8> losses{7, 0, -3, 1, 40, 13, 1'000, 2};

template <class Level>
bool obeys(const Level& level) {
  return broken_by<Int128>(level, losses).empty();
}

/// Keeps the last unit, whoever asks, and forgets what it paid.
struct Forgetful {
  Int128 held;
  LevelPayment<Forgetful, Int128> pay(const Int128& loss) const { return {payable<Int128>(loss, held), *this}; }
  Faults faults() const { return {}; }
};

}  // namespace

TEST_CASE("the levels of the library obey their laws", "[laws][loss_level]") {
  for (const int held : {0, 1, 30, 5'000}) {
    const Int128 money = held;
    CHECK(obeys(Reserve<Int128>{money}));
    CHECK(obeys(SharePool<Int128>{money, money * 3}));
    CHECK(obeys(LossIndex<Int128>{.one = 1'000'000, .open = money}));
    for (const Int128 limit : {Int128(0), Int128(9), Int128(10'000)}) {
      CHECK(obeys(InsuranceFund<Int128>{money, {limit}, {Int128(25)}, 2}));
      CHECK(obeys(BackstopVault<Int128>{{money, money}, {limit}}));
    }
  }
}

TEST_CASE("a level that forgets what it paid is found out", "[laws][loss_level]") { CHECK_FALSE(obeys(Forgetful{10})); }
