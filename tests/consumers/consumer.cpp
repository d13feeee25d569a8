// What a stranger's program looks like: one include, one number.
#include <cstdio>

#include "bulwark/core/account.hpp"
#include "bulwark/version.hpp"

int main() {
  const bulwark::Account account{};
  std::printf("bulwark %d.%d.%d, %zu positions\n", BULWARK_VERSION_MAJOR, BULWARK_VERSION_MINOR, BULWARK_VERSION_PATCH,
              account.positions.size());
}
