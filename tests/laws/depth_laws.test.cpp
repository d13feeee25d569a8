#include "bulwark/laws/depth_laws.hpp"

#include <algorithm>

#include "bulwark/pricing/concentrated_depth.hpp"
#include "bulwark/pricing/constant_product_depth.hpp"
#include "bulwark/pricing/exponential_impact.hpp"
#include "bulwark/pricing/linear_impact.hpp"
#include "bulwark/pricing/order_book_depth.hpp"
#include "bulwark/pricing/square_root_impact.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

using Words = std::vector<std::string>;

constexpr LinearImpact line{.start = 100.0, .depth = 1'000.0};

/// A market that is right but for what `change` does to its fills.
template <class Change>
struct Wrong {
  Change change;
  double sold = 0.0;
  Fill sell(double quantity) const noexcept { return change(quantity, LinearImpact{100.0, 1'000.0, sold}.sell(quantity)); }
  double price() const noexcept { return 100.0; }
};

template <class Change>
bool breaks(Change change, const std::string& word) {
  const Words words = broken_by(Wrong<Change>{change}, 500.0);
  return std::find(words.begin(), words.end(), word) != words.end();
}

struct Generous {  // comes back by itself, dearer
  double start = 100.0;
  Fill sell(double quantity) const noexcept { return LinearImpact{start, 1'000.0}.sell(quantity); }
  double price() const noexcept { return start; }
  Generous after(double quantity) const noexcept { return {quantity > 0.0 ? 0.25 * start : 4.0 * start}; }
};
struct Perverse {
  double start = 100.0;
  Fill sell(double quantity) const noexcept { return LinearImpact{start, 1'000.0}.sell(quantity); }
  double price() const noexcept { return start; }
  Perverse after(double quantity) const noexcept { return {quantity > 0.0 ? 4.0 * start : 0.25 * start}; }
};
struct Late {  // says what the last coin traded at, or less, and not what the next one does
  double sold = 0.0, told;
  Fill sell(double quantity) const noexcept {
    const Fill fill = LinearImpact{100.0, 1'000.0, sold}.sell(quantity);
    return {fill.filled, fill.cash, told * fill.price_after};
  }
  double price() const noexcept { return LinearImpact{100.0, 1'000.0, sold}.price(); }
  Late after(double quantity) const noexcept { return {sold + sell(quantity).filled, told}; }
};
struct Throwing {
  Fill sell(double) const { return {}; }
  double price() const noexcept { return 1.0; }
};
static_assert(!DepthCurve<Throwing> && !DepthCurve<double>);
static_assert(DepthCurve<Wrong<Fill (*)(double, Fill)>> && !MovingDepth<Wrong<Fill (*)(double, Fill)>>);

}  // namespace

TEST_CASE("our depths break no law (J06)", "[laws][depth]") {
  const BookLevel bids[] = {{99.0, 10.0}, {98.0, 25.0}, {90.0, 100.0}}, asks[] = {{101.0, 5.0}, {104.0, 40.0}, {120.0, 1.0}};
  const LiquidityRange ranges[] = {{0.0, 50.0, 100.0}, {80.0, 95.0, 2'000.0}, {95.0, 110.0, 5'000.0}, {115.0, 200.0, 300.0}};
  for (const double most : {1.0, 60.0, 5'000.0}) {
    CHECK(broken_by(OrderBookDepth{bids, asks}, most) == Words{});
    CHECK(broken_by(OrderBookDepth{bids, asks, 12.0, 3.0}, most) == Words{});
    for (const double fee : {0.0, 0.003}) {
      CHECK(broken_by(ConstantProductDepth{1'000.0, 100'000.0, fee}, most) == Words{});
      CHECK(broken_by(ConcentratedDepth{ranges, 100.0, fee}, most) == Words{});
      CHECK(broken_by(ConcentratedDepth{ranges, 112.0, fee}, most) == Words{});
    }
    for (const double sold : {0.0, 400.0, -300.0}) {
      CHECK(broken_by(LinearImpact{100.0, 1'000.0, sold}, most) == Words{});
      CHECK(broken_by(SquareRootImpact{100.0, 1'000.0, sold}, most) == Words{});
      CHECK(broken_by(ExponentialImpact{100.0, 1'000.0, sold}, most) == Words{});
    }
  }
}

TEST_CASE("every law of depth can be broken", "[laws][depth]") {
  CHECK(breaks([](double q, Fill f) noexcept { return q == 0.0 ? Fill{1.0, 1.0, 1.0} : f; }, "nothing asked is nothing filled"));
  CHECK(breaks(
      [](double q, Fill f) noexcept {
        return q - q == 0.0 ? f : Fill{0.0, 0.0, 0.0};
      },
      "what is not a quantity fills nothing that is known"));
  CHECK(breaks(
      [](double, Fill f) noexcept {
        static double calls = 0.0;
        return Fill{f.filled, f.cash + ++calls, f.price_after};
      },
      "the same trade gets the same fill each time"));
  CHECK(breaks(
      [](double, Fill f) noexcept {
        return Fill{2.0 * f.filled, f.cash, f.price_after};
      },
      "no more is filled than is asked, and on its side"));
  CHECK(breaks([](double, Fill f) noexcept { return Fill{f.filled, -f.cash, f.price_after}; }, "a sale is paid, a purchase pays"));
  CHECK(breaks(
      [](double q, Fill f) noexcept {
        return magnitude(q) > 100.0 ? Fill{0.0, 0.0, f.price_after} : f;
      },
      "who asks more is not filled less"));
  CHECK(breaks(
      [](double q, Fill f) noexcept {
        return magnitude(q) > 100.0 ? Fill{f.filled, 0.0, f.price_after} : f;
      },
      "more sold is no less cash"));
  CHECK(breaks([](double, Fill f) noexcept { return Fill{f.filled, f.cash, 200.0 - f.price_after}; }, "more sold is no higher price"));
  CHECK(breaks([](double, Fill f) noexcept { return Fill{f.filled, f.cash, f.price_after - 90.0}; }, "no price is negative"));
  CHECK(breaks(
      [](double q, Fill f) noexcept {
        return Fill{f.filled, f.cash * (1.0 + magnitude(q)), f.price_after};
      },
      "more sold is no better paid per coin"));
  const auto broken = [](const Words& words, const char* word) { return std::find(words.begin(), words.end(), word) != words.end(); };
  CHECK(broken(broken_by(Generous{}, 500.0), "there and back is no gain"));
  CHECK(broken(broken_by(Perverse{}, 500.0), "a market that was sold to is not dearer"));
  CHECK(broken(broken_by(Late{.told = 1.01}, 500.0), "a market stands between its two sides"));
  CHECK(broken(broken_by(Late{.told = 0.99}, 500.0), "the next coins trade at the price after or worse"));
  CHECK(broken(broken_by(OrderBookDepth{}, 500.0), "a market has a price"));
  CHECK(broken_by(line, 500.0) == Words{});
}
