#include "bulwark/pricing/constant_product_depth.hpp"

#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

TEST_CASE("without a fee the product of a pool stays, with one it grows", "[pricing][constant_product_depth]") {
  Random random{1};
  for (int i = 0; i < 2'000; ++i) {
    const double fee = i % 2 ? 0.003 : 0.0;
    const ConstantProductDepth pool{random.between(1.0, 1e6), random.between(1.0, 1e9), fee};
    const double quantity = random.between(-0.99, 20.0) * pool.coins;
    const ConstantProductDepth then = pool.after(quantity);
    const double before = pool.coins * pool.quote, product_after = then.coins * then.quote;
    if (fee == 0.0)
      CHECK_THAT(product_after, WithinRel(before, 1e-12));  // what the two subtractions lose: up to 1 / 0.01 times an ulp
    else
      CHECK(product_after > before);
    CHECK_THAT(then.price(), WithinRel(pool.sell(quantity).price_after, 1e-12));
    CHECK(pool.sell(quantity).filled == quantity);
  }
}

TEST_CASE("a pool of 10 coins and 1,000 quote", "[pricing][constant_product_depth]") {
  const ConstantProductDepth pool{10.0, 1'000.0};
  CHECK(pool.price() == 100.0);
  const Fill sold = pool.sell(10.0);  // 1,000 x 10 / 20
  CHECK(sold.cash == 500.0);
  CHECK(sold.price_after == 25.0);
  const Fill bought = pool.sell(-5.0);  // 1,000 x 5 / 5
  CHECK(bought.filled == -5.0);
  CHECK(bought.cash == -1'000.0);
  CHECK(bought.price_after == 400.0);
}

TEST_CASE("a pool that takes 0.3 % pays what the contract's integers pay", "[pricing][constant_product_depth]") {
  // Uniswap v2 `getAmountOut`: in x 997 x reserve out / (reserve in x 1000 + in x 997), rounded down.
  Random random{2};
  for (int i = 0; i < 2'000; ++i) {
    const auto coins = 1'000'000 + random.below(1'000'000'000), quote = 1'000'000 + random.below(1'000'000'000),
               in = 1'000 + random.below(1'000'000'000);
    const auto numerator = static_cast<Int128>(in) * 997 * quote, denominator = static_cast<Int128>(coins) * 1'000 + in * 997;
    const auto exact = static_cast<double>(static_cast<long long>(numerator / denominator));
    const double cash =
        ConstantProductDepth{static_cast<double>(coins), static_cast<double>(quote), 0.003}.sell(static_cast<double>(in)).cash;
    CHECK(cash >= exact - 1e-6);
    CHECK(cash < exact + 1.0 + 1e-6);
  }
}

TEST_CASE("a pool's last coin is not for sale", "[pricing][constant_product_depth]") {
  const ConstantProductDepth pool{10.0, 1'000.0};
  const Fill all = pool.sell(-25.0);
  CHECK(all.filled > -10.0);
  CHECK(all.filled < -10.0 * (1.0 - 1e-15));
  CHECK(all.cash < -1e18);
  CHECK(pool.after(-25.0).coins > 0.0);
}

TEST_CASE("a pool without coins, without quote or with a fee that takes all is a fault", "[pricing][constant_product_depth][faults]") {
  CHECK(ConstantProductDepth{1.0, 1.0, 0.003}.faults().empty());
  CHECK(ConstantProductDepth{0.0, -1.0, 1.0}.faults().size() == 3);
}
