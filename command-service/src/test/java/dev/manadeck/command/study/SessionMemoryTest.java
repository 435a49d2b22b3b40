package dev.manadeck.command.study;

import static dev.manadeck.command.deck.DeckStories.DECK;
import static dev.manadeck.command.deck.DeckStories.LONG_AGO;
import static dev.manadeck.command.deck.DeckStories.OWNER;
import static dev.manadeck.command.deck.DeckStories.STRANGER;
import static dev.manadeck.command.deck.DeckStories.card;
import static dev.manadeck.command.study.StudyStories.SESSION;
import static dev.manadeck.command.study.StudyStories.reviewed;
import static dev.manadeck.command.study.StudyStories.session;
import static dev.manadeck.command.study.StudyStories.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.shard.SnapshotWriter;
import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.events.Rating;
import dev.manadeck.events.SessionEvent.SessionCompleted;
import dev.manadeck.events.SessionEvent.SessionStarted;
import dev.manadeck.events.SessionMode;
import dev.manadeck.events.UserId;
import java.time.Duration;
import java.time.ZoneId;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionMemoryTest {
  private static final int LARGEST_PART = 8 * 1024 * 1024 - 64 * 1024;
  private static final int MOST_CARDS = 10_000;

  private final SessionMemory memory = new SessionMemory();

  @Test
  void forgetsTheOldestOfThoseThatALearnerLeavesOpenOnADeck() {
    start(1, STRANGER);
    IntStream.rangeClosed(2, SessionMemory.MOST_OPEN + 2).forEach(number -> start(number, OWNER));

    assertThat(memory.find(DECK, session(2))).isNull();
    assertThat(memory.find(DECK, session(3))).isNotNull();
    assertThat(memory.find(DECK, session(1))).as("another learner's").isNotNull();
    assertThat(memory.parts()).as("sessions, and a clock").isEqualTo(SessionMemory.MOST_OPEN + 2);
  }

  @Test
  void forgetsNoneForThoseThatAreCompleted() {
    start(1, OWNER);
    for (var number = 2; number < 3 * SessionMemory.MOST_OPEN; number++) {
      start(number, OWNER);
      complete(number);
    }

    assertThat(memory.find(DECK, session(1))).isNotNull();
    assertThat(memory.find(DECK, session(2))).isNotNull();
  }

  @Test
  void forgetsNoneBecauseOneClockIsFarAhead() {
    start(1, OWNER);
    memory.evolve(started(session(2), null, 1, LONG_AGO.plus(Duration.ofDays(60))));

    assertThat(memory.find(DECK, session(1))).isNotNull();
  }

  @Test
  void forgetsAfterAMonth() {
    start(1, OWNER);
    var month = IntStream.rangeClosed(1, 31 * 24).mapToObj(Duration::ofHours).map(LONG_AGO::plus);

    month.forEach(hour -> memory.evolve(started(session(2), null, 1, hour)));

    assertThat(memory.find(DECK, session(1))).isNull();
  }

  @Test
  void forgetsTheSameAfterARestore() {
    IntStream.rangeClosed(1, SessionMemory.MOST_OPEN).forEach(number -> start(number, OWNER));
    var restored = new SessionMemory();
    parts(memory).forEach((key, content) -> restored.restore(key, new PartReader(content)));

    restored.evolve(started(session(99), null, 1, LONG_AGO));

    assertThat(restored.find(DECK, session(1))).isNull();
    assertThat(restored.find(DECK, session(2))).isNotNull();
  }

  @Test
  void keepsTheLargestSessionInOnePart() {
    var cards = IntStream.range(0, MOST_CARDS).mapToObj(number -> card(number)).toList();
    memory.evolve(started(cards, MOST_CARDS));
    for (var number = 0; number < ReviewDecider.MOST_IN_SESSION; number++) {
      memory.count(reviewed(number, number % MOST_CARDS, Rating.GOOD));
    }

    assertThat(memory.tally(DECK, SESSION).reviewCount()).isEqualTo(ReviewDecider.MOST_IN_SESSION);
    assertThat(parts(memory).values())
        .allSatisfy(part -> assertThat(part.length).isLessThan(LARGEST_PART));
  }

  private void start(int number, UserId learner) {
    memory.evolve(
        new SessionStarted(
            DECK,
            session(number),
            learner,
            SessionMode.ALL,
            null,
            1,
            ZoneId.of("UTC"),
            4,
            LONG_AGO));
  }

  private void complete(int number) {
    memory.evolve(
        new SessionCompleted(DECK, session(number), OWNER, 1, 0, 0, 0, 0, false, 10, LONG_AGO));
  }

  private static TreeMap<String, byte[]> parts(SessionMemory memory) {
    var parts = new TreeMap<String, byte[]>();
    memory.writeChanged(
        new SnapshotWriter() {
          @Override
          public boolean hasRoom() {
            return true;
          }

          @Override
          public void put(String key, byte[] content) {
            parts.put(key, content);
          }

          @Override
          public void remove(String key) {
            parts.remove(key);
          }
        });
    return parts;
  }
}
