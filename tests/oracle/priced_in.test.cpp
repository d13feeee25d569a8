#include "bulwark/oracle/priced_in.hpp"

#include "support/catch.hpp"

using namespace bulwark;

namespace {
struct Dollars;
struct Ether;
struct StakedEther;

/// Something that wants dollars for staked ether.
constexpr double worth(double coins, PricedIn<Dollars, StakedEther> price) { return coins * price.value; }

template <class A, class B>
concept Comparable = requires(A a, B b) {
  a < b;
};
template <class A, class B>
concept Divisible = requires(A a, B b) {
  a / b;
};
template <class A, class B>
concept Added = requires(A a, B b) {
  a + b;
};
template <class A, class B>
concept Chained = requires(A a, B b) {
  a.in(b);
};
template <class P>
concept IsWorthSomething = requires(P price) {
  worth(1.0, price);
};
}  // namespace

TEST_CASE("a ratio becomes a price by a price, and not otherwise", "[oracle][priced_in]") {
  using Ratio = PricedIn<Ether, StakedEther>;
  using Price = PricedIn<Dollars, Ether>;
  constexpr Ratio ratio{1.12};
  constexpr Price ether{2'000.0};
  STATIC_REQUIRE(std::is_same_v<decltype(ratio.in(ether)), PricedIn<Dollars, StakedEther>>);
  CHECK(worth(10.0, ratio.in(ether)) == 22'400.0);
  STATIC_REQUIRE_FALSE(IsWorthSomething<Ratio>);
  STATIC_REQUIRE_FALSE(IsWorthSomething<Price>);
  STATIC_REQUIRE_FALSE(IsWorthSomething<double>);
  STATIC_REQUIRE(IsWorthSomething<PricedIn<Dollars, StakedEther>>);
  STATIC_REQUIRE_FALSE(Chained<Price, Ratio>);  // the wrong way round
  STATIC_REQUIRE_FALSE(Chained<Ratio, PricedIn<Dollars, StakedEther>>);
  STATIC_REQUIRE_FALSE(Comparable<Ratio, Price>);
  STATIC_REQUIRE_FALSE(Divisible<Ratio, Price>);
  STATIC_REQUIRE_FALSE(Added<Price, Price>);
  STATIC_REQUIRE(sizeof(Ratio) == sizeof(double));
}

TEST_CASE("prices of one dimension compare and divide, and turn round", "[oracle][priced_in]") {
  using Price = PricedIn<Dollars, Ether>;
  CHECK(Price{2.0} < Price{3.0});
  CHECK(Price{3.0} / Price{2.0} == 1.5);
  STATIC_REQUIRE(std::is_same_v<decltype(Price{4.0}.inverse()), PricedIn<Ether, Dollars>>);
  CHECK(Price{4.0}.inverse().value == 0.25);
}
