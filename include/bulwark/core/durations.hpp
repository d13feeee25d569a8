#pragma once

// Clocks and durations, without the calendars, time zones and streams that come with all of <chrono>: those cost more to read than the rest
// of core/. A header that needs a calendar includes <chrono>.
#if __has_include(<bits/chrono.h>)
#include <bits/chrono.h>  // libstdc++ 12 and later keep them apart
#else
#include <chrono>
#endif
