#include "bulwark/core/margin_kind.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a fill counts with the mean of what opening and staying count with, integers truncated", "[core][margin_kind]") {
  CHECK(for_kind(MarginKind::initial, 1'500, 7'500) == 1'500);
  CHECK(for_kind(MarginKind::fill, 1'500, 7'500) == 4'500);
  CHECK(for_kind(MarginKind::maintenance, 1'500, 7'500) == 7'500);
  CHECK(for_kind(MarginKind::fill, 10, 5) == 7);
  CHECK(for_kind(MarginKind::fill, 10.0, 5.0) == 7.5);
}
