#include "bulwark/math/chi_squared.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("a chi-squared tail falls from one to nothing and keeps its digits", "[math][chi_squared]") {
  struct Row {
    double x, one, two;
  };
  // 60-digit arithmetic.
  for (const Row& r :
       {Row{1e-9, 0.999974768674784, 0.9999999995}, Row{0.5, 0.4795001221869535, 0.7788007830714049},
        Row{3.841458820694124, 0.05000000000000006, 0.14650006448608432}, Row{30.0, 4.3204630578274975e-08, 3.059023205018258e-07},
        Row{700.0, 2.9902269751246203e-154, 9.92959039626498e-153}}) {
    CHECK_THAT(chi_squared_tail<1>(r.x), WithinRel(r.one, 2e-13));
    CHECK_THAT(chi_squared_tail<2>(r.x), WithinRel(r.two, 2e-13));
    CHECK(chi_squared_tail<1>(r.x) < chi_squared_tail<2>(r.x));
  }
  CHECK((chi_squared_tail<1>(0.0) == 1.0 && chi_squared_tail<2>(0.0) == 1.0));
  CHECK((chi_squared_tail<1>(-1.0) == 1.0 && chi_squared_tail<2>(-1.0) == 1.0));
  CHECK_FALSE(chi_squared_tail<1>(NAN) == chi_squared_tail<1>(NAN));
}
