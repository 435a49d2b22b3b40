package dev.manadeck.projection.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.Rating;
import dev.manadeck.scheduling.ReviewMoment;
import dev.manadeck.scheduling.StudyCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReviewListTest {
  private static final StudyCalendar CALENDAR = new StudyCalendar(ZoneOffset.UTC, 4);
  private static final KnownSettings SETTINGS = new KnownSettings();

  @Test
  void keepsReviewsInOrderHoweverTheyCome() {
    var random = new Random(1);
    var expected = new TreeMap<Integer, ReviewRow>();
    var list = ReviewList.EMPTY;
    for (int i = 0; i < 200; i++) {
      int second = random.nextInt(3) == 0 ? random.nextInt(500) : 1_000 + i;
      var review = review(second);
      list = list.with(review);
      expected.putIfAbsent(second, review);
    }

    assertThat(list).containsExactlyElementsOf(expected.values());
  }

  @Test
  void isItselfWithAReviewThatItHolds() {
    var list = ReviewList.EMPTY.with(review(1)).with(review(2));

    assertThat(list.with(review(1))).isSameAs(list);
    assertThat(list.with(review(2))).isSameAs(list);
  }

  @Test
  void doesNotChangeWhateverGrowsFromIt() {
    var random = new Random(2);
    var lists = new ArrayList<ReviewList>(List.of(ReviewList.EMPTY));
    var copies = new ArrayList<List<ReviewRow>>(List.of(List.of()));
    for (int i = 0; i < 500; i++) {
      var from = lists.get(random.nextInt(lists.size()));
      var grown = from.with(review(random.nextInt(50)));
      lists.add(grown);
      copies.add(List.copyOf(grown));
    }

    for (int i = 0; i < lists.size(); i++) {
      assertThat(lists.get(i)).containsExactlyElementsOf(copies.get(i));
    }
  }

  private static ReviewRow review(int second) {
    var instant = Instant.ofEpochSecond(second);
    var moment = new ReviewMoment(new UUID(1, second), instant, LocalDate.ofEpochDay(0), CALENDAR);
    return ReviewRow.of(moment, null, Rating.GOOD, null, null, null, null, instant, SETTINGS);
  }
}
