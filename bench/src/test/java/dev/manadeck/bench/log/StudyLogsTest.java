package dev.manadeck.bench.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.DeckEvent.CardAdded;
import dev.manadeck.events.DeckEvent.DeckCreated;
import dev.manadeck.events.Event;
import dev.manadeck.events.EventCodec;
import dev.manadeck.events.EventType;
import dev.manadeck.events.HeaderList;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewEvent.ReviewUndone;
import dev.manadeck.events.SessionEvent.SessionCompleted;
import dev.manadeck.events.SessionEvent.SessionStarted;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class StudyLogsTest {
  private static final int EVENTS = 5_000;

  @Test
  void areWrittenAsTheCodecReadsThem() {
    EventCodec codec = new EventCodec();

    List<Recorded> read =
        written(StudyLogs.mixed(EVENTS)).stream()
            .map(recorded -> LogWriter.record(codec, recorded))
            .map(
                record ->
                    codec.decode(
                        HeaderList.of(record.headers().toArray(), Header::key, Header::value),
                        record.value()))
            .toList();

    assertThat(read).isEqualTo(written(StudyLogs.mixed(EVENTS)));
  }

  @Test
  void goOnWithSomeOfTheDecksAlone() {
    Phase first = new Phase.Growing(EVENTS, 500);
    List<Event> whole =
        events(StudyLogs.mixed(List.of(first, new Phase.Steady(EVENTS, 3)))).toList();
    List<Event> before =
        events(StudyLogs.mixed(List.of(first, new Phase.Growing(EVENTS, 500))))
            .limit(EVENTS)
            .toList();
    List<Event> after = whole.subList(EVENTS + 100, whole.size());

    assertThat(whole).startsWith(before.toArray(new Event[0]));
    assertThat(after).noneMatch(CardAdded.class::isInstance);
    assertThat(after.stream().map(Event::key).distinct()).hasSize(3);
  }

  @Test
  void growAgainBesideTheDecksOfBefore() {
    List<Event> events =
        events(
                StudyLogs.mixed(
                    List.of(
                        new Phase.Growing(EVENTS, 500),
                        new Phase.Steady(EVENTS, 3),
                        new Phase.Growing(EVENTS, 100))))
            .toList();

    assertThat(decksMadeIn(events.subList(0, EVENTS))).isEqualTo(EVENTS / 500);
    assertThat(decksMadeIn(events.subList(2 * EVENTS, 3 * EVENTS)))
        .isBetween(EVENTS / 100L - 1, EVENTS / 100L + 1);
  }

  private static long decksMadeIn(List<Event> events) {
    return count(events, DeckCreated.class);
  }

  @Test
  void holdWhatLearnersDoMostlyReviews() {
    List<Event> events = events(StudyLogs.mixed(EVENTS)).toList();

    assertThat(events).hasSizeBetween(EVENTS, EVENTS + 100);
    assertThat(count(events, CardReviewed.class)).isGreaterThan(EVENTS * 8 / 10);
    assertThat(events.stream().map(EventType::of).distinct())
        .containsAll(
            EnumSet.of(
                EventType.DECK_CREATED,
                EventType.CARD_ADDED,
                EventType.LEARNER_PROFILE_CHANGED,
                EventType.SESSION_STARTED,
                EventType.SESSION_COMPLETED,
                EventType.REVIEW_UNDONE,
                EventType.CARD_MARKED));
  }

  @Test
  void reviewOnlyCardsThatAreThereAndUndoOnlyReviewsThatWere() {
    var owners = new HashMap<Object, Object>();
    var reviews = new HashMap<Object, CardReviewed>();
    var sessions = new HashMap<Object, SessionStarted>();
    events(StudyLogs.mixed(EVENTS))
        .forEach(
            event -> {
              switch (event) {
                case CardAdded added -> owners.put(added.cardId(), added.deckId());
                case SessionStarted started -> sessions.put(started.sessionId(), started);
                case SessionCompleted completed ->
                    assertThat(sessions.remove(completed.sessionId())).isNotNull();
                case CardReviewed review -> {
                  assertThat(owners).containsEntry(review.cardId(), review.deckId());
                  assertThat(reviews.put(review.reviewId(), review)).isNull();
                  assertThat(review.sessionId() == null || sessions.containsKey(review.sessionId()))
                      .isTrue();
                }
                case ReviewUndone undone ->
                    assertThat(reviews.remove(undone.reviewId()))
                        .returns(undone.rating(), CardReviewed::rating)
                        .returns(undone.studyDay(), CardReviewed::studyDay);
                default -> {}
              }
            });
    assertThat(sessions).isEmpty();
  }

  @Test
  void reviewEachCardAsOftenAsTheOthers() {
    List<Event> reviews = events(StudyLogs.reviews(2_000, 500)).toList();

    assertThat(reviews).hasSize(2_000);
    assertThat(reviews.stream().map(CardReviewed.class::cast).map(CardReviewed::cardId).distinct())
        .hasSize(500);
  }

  @Test
  void reviewTheCardsThatTheOtherLogMakes() {
    var cards =
        events(StudyLogs.cards(500))
            .filter(CardAdded.class::isInstance)
            .map(event -> ((CardAdded) event).cardId())
            .toList();

    assertThat(events(StudyLogs.reviews(500, 500)).map(event -> ((CardReviewed) event).cardId()))
        .containsExactlyInAnyOrderElementsOf(cards);
  }

  @Test
  void canBeWrittenInParts() {
    EventSource whole = StudyLogs.mixed(EVENTS);

    List<Recorded> parts = written(whole.part(0, 2_000));
    parts.addAll(written(whole.part(2_000, Long.MAX_VALUE)));

    assertThat(parts).isEqualTo(written(whole));
  }

  private static long count(List<Event> events, Class<? extends Event> type) {
    return events.stream().filter(type::isInstance).count();
  }

  private static Stream<Event> events(EventSource source) {
    return written(source).stream().map(Recorded::event);
  }

  private static List<Recorded> written(EventSource source) {
    List<Recorded> written = new ArrayList<>();
    source.writeTo(written::add);
    return written;
  }
}
