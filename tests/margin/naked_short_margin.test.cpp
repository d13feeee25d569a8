#include "bulwark/margin/naked_short_margin.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr NakedShortMargin shorts{.initial = 0.00390625, .maintenance = 0.001953125};

Position option(OptionSide side, double strike, double quantity, Timestamp expiry = july, AssetId settlement = AssetId::quote) {
  return {VanillaOption{btc, side, strike, expiry}, quantity, 0.0, settlement};
}
/// In coins.
double naked(const std::vector<Position>& positions) {
  return required(shorts, {.positions = positions}).initial / (0.00390625 * 104'000.0);
}
constexpr OptionSide call = OptionSide::call, put = OptionSide::put;

}  // namespace

TEST_CASE("naked shorts break no law of margin", "[margin][naked_short_margin]") { CHECK(broken_by(shorts) == BrokenLaws{}); }

TEST_CASE("only what is sold net at a strike is naked", "[margin][naked_short_margin]") {
  CHECK(naked({}) == 0.0);
  CHECK(naked({option(call, 104'000.0, 5.0)}) == 0.0);
  CHECK(naked({option(call, 104'000.0, -5.0)}) == 5.0);
  CHECK(naked({option(call, 104'000.0, -5.0), option(put, 104'000.0, -2.0)}) == 7.0);
  CHECK(naked({option(call, 104'000.0, -5.0), option(put, 104'000.0, 2.0)}) == 3.0);
  CHECK(naked({option(call, 104'000.0, 2.0), option(put, 104'000.0, -2.0)}) == 0.0);
  CHECK(naked({option(call, 104'000.0, 9.0), option(put, 104'000.0, -2.0)}) == 0.0);
}

TEST_CASE("strikes, expiries and settlements do not cover each other", "[margin][naked_short_margin]") {
  CHECK(naked({option(call, 104'000.0, -5.0), option(call, 130'000.0, 5.0)}) == 5.0);
  CHECK(naked({option(call, 104'000.0, -5.0), option(call, 104'000.0, 5.0, december)}) == 5.0);
  CHECK(naked({option(call, 104'000.0, -5.0), option(call, 104'000.0, 5.0, july, btc)}) == 5.0);
  CHECK(naked({option(call, 104'000.0, -5.0), option(put, 78'000.0, -1.0), option(put, 78'000.0, -2.0, december)}) == 8.0);
  CHECK(naked({{LinearFuture{btc}, 5.0, 1.0}, option(call, 104'000.0, -5.0)}) == 5.0);
}

TEST_CASE("maintenance is its own share of spot", "[margin][naked_short_margin]") {
  const Requirement r = required(shorts, {.positions = {option(put, 78'000.0, -4.0)}});
  CHECK(r.initial == 0.00390625 * 4.0 * 104'000.0);
  CHECK(r.maintenance == 0.001953125 * 4.0 * 104'000.0);
}

TEST_CASE("shares out of order are faults", "[margin][naked_short_margin][faults]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK(shorts.faults().empty());
  CHECK(said(NakedShortMargin{0.25, -1.0}.faults()) == std::vector<std::string>{"naked_short_margin.maintenance is out of range, got -1"});
  CHECK(said(NakedShortMargin{0.25, 0.5}.faults()) == std::vector<std::string>{"naked_short_margin.initial is out of range, got 0.25"});
  CHECK(NakedShortMargin{nothing, nothing}.faults().size() == 2);
}
