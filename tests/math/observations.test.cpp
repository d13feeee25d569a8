#include "bulwark/math/observations.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a table knows its rows and means over what was seen", "[math][observations]") {
  const std::vector<double> values{1.0, 10.0, std::nan(""), 20.0, 3.0, 60.0};
  const Observations table{values, 2};
  CHECK(table.rows() == 3);
  CHECK(seen_mean(table, 0) == 2.0);
  CHECK(seen_mean(table, 1) == 30.0);
  CHECK(faults(table, true).empty());
}

TEST_CASE("every fault of a table is named with its place", "[math][observations][faults]") {
  constexpr double inf = std::numeric_limits<double>::infinity();
  const double none = std::nan("");
  const auto said = [](const std::vector<double>& values, Index series, bool may_miss) {
    std::vector<std::string> words;
    for (const Fault& fault : faults(Observations{values, series}, may_miss)) words.push_back(describe(fault));
    return words;
  };
  using Words = std::vector<std::string>;
  CHECK(said({1.0, 2.0, none, 5.0}, 1, false) == Words{"observations.values[2,0] is missing"});
  CHECK(said({1.0, 2.0, inf, 5.0}, 1, true) == Words{"observations.values[2,0] must be finite, got inf"});
  CHECK(said({7.0, 7.0, 7.0}, 1, true) == Words{"observations.variance[0] must be positive, got 0"});
  CHECK(said({none, none}, 1, true) == Words{"observations.variance[0] must be positive, got 0"});
  CHECK(said({1.0, none, 2.0, none, none, 3.0, none, 5.0}, 2, true) == Words{"observations.rows_of_pair[1,0] is out of range, got 0"});
  CHECK(said({1.0, 2.0, 3.0}, 2, true)[0] == "observations.values has the wrong length, got 3");
  CHECK(said({}, 2, true) == Words{"observations.values must not be empty"});
  CHECK(said({1.0}, 0, true) == Words{"observations.series must be positive, got 0"});
}
