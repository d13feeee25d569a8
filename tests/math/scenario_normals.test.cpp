#include "bulwark/math/scenario_normals.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "bulwark/math/normal.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {
std::vector<double> drawn(Index first, Index count, bool is_paired, Index factors) {
  std::vector<double> out(static_cast<std::size_t>(factors * padded(count)));
  scenario_normals(42, first, count, is_paired, 0, factors, out.data());
  return out;
}
}  // namespace

TEST_CASE("the widest instructions of this machine give this build's own bits", "[math][scenario_normals]") {
  for (const bool is_paired : {false, true}) {
    std::vector<double> own(static_cast<std::size_t>(7 * padded(100)));
    scenario_normals_in_lanes(42, 5, 100, is_paired, 0, 7, own.data());
    CHECK(drawn(5, 100, is_paired, 7) == own);
  }
}

TEST_CASE("a range of scenarios has the same numbers however it is split", "[math][scenario_normals]") {
  constexpr Index count = 200, factors = 5;
  for (const bool is_paired : {false, true}) {
    const std::vector<double> all = drawn(1'000, count, is_paired, factors);
    for (const Index first : {Index{0}, Index{1}, Index{37}, Index{150}})
      for (const Index some : {Index{1}, Index{31}, Index{50}}) {
        const std::vector<double> part = drawn(1'000 + first, some, is_paired, factors);
        for (Index f = 0; f < factors; ++f)
          for (Index s = 0; s < some; ++s)
            CHECK(part[static_cast<std::size_t>(f * padded(some) + s)] == all[static_cast<std::size_t>(f * padded(count) + first + s)]);
      }
  }
}

TEST_CASE("paired scenarios are each other's negatives", "[math][scenario_normals]") {
  const std::vector<double> both = drawn(0, 64, true, 3);
  for (std::size_t i = 0; i < both.size(); i += 2) CHECK(both[i] == -both[i + 1]);
  const std::vector<double> alone = drawn(0, 32, false, 3);
  for (std::size_t f = 0; f < 3; ++f)
    for (std::size_t s = 0; s < 32; ++s) CHECK(both[f * 64 + 2 * s] == alone[f * 32 + s]);
}

TEST_CASE("the numbers are normal, and factors and scenarios are unrelated", "[math][scenario_normals]") {
  constexpr Index count = 100'000, factors = 4;
  const std::vector<double> z = drawn(0, count, false, factors);
  const double n = double{count}, error = 1.0 / std::sqrt(n);
  for (Index f = 0; f < factors; ++f) {
    const auto begin = z.begin() + f * padded(count);
    std::vector<double> one(begin, begin + count);
    double m1 = 0.0, m2 = 0.0, m3 = 0.0, m4 = 0.0, next = 0.0;
    for (std::size_t i = 0; i < one.size(); ++i) {
      const double x = one[i];
      m1 += x, m2 += x * x, m3 += x * x * x, m4 += x * x * x * x;
      if (i + 1 < one.size()) next += x * one[i + 1];
    }
    // Standard errors of the sample moments of a normal law: 1, sqrt(2), sqrt(15), sqrt(96).
    CHECK(std::fabs(m1 / n) < 4.0 * error);
    CHECK(std::fabs(m2 / n - 1.0) < 4.0 * std::sqrt(2.0) * error);
    CHECK(std::fabs(m3 / n) < 4.0 * std::sqrt(15.0) * error);
    CHECK(std::fabs(m4 / n - 3.0) < 4.0 * std::sqrt(96.0) * error);
    CHECK(std::fabs(next / n) < 4.0 * error);
    for (Index g = 0; g < f; ++g) {
      double with = 0.0;
      for (Index s = 0; s < count; ++s)
        with += z[static_cast<std::size_t>(f * padded(count) + s)] * z[static_cast<std::size_t>(g * padded(count) + s)];
      CHECK(std::fabs(with / n) < 4.0 * error);
    }
    std::sort(one.begin(), one.end());
    double apart = 0.0;
    for (std::size_t i = 0; i < one.size(); ++i) {
      const double p = normal_cdf(one[i]);
      apart = std::max({apart, p - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - p});
    }
    CHECK(apart < 1.95 * error);  // Kolmogorov: once in a thousand
  }
}
