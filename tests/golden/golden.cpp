// Which bits does this build compute? The answer is golden.expected, for both compilers, every optimisation level and every
// instruction set; where it changes on purpose, the file changes in the same commit.

#include "golden/golden.hpp"

int main() {
  bulwark::test::Golden golden;
  bulwark::test::golden_math(golden);
  bulwark::test::golden_pricing(golden);
  bulwark::test::golden_models(golden);
  bulwark::test::golden_evaluate(golden);
  bulwark::test::golden_risk(golden);
  return golden.finish();
}
