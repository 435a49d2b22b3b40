package dev.manadeck.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyCalendarTest {

  @ParameterizedTest
  @CsvSource({
    "UTC, 4, 2024-05-02T03:59:59.999999Z, 2024-05-01",
    "UTC, 4, 2024-05-02T04:00:00Z, 2024-05-02",
    "UTC, 0, 2024-05-01T23:59:59.999999Z, 2024-05-01",
    "UTC, 0, 2024-05-02T00:00:00Z, 2024-05-02",
    "UTC, 23, 2024-05-02T22:59:59Z, 2024-05-01",
    "UTC, 23, 2024-05-02T23:00:00Z, 2024-05-02",
    "UTC, 4, 2024-01-01T03:00:00Z, 2023-12-31",
    "UTC, 4, 2024-03-01T03:00:00Z, 2024-02-29",
    "Asia/Tokyo, 4, 2024-05-01T18:59:59Z, 2024-05-01",
    "Asia/Tokyo, 4, 2024-05-01T19:00:00Z, 2024-05-02",
    "America/Los_Angeles, 4, 2024-05-02T10:59:59Z, 2024-05-01",
    "America/Los_Angeles, 4, 2024-05-02T11:00:00Z, 2024-05-02",
    "Pacific/Kiritimati, 4, 2024-05-01T14:00:00Z, 2024-05-02",
    "Asia/Kathmandu, 4, 2024-05-01T22:15:00Z, 2024-05-02",
    "Asia/Kathmandu, 4, 2024-05-01T22:14:59Z, 2024-05-01"
  })
  void aStudyDayIsTheLocalDateFromItsFirstHourOn(
      ZoneId zone, int dayStartHour, Instant instant, LocalDate day) {
    assertThat(new StudyCalendar(zone, dayStartHour).dayOf(instant)).isEqualTo(day);
  }

  @Nested
  class ClocksGoForward {
    /** 02:00 becomes 03:00 on 31 March 2024, at 01:00 UTC. */
    private final ZoneId berlin = ZoneId.of("Europe/Berlin");

    private final LocalDate day = LocalDate.of(2024, 3, 31);

    @Test
    void theDayStartsByTheNewTime() {
      var calendar = new StudyCalendar(berlin, 4);

      assertThat(calendar.startOf(day)).isEqualTo("2024-03-31T02:00:00Z");
      assertThat(calendar.dayOf(Instant.parse("2024-03-31T01:59:59Z"))).isEqualTo(day.minusDays(1));
      assertThat(calendar.dayOf(Instant.parse("2024-03-31T02:00:00Z"))).isEqualTo(day);
    }

    @Test
    void aSkippedHourStartsWithTheHourAfterIt() {
      var calendar = new StudyCalendar(berlin, 2);

      assertThat(calendar.startOf(day)).isEqualTo("2024-03-31T01:00:00Z");
      assertThat(calendar.dayOf(Instant.parse("2024-03-31T00:59:59Z"))).isEqualTo(day.minusDays(1));
      assertThat(calendar.dayOf(Instant.parse("2024-03-31T01:00:00Z"))).isEqualTo(day);
    }

    /** Midnight became 01:00 on 8 September 2024. */
    @Test
    void midnightItselfMayBeSkipped() {
      var calendar = new StudyCalendar(ZoneId.of("America/Santiago"), 0);
      var skipped = LocalDate.of(2024, 9, 8);

      assertThat(calendar.startOf(skipped)).isEqualTo("2024-09-08T04:00:00Z");
      assertThat(calendar.dayOf(calendar.startOf(skipped))).isEqualTo(skipped);
      assertThat(calendar.dayOf(calendar.startOf(skipped).minusNanos(1)))
          .isEqualTo(skipped.minusDays(1));
    }

    /** 23:30 became 00:30 on 31 March 1919, and no clock showed midnight. */
    @Test
    void aDayThatStartsInsideTheSkippedHourStartsAtItsEnd() {
      var calendar = new StudyCalendar(ZoneId.of("America/Toronto"), 0);
      var skipped = LocalDate.of(1919, 3, 31);

      assertThat(calendar.startOf(skipped)).isEqualTo("1919-03-31T04:30:00Z");
      assertThat(calendar.dayOf(calendar.startOf(skipped))).isEqualTo(skipped);
    }
  }

  @Nested
  class ClocksGoBack {
    /** 03:00 becomes 02:00 on 27 October 2024, at 01:00 UTC. */
    private final ZoneId berlin = ZoneId.of("Europe/Berlin");

    private final LocalDate day = LocalDate.of(2024, 10, 27);

    @Test
    void theDayStartsByTheNewTime() {
      var calendar = new StudyCalendar(berlin, 4);

      assertThat(calendar.startOf(day)).isEqualTo("2024-10-27T03:00:00Z");
      assertThat(calendar.dayOf(Instant.parse("2024-10-27T02:59:59Z"))).isEqualTo(day.minusDays(1));
      assertThat(calendar.dayOf(Instant.parse("2024-10-27T03:00:00Z"))).isEqualTo(day);
    }

    @Test
    void anHourThatComesTwiceStartsTheDayTheFirstTime() {
      var calendar = new StudyCalendar(berlin, 2);

      assertThat(calendar.startOf(day)).isEqualTo("2024-10-27T00:00:00Z");
      assertThat(calendar.dayOf(Instant.parse("2024-10-26T23:59:59Z"))).isEqualTo(day.minusDays(1));
      assertThat(calendar.dayOf(Instant.parse("2024-10-27T00:30:00Z"))).isEqualTo(day);
      assertThat(calendar.dayOf(Instant.parse("2024-10-27T01:30:00Z"))).isEqualTo(day);
    }
  }

  /** Samoa had no 30 December 2011. */
  @Test
  void aDateThatNeverWasEndsWithTheStartOfTheNext() {
    var calendar = new StudyCalendar(ZoneId.of("Pacific/Apia"), 0);

    assertThat(calendar.startOf(LocalDate.of(2011, 12, 30)))
        .isEqualTo(calendar.startOf(LocalDate.of(2011, 12, 31)))
        .isEqualTo("2011-12-30T10:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20_251_120})
  void aDayStartsWithTheFirstInstantThatIsPartOfIt(long seed) {
    var random = new Random(seed);
    var zones =
        ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.startsWith("E") || zone.startsWith("Am") || zone.startsWith("Au"))
            .sorted()
            .map(ZoneId::of)
            .toList();
    for (int i = 0; i < 50_000; i++) {
      var calendar = new StudyCalendar(zones.get(random.nextInt(zones.size())), random.nextInt(24));
      var day = LocalDate.of(2000, 1, 1).plusDays(random.nextInt(36_500));

      Instant start = calendar.startOf(day);

      assertThat(calendar.dayOf(start)).as("%s %s", calendar, day).isEqualTo(day);
      assertThat(calendar.dayOf(start.minusNanos(1)))
          .as("%s before %s", calendar, day)
          .isEqualTo(day.minusDays(1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 24})
  void refusesAnHourThatNoDayHas(int hour) {
    assertThatThrownBy(() -> new StudyCalendar(ZoneId.of("UTC"), hour))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected a day to start at an hour from 0 to 23, but got " + hour);
  }
}
