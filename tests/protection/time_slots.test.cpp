#include "bulwark/protection/time_slots.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

using Slots = TimeSlots<int, 4>;

TEST_CASE("time begins new slots and keeps the recent ones", "[protection][time_slots]") {
  Slots slots;
  for (int i = 0; i < 6; ++i) {
    slots = slots.advanced(10s, Timestamp{std::chrono::seconds(100 + 10 * i)}, 0);
    slots.current() = i + 1;
  }
  int sum = 0;
  for (const int part : slots.parts) sum += part;
  CHECK(sum == 3 + 4 + 5 + 6);
  CHECK(slots.advanced(10s, Timestamp{159'999ms}, 0).current() == 6);
  CHECK(slots.advanced(10s, Timestamp{160s}, 7).current() == 7);
}

TEST_CASE("after a long while every slot is fresh", "[protection][time_slots]") {
  Slots slots;
  slots.parts.fill(5);
  slots.slot = 10;
  for (const int part : slots.advanced(10s, Timestamp{24h}, 9).parts) CHECK(part == 9);
}

TEST_CASE("time does not run backwards, and before the epoch it runs forwards", "[protection][time_slots]") {
  Slots slots;
  slots.slot = 10;
  slots.current() = 3;
  CHECK(slots.advanced(10s, Timestamp{50s}, 0).current() == 3);
  CHECK(Slots::slot_of(10s, Timestamp{-1ms}) == -1);
  CHECK(Slots::slot_of(10s, Timestamp{-10s}) == -1);
  CHECK(Slots::slot_of(10s, Timestamp{-10'001ms}) == -2);
  Slots old;
  old.slot = -3;
  CHECK(old.advanced(10s, Timestamp{-11s}, 4).current() == 4);
}

TEST_CASE("slots are long enough for the window", "[protection][time_slots]") {
  for (int ms = 1; ms < 100; ++ms) CHECK(Slots::length_for(std::chrono::milliseconds(ms)) * 3 >= std::chrono::milliseconds(ms));
  CHECK(Slots::length_for(30s) == 10s);
}
