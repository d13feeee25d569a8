#include "bulwark/math/environment.hpp"

#include "support/catch.hpp"

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

TEST_CASE("this thread computes as the promises about bits assume", "[math][environment]") { CHECK(bulwark::is_arithmetic_standard()); }

#if defined(__x86_64__)
TEST_CASE("another rounding or flushed subnormals are noticed", "[math][environment]") {
  const unsigned standard = _mm_getcsr();
  for (const unsigned changed : {0x8000u, 0x0040u, 0x2000u, 0x4000u, 0x6000u}) {  // flush results, flush arguments, round down, up, to zero
    _mm_setcsr(standard | changed);
    const bool seen = bulwark::is_arithmetic_standard();
    _mm_setcsr(standard);
    CHECK_FALSE(seen);
  }
}
#endif
