#include "bulwark/settlement/settlement_window.hpp"

#include <chrono>
#include <limits>
#include <vector>

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

namespace {
constexpr Timestamp expiry{std::chrono::sys_days{std::chrono::year{2026} / 3 / 27} + 8h};
constexpr SettlementWindow window{.window = 30min, .interval = 1min};

/// A price of 100 + slot for each minute.
std::vector<IndexSample> ramp() {
  std::vector<IndexSample> samples;
  for (int i = 0; i < 30; ++i) samples.push_back({expiry - 29min + std::chrono::minutes{i}, 100.0 + i});
  return samples;
}
}  // namespace

TEST_CASE("the settlement price is the mean of the last half hour, whatever was before or comes after", "[settlement][settlement_window]") {
  std::vector<IndexSample> samples = ramp();
  REQUIRE(window.price(samples, expiry));
  CHECK(window.price(samples, expiry)->price == 114.5);
  CHECK(window.price(samples, expiry)->share == 1.0);
  samples.insert(samples.begin(), {expiry - 30min, 1e9});
  samples.push_back({expiry + 1ms, -1e9});
  CHECK(window.price(samples, expiry)->price == 114.5);
}

TEST_CASE("of several prices in a slot the last one counts", "[settlement][settlement_window]") {
  std::vector<IndexSample> samples = ramp();
  samples.insert(samples.begin() + 5, {samples[5].at - 10s, 1e6});
  CHECK(window.price(samples, expiry)->price == 114.5);
}

TEST_CASE("a slot without a price is a fault, not a price", "[settlement][settlement_window]") {
  std::vector<IndexSample> samples = ramp();
  samples.erase(samples.begin() + 7, samples.begin() + 9);
  CHECK(test::said(window.price(samples, expiry).faults()) ==
        std::vector<std::string>{"settlement_window.slot[7] is missing", "settlement_window.slot[8] is missing"});
  CHECK(window.price({}, expiry).faults().size() == 30);
  const SettlementWindow lenient{.window = 30min, .interval = 1min, .most_missing = 2};
  const auto filled = lenient.price(samples, expiry);
  REQUIRE(filled);
  CHECK((filled->carried == 2 && filled->price == 114.5 - 3.0 / 30.0));
  samples.erase(samples.begin());  // nothing to carry into the first
  CHECK(test::said(lenient.price(samples, expiry).faults()) == std::vector<std::string>{"settlement_window.slot[0] is missing"});
}

TEST_CASE("as the window passes the average covers its share, and knows nothing before", "[settlement][settlement_window]") {
  const auto samples = ramp();
  CHECK(test::said(window.until(samples, expiry, expiry - 30min).faults()) ==
        std::vector<std::string>{"settlement_window must not be empty"});
  const auto half = window.until(samples, expiry, expiry - 15min);
  REQUIRE(half);
  CHECK((half->price == 107.0 && half->share == 0.5));
  CHECK(window.until(samples, expiry, expiry + 1h)->price == 114.5);
}

TEST_CASE("samples that are no numbers or go back in time are named, and so are windows that do not fit",
          "[settlement][settlement_window][faults]") {
  std::vector<IndexSample> samples = ramp();
  samples[3].price = std::numeric_limits<double>::quiet_NaN();
  samples[10].at = samples[9].at;
  const Faults found = window.price(samples, expiry).faults();
  REQUIRE(found.size() >= 2);
  CHECK((found[0].code == FaultCode::not_finite && found[0].where.outer == 3));
  CHECK((found[1].code == FaultCode::out_of_order && found[1].where.outer == 10));
  CHECK(SettlementWindow{.window = 30min, .interval = 7min, .most_missing = -1}.faults().size() == 2);
  CHECK(SettlementWindow{.window = 0min, .interval = 0min}.price(samples, expiry).faults().size() == 2);
}
