#pragma once

// The whole room. Not part of bulwark.hpp: it includes Eigen.

#include "bulwark/calibration/smile.hpp"
