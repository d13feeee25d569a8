#include "bulwark/margin/by_expiry.hpp"

#include "bulwark/laws/margin_laws.hpp"
#include "bulwark/margin/max_loss_margin.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

/// Coins of delta, whichever way.
struct NetDelta {
  double charge;
  Requirement of_expiry(const ValuedAccount&, const ExpiryRun& run) const noexcept {
    double delta = 0.0;
    for (const ValuedPosition& p : run) delta += p.delta;
    return {.initial = 2.0 * charge * magnitude(delta), .maintenance = charge * magnitude(delta)};
  }
  Faults faults() const {
    if (charge >= 0.0) return {};
    return {{FaultCode::negative, "net_delta.charge", {}, charge}};
  }
};

}  // namespace

TEST_CASE("contracts offset within an expiry and not across", "[margin][by_expiry]") {
  const ByExpiry rule{NetDelta{1.0}};
  const Position bought{LinearFuture{btc}, 4.0, 100'000.0}, sold{LinearFuture{btc, july}, -16.0, 100'000.0};
  CHECK(required(rule, {.positions = {bought}}).maintenance == 4.0);
  CHECK(required(rule, {.positions = {bought, {LinearFuture{btc}, -4.0, 1.0}}}).maintenance == 0.0);
  CHECK(required(rule, {.positions = {bought, sold}}).maintenance == 6.0);
  CHECK(required(rule, {.positions = {bought, sold}}).initial == 12.0);
  CHECK(required(rule, {.positions = {{Spot{btc}, 1.0}}}).maintenance == 0.0);
}

TEST_CASE("an asset may have a rule of its own", "[margin][by_expiry]") {
  const ByExpiry rule{NetDelta{1.0}, {NetDelta{8.0}}};
  CHECK(required(rule, {.positions = {{LinearFuture{btc}, 1.0, 1.0}, {LinearFuture{eth}, -1.0, 1.0}}}).maintenance == 9.0);
  CHECK(said(ByExpiry{NetDelta{-1.0}, {NetDelta{1.0}, NetDelta{-2.0}}}.faults()) ==
        std::vector<std::string>{"net_delta.charge must not be negative, got -1", "net_delta.charge[1] must not be negative, got -2"});
}

TEST_CASE("a rule of one expiry breaks no law of margin by being added up", "[margin][by_expiry][laws]") {
  CHECK(broken_by(ByExpiry{NetDelta{5.0}}).empty());
  CHECK(broken_by(ByExpiry{MaxLossMargin{1.2, 1.1}}).empty());
}
