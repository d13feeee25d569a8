#include "bulwark/pricing/any_depth.hpp"

#include "bulwark/laws/depth_laws.hpp"
#include "bulwark/pricing/constant_product_depth.hpp"
#include "bulwark/pricing/linear_impact.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

using Either = AnyDepth<LinearImpact, ConstantProductDepth>;
static_assert(MovingDepth<Either>);

}  // namespace

TEST_CASE("one of several depths answers as it would by itself", "[pricing][any_depth]") {
  const LinearImpact line{100.0, 1'000.0};
  const ConstantProductDepth pool{1'000.0, 100'000.0, 0.003};
  for (const double quantity : {-50.0, 0.0, 1.0, 900.0, 5'000.0}) {
    CHECK(Either{line}.sell(quantity).cash == line.sell(quantity).cash);
    CHECK(Either{pool}.sell(quantity).cash == pool.sell(quantity).cash);
    CHECK(Either{line}.after(quantity).price() == line.after(quantity).price());
    CHECK(Either{pool}.after(quantity).price() == pool.after(quantity).price());
  }
  CHECK(broken_by(Either{line}, 500.0).empty());
  CHECK(broken_by(Either{pool}, 500.0).empty());
  CHECK(Either{LinearImpact{0.0, 1.0}}.faults().size() == 1);
}
