#include "bulwark/math/expm1_column.hpp"

#include <bit>
#include <cstdint>
#include <limits>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a column has the bits of its numbers one by one, in place too", "[math][expm1_column]") {
  const auto bits = [](double x) { return x != x ? 0 : std::bit_cast<std::uint64_t>(x); };
  Random random{31};
  for (Index count = 0; count < 70; ++count) {
    std::vector<double> x(static_cast<std::size_t>(count)), out(x.size() + 1, 7.0);
    for (double& v : x) v = random.between(-3.0, 3.0) * random.between(0.0, 1.0);
    if (count > 40) x[7] = -std::numeric_limits<double>::infinity(), x[9] = std::numeric_limits<double>::quiet_NaN(), x[11] = -0.0;
    expm1_column(x.data(), count, out.data());
    CHECK(out.back() == 7.0);
    for (std::size_t i = 0; i < x.size(); ++i) CHECK(bits(out[i]) == bits(bulwark::expm1(x[i])));
    expm1_column(x.data(), count, x.data());
    for (std::size_t i = 0; i < x.size(); ++i) CHECK(bits(out[i]) == bits(x[i]));
  }
}
