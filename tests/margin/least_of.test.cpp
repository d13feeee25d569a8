#include "bulwark/margin/least_of.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "bulwark/margin/by_expiry.hpp"
#include "bulwark/margin/max_loss_margin.hpp"
#include "bulwark/margin/short_option_margin.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

struct Flat {
  double initial, maintenance;
  Requirement of_expiry(const ValuedAccount&, const ExpiryRun&) const noexcept { return {initial, maintenance}; }
};

Position call(double strike, double quantity) {
  return {VanillaOption{btc, OptionSide::call, strike, july}, quantity, 0.0, AssetId::quote};
}

const Account one_future{.positions = {{LinearFuture{btc}, 1.0, 100'000.0}}};
const ByExpiry options{least_of(ShortOptionMargin{}, MaxLossMargin{1.2, 1.1})};

}  // namespace

TEST_CASE("an expiry requires the least of what its rules ask, initial and maintenance each", "[margin][least_of]") {
  const Requirement r = required(ByExpiry{least_of(Flat{5.0, 4.0}, Flat{7.0, 2.0}, Flat{6.0, 6.0})}, one_future);
  CHECK(r.initial == 5.0);
  CHECK(r.maintenance == 2.0);
  CHECK(required(ByExpiry{least_of(Flat{5.0, 4.0})}, {}).initial == 0.0);
}

TEST_CASE("a rule that does not know wins", "[margin][least_of]") {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  for (const auto& rule : {least_of(Flat{unknown, 1.0}, Flat{2.0, 2.0}), least_of(Flat{2.0, 2.0}, Flat{unknown, 1.0})}) {
    const Requirement r = required(ByExpiry{rule}, one_future);
    CHECK_FALSE(is_finite(r.initial));
    CHECK(r.maintenance == 1.0);
  }
}

TEST_CASE("two books of one expiry may require more together than apart", "[margin][least_of]") {
  // A spread whose largest loss is little and a far call whose formula asks for little: one rule must now do for both.
  const Account spread{.positions = {call(78'000.0, -1.0), call(104'000.0, 1.0)}}, naked{.positions = {call(130'000.0, -1.0)}};
  Account both = spread;
  both.positions.insert(both.positions.end(), naked.positions.begin(), naked.positions.end());
  const double apart = required(options, spread).initial + required(options, naked).initial;
  CHECK(required(options, spread).initial == 26'000.0);
  CHECK(required(options, both).initial > apart);
}

TEST_CASE("the least of two rules breaks no law of margin", "[margin][least_of][laws]") {
  CHECK(broken_by(options).empty());
  CHECK(least_of(ShortOptionMargin{.share = -1.0}, MaxLossMargin{0.5, 0.5}).faults().size() == 2);
}
