#include "bulwark/laws/auction_curve_laws.hpp"

#include <algorithm>

#include "bulwark/liquidation/auction_price.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;
using std::chrono::seconds;

namespace {

using Words = std::vector<std::string>;

template <class Take>
struct Curve {
  Take take;
  double price(double top, seconds elapsed) const noexcept { return take(top, static_cast<double>(elapsed.count())); }
};

template <class Take>
bool breaks(Take take, const std::string& word) {
  const Words words = broken_by(Curve<Take>{take});
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

TEST_CASE("our curves break no law (D01)", "[laws][auction_curve]") {
  CHECK(broken_by(LinearDecrease{1h}) == Words{});
  CHECK(broken_by(StairDecrease<double>{0.99, 90s}) == Words{});
  CHECK(broken_by(StairDecrease<double>{0.9992}) == Words{});
  CHECK(broken_by(StairDecrease<double>{0.0}) == Words{});
  CHECK(broken_by(TwoSpeedDecrease{{.start = 0.95, .cutoff = 0.7, .fast = 15min, .slow = 12h}}) == Words{});
}

TEST_CASE("every law of falling prices can be broken", "[laws][auction_curve]") {
  CHECK(breaks([](double top, double) { return 1.01 * top; }, "nothing is asked above the top"));
  CHECK(breaks(
      [](double top, double) {
        static int calls = 0;
        return ++calls % 2 == 0 ? top : 0.5 * top;
      },
      "the same moment has the same price each time"));
  CHECK(breaks([](double top, double t) { return top * (1.0 - 1e-3 * t); }, "no price is negative"));
  CHECK(breaks([](double top, double t) { return t == 100.0 ? top : 0.5 * top; }, "no price rises"));
  CHECK(breaks([](double top, double t) { return top > t ? top - t : 0.0; }, "a price has its top's unit"));
  CHECK(breaks([](double top, double) { return top > 0.0 ? top : 0.0; }, "NaN in, NaN out"));
}
