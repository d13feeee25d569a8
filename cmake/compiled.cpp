#define BULWARK_INSTANTIATE
#include "bulwark/compiled.hpp"
