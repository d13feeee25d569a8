#pragma once

// What most forms include anyway, compiled once.

#include "bulwark/compiled.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "vectors/case_findings.hpp"
