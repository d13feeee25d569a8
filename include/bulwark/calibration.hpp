#pragma once

// The whole room.

#include "bulwark/calibration/damped_squares.hpp"
#include "bulwark/calibration/fit_error.hpp"
#include "bulwark/calibration/grid_fit.hpp"
#include "bulwark/calibration/plane_search.hpp"
#include "bulwark/calibration/smile.hpp"
#include "bulwark/calibration/ssvi_fit.hpp"
#include "bulwark/calibration/ssvi_slice_fit.hpp"
#include "bulwark/calibration/svi_fit.hpp"
#include "bulwark/calibration/svi_free_fit.hpp"
#include "bulwark/calibration/svi_slope_solve.hpp"
