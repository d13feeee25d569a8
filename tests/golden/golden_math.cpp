// lanes, elementary functions, the normal law, roots and order statistics

#include <array>
#include <limits>
#include <span>
#include <vector>

#include "bulwark/math/environment.hpp"
#include "bulwark/math/normal.hpp"
#include "bulwark/math/order_statistics.hpp"
#include "bulwark/math/root.hpp"
#include "golden/golden.hpp"

namespace bulwark::test {
namespace {

constexpr int block = 48;  // a multiple of every width below

using Column = std::vector<double>;

// What any function may be asked: zeros, infinities, NaN, the ends of the range, halves, neighbours of one.
void add_extremes(Column& x) {
  constexpr double inf = std::numeric_limits<double>::infinity();
  for (const double size : {0.0,
                            0x1p-1074,
                            0x1.fffffffffffffp-1023,
                            0x1p-1022,
                            0x1p-54,
                            0x1p-53,
                            0x1p-27,
                            0.075,
                            0.425,
                            0.5,
                            0.925,
                            0x1.fffffffffffffp-1,
                            1.0,
                            0x1.0000000000001p0,
                            2.0,
                            37.5,
                            38.5,
                            40.0,
                            708.5,
                            709.75,
                            709.8,
                            745.25,
                            746.0,
                            0x1p26,
                            0x1p27,
                            0x1p52,
                            0x1p53,
                            0x1p600,
                            0x1.fffffffffffffp1023,
                            inf,
                            std::numeric_limits<double>::quiet_NaN()}) {
    x.push_back(size);
    x.push_back(-size);
  }
}

Column column(std::uint64_t seed) {
  Inputs inputs{seed};
  Column x;
  add_extremes(x);
  for (int i = 0; i < 600; ++i) x.push_back(inputs.with_sign(inputs.of_sizes(-60, 10)));
  for (int i = 0; i < 600; ++i) x.push_back(inputs.with_sign(inputs.of_sizes(-3, 6)));
  for (int i = 0; i < 400; ++i) x.push_back(inputs.unit());
  for (int i = 0; i < 200; ++i) x.push_back(inputs.of_sizes(-1022, 1023));
  for (int i = 0; i < 200; ++i) x.push_back(inputs.any());
  while (x.size() % block != 0) x.push_back(1.0);
  return x;
}

template <int N, class Function>
std::uint64_t bits_in_lanes(const Column& x, const Column& y, const Function& function) {
  Fingerprint print;
  std::array<double, N> out;
  for (std::size_t i = 0; i < x.size(); i += N) {
    store(out.data(), function(load<Lanes<N>>(&x[i]), load<Lanes<N>>(&y[i])));
    for (const double r : out) print.add(r);
  }
  return print.value();
}

// One hash for every width; `function` takes two columns and may ignore the second.
template <class Function>
void lanes_section(Golden& golden, const char* name, const Function& function) {
  const Column x = column(1);
  Column y = column(2);
  for (std::size_t i = 0; i < y.size(); i += 7) y[i] = x[i];
  for (std::size_t i = 1; i < 80; i += 2) std::swap(y[i], y[y.size() - 1 - i]);
  const std::uint64_t one = bits_in_lanes<1>(x, y, function);
  const std::uint64_t others[] = {bits_in_lanes<2>(x, y, function), bits_in_lanes<4>(x, y, function), bits_in_lanes<8>(x, y, function),
                                  bits_in_lanes<16>(x, y, function), bits_in_lanes<24>(x, y, function)};
  Fingerprint print;
  print.add(one);
  for (const std::uint64_t other : others) golden.expect(other == one, name);
  golden.section(name, print);
}

void golden_roots(Golden& golden) {
  Fingerprint print;
  Inputs inputs{3};
  for (int i = 0; i < 200; ++i) {
    const double at = inputs.with_sign(inputs.of_sizes(-20, 20));
    const auto curve = [&](double x) { return fma(product(x - at, x - at), x - at, product(0.25, x - at)); };
    const Root root = bracketed_root(curve, -0x1p21, 0x1p21);
    for (const double r : {root.root, root.low, root.high, double(root.evaluations)}) print.add(r);
    const double share = inputs.unit();
    const Root value = bracketed_root([&](double x) { return normal_cdf(x) - share; }, -9.0, 9.0);
    print.add(value.root);
    const AdjacentPair edge = adjacent_flip([&](double x) { return exp(x) > 3.0 + double(i); }, -1e300, 1e300);
    print.add(edge.before);
    print.add(edge.after);
  }
  golden.section("roots", print);
}

void golden_order(Golden& golden) {
  Fingerprint print;
  Inputs inputs{4};
  for (Index size = 1; size < 200; size += 7) {
    std::vector<double> values;
    std::vector<Weighted> weighted;
    for (Index i = 0; i < size; ++i) values.push_back(inputs.with_sign(inputs.of_sizes(-3, 20)));
    for (const double value : values) weighted.push_back({value, inputs.unit()});
    print.add(nth_smallest(values, size / 3));
    print.add(tail_sum(values, 0.3 * double(size)));
    print.add(tail_mean(values, double(size)));
    print.add(weighted_quantile(weighted, 0.1 * double(size)));
    print.add(weighted_tail_sum(weighted, 0.2 * double(size)));
  }
  golden.section("order statistics", print);
}

}  // namespace

void golden_math(Golden& golden) {
  golden.expect(is_arithmetic_standard(), "arithmetic is standard");
  lanes_section(golden, "lanes +-*/", [](auto x, auto y) { return x * y + (x - y) * (x + y) - x / y * y; });
  lanes_section(golden, "lanes products", [](auto x, auto y) { return x * x - y * y + (2.0 * x * y - 1.0); });
  lanes_section(golden, "lanes fma", [](auto x, auto y) { return fma(x, y, x) - fma(-x, x, y * y); });
  lanes_section(golden, "lanes sqrt", [](auto x, auto y) { return sqrt(x) + sqrt(x * x + y * y); });
  lanes_section(golden, "lanes min max", [](auto x, auto y) { return min(x, y) - 0.5 * max(y, x) + capped(floored(x, -2.0), 3.0); });
  lanes_section(golden, "lanes select", [](auto x, auto y) {
    return select((x < y) | ((!(x >= 0.5 * y)) & is_finite(x)), copysign(x, y), select(x == y, abs(x), y));
  });
  lanes_section(golden, "exp", [](auto x, auto) { return exp(x); });
  lanes_section(golden, "expm1", [](auto x, auto) { return expm1(x); });
  lanes_section(golden, "log", [](auto x, auto) { return log(x); });
  lanes_section(golden, "log1p", [](auto x, auto) { return log1p(x); });
  lanes_section(golden, "log_ratio", [](auto x, auto y) { return log_ratio(abs(x), abs(y)); });
  lanes_section(golden, "mills_tail", [](auto x, auto) { return mills_tail(abs(x)); });
  lanes_section(golden, "mills_ratio", [](auto x, auto) { return mills_ratio(x); });
  lanes_section(golden, "normal_density", [](auto x, auto) { return normal_density(x); });
  lanes_section(golden, "normal_cdf", [](auto x, auto) { return normal_cdf(x); });
  lanes_section(golden, "log_normal_cdf", [](auto x, auto) { return log_normal_cdf(x); });
  lanes_section(golden, "normal_quantile", [](auto x, auto) { return normal_quantile(abs(x)); });
  lanes_section(golden, "erfcx", [](auto x, auto) { return erfcx(x); });
  golden_roots(golden);
  golden_order(golden);
}

}  // namespace bulwark::test
