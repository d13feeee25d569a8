#include "bulwark/oracle/source_check.hpp"

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr Timestamp now{1'700'000'000s};
constexpr SourceCheck check{.freshness = {.stale_after = 60s, .expired_after = 300s}, .confidence = {0.02}, .range = {.least = 0.1}};
}  // namespace

TEST_CASE("a source is believed as far as its worst check allows", "[oracle][source_check]") {
  CHECK(check.trust({1.0, 0.01, now}, now) == Trust::trusted);
  CHECK(check.trust({1.0, 0.01, now - 61s}, now) == Trust::stale);
  CHECK(check.trust({1.0, 0.03, now - 61s}, now) == Trust::uncertain);
  CHECK(check.trust({1.0, 0.03, now - 301s}, now) == Trust::expired);
  CHECK(check.trust({0.107, 0.0, now - 301s}, now) == Trust::invalid);
}

TEST_CASE("a print has a complaint against it exactly when it is not trusted", "[oracle][source_check]") {
  for (const double price : {-1.0, 0.0, 0.105, 1.0, unknown})
    for (const double width : {-1.0, 0.0, 0.01, 0.5, unknown})
      for (const auto age : {-1s, 0s, 61s, 400s}) {
        const OraclePrint print{price, width, now - age};
        CHECK(check.complaints(print, now).empty() == (check.trust(print, now) == Trust::trusted));
      }
}

TEST_CASE("all complaints are made, each about its source", "[oracle][source_check][faults]") {
  CHECK(said(check.complaints({0.105, 0.5, now - 400s}, now, {3})) ==
        std::vector<std::string>{"oracle_print.price[3] is out of range, got 0.105", "oracle_print.confidence[3] is out of range, got 0.5",
                                 "oracle_print.age[3] is out of range, got 400"});
  CHECK(said(check.complaints({unknown, unknown, now + 1s}, now)) ==
        std::vector<std::string>{"oracle_print.price must be finite, got nan", "oracle_print.confidence must be finite, got nan",
                                 "oracle_print.age is out of range, got -1"});
  CHECK(check.complaints({0.0, -1.0, now}, now).size() == 2);
}

TEST_CASE("the faults of a source check are those of its parts", "[oracle][source_check][faults]") {
  CHECK(check.faults().empty());
  CHECK(SourceCheck{.freshness = {0s, -1s, -1s}, .confidence = {-1.0}, .range = {.least = -1.0}}.faults().size() == 5);
}
