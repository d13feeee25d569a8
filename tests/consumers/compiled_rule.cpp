// The user's own rule beside what takes compilers longest, compiled once for all files of the program.
#include "bulwark/compiled.hpp"

#include "own_rule.cpp"
