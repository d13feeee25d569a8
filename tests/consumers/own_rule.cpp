// A house margin rule of the user's own.
#include <cstdio>

#include "bulwark/core/account.hpp"

int main() { std::printf("%zu\n", bulwark::Account{}.positions.size()); }
