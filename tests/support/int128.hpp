#pragma once

namespace bulwark::test {

/// The narrowest integer that the docstrings of Drift's rules ask for: 127 bits.
__extension__ typedef __int128 Int128;

}  // namespace bulwark::test
