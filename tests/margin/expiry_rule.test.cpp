#include "bulwark/margin/expiry_rule.hpp"

#include "bulwark/margin/notional_margin.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {
struct Flat {
  double each;
  Requirement of_expiry(const ValuedAccount&, const ExpiryRun&) const noexcept { return {.initial = each, .maintenance = each}; }
};
struct ThrowingRule {
  Requirement of_expiry(const ValuedAccount&, const ExpiryRun&) const { return {}; }
};
struct MutableRule {
  Requirement of_expiry(const ValuedAccount&, const ExpiryRun&) noexcept { return {}; }
};
}  // namespace

TEST_CASE("a rule of one expiry says what its contracts require, and does not throw or change", "[margin][expiry_rule]") {
  STATIC_REQUIRE(ExpiryRule<Flat>);
  STATIC_REQUIRE(!ExpiryRule<ThrowingRule> && !ExpiryRule<MutableRule> && !ExpiryRule<NotionalMargin> && !ExpiryRule<int>);
}
