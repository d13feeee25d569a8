#include "bulwark/evaluate/parameter_schedule.hpp"

#include "bulwark/liquidation/health_threshold.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp monday{1'700'000'000s};
using Schedule = ParameterSchedule<HealthThreshold>;

Schedule two() { return {{{monday, {.warn = 1.25}, monday + 24h}, {monday + 24h, {.warn = 1.5}}}}; }

bool has(const Faults& faults, FaultCode code, const std::string& field, Index outer) {
  for (const Fault& f : faults)
    if (f.code == code && f.field == field && f.where.outer == outer) return true;
  return false;
}

}  // namespace

TEST_CASE("at every tick exactly one set is in force, and none before the first", "[evaluate][parameter_schedule]") {
  const Schedule schedule = two();
  REQUIRE(schedule.faults().empty());
  CHECK_FALSE(schedule.at(monday - 1ms));
  CHECK(schedule.at(monday) == 0);
  CHECK(schedule.at(monday + 24h - 1ms) == 0);
  CHECK(schedule.at(monday + 24h) == 1);
  CHECK(schedule.at(perpetual - 1ms) == 1);
}

TEST_CASE("a schedule built by announcements has no gap and no overlap, however it came about", "[evaluate][parameter_schedule]") {
  test::Random random{3};
  for (int trial = 0; trial < 2'000; ++trial) {
    Schedule schedule{{{monday, {}}}};
    Timestamp now = monday;
    for (int i = 0; i < 8; ++i) {
      now += std::chrono::minutes{random.below(100)};
      if (random.below(4) == 0) schedule = schedule.without_announced(now);
      const Timestamp from = now + std::chrono::minutes{random.below(300) - 50};
      const auto next = schedule.with({from, {.warn = 1.5}}, now, 30min);
      const bool is_good = from - now >= 30min && from > now && from > schedule.sets.back().from;
      CHECK(next.has_value() == is_good);
      if (next) schedule = *next;
      CHECK(schedule.faults().empty());
      CHECK(schedule.at(now));
    }
    for (int i = 0; i < 8; ++i) {  // one set holds at a time, and its dates say so
      const Timestamp tick = monday + std::chrono::minutes{random.below(2'000)};
      Index holding = 0;
      for (const auto& set : schedule.sets) holding += set.from <= tick && tick < set.until;
      CHECK(holding == 1);
      const auto& held = schedule.sets[static_cast<std::size_t>(*schedule.at(tick))];
      CHECK((held.from <= tick && tick < held.until));
    }
  }
}

TEST_CASE("a tick that jumps over a set says that it never held", "[evaluate][parameter_schedule]") {
  const Schedule schedule{{{monday, {}, monday + 1h}, {monday + 1h, {}, monday + 2h}, {monday + 2h, {}}}};
  const Activation jumped = schedule.activation(monday, monday + 3h), stayed = schedule.activation(monday, monday + 30min);
  CHECK((jumped.is_change() && jumped.before == 0 && jumped.now == 2 && jumped.skipped == 1));
  CHECK((!stayed.is_change() && stayed.skipped == 0));
  CHECK(schedule.activation(monday - 1h, monday).is_change());
}

TEST_CASE("overlaps, gaps, ends before beginnings and faulty sets are all reported", "[evaluate][parameter_schedule][faults]") {
  CHECK(has(Schedule{}.faults(), FaultCode::empty, "parameter_schedule.sets", -1));
  Schedule bad = two();
  bad.sets[0].until = monday + 25h;
  CHECK(has(bad.faults(), FaultCode::out_of_order, "dated_parameters.from", 1));
  bad.sets[0].until = monday + 23h;
  CHECK(has(bad.faults(), FaultCode::missing, "dated_parameters.before", 1));
  bad.sets[0].until = monday;
  bad.sets[1].parameters.close_fraction = 2.0;
  CHECK(has(bad.faults(), FaultCode::out_of_order, "dated_parameters.until", 0));
  CHECK(has(bad.faults(), FaultCode::missing, "dated_parameters.before", 1));
  CHECK(has(bad.faults(), FaultCode::out_of_range, "health_threshold.close_fraction", 1));
  CHECK_FALSE(bad.at(monday + 1h));  // what is in a gap is in no set
}

TEST_CASE("nothing is announced for the past, too soon, or before what is announced already", "[evaluate][parameter_schedule][faults]") {
  const Schedule schedule = two();
  const Timestamp now = monday + 12h;
  CHECK(has(schedule.with({now, {}}, now).faults(), FaultCode::expired, "dated_parameters.from", 2));
  CHECK(has(schedule.with({now + 48h, {}}, now, 72h).faults(), FaultCode::out_of_range, "dated_parameters.notice", 2));
  CHECK_FALSE(schedule.with({now + 1h, {}}, now));  // the second begins at 24 h
  CHECK(schedule.without_announced(now).with({now + 1h, {}}, now));
  CHECK(schedule.without_announced(now).sets.size() == 1);
  CHECK(schedule.without_announced(now).at(monday + 100h) == 0);
  CHECK(schedule.without_announced(monday + 24h).sets.size() == 2);  // it holds, so it stays
}
