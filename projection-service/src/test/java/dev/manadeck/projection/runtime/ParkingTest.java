package dev.manadeck.projection.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.events.Recorded;
import dev.manadeck.events.Sequenced;
import dev.manadeck.events.Topic;
import dev.manadeck.events.WireHeader;
import dev.manadeck.projection.deck.Decks;
import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.fixture.Follower;
import dev.manadeck.projection.fixture.Log;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class ParkingTest {
  private static final String NUL = "\0";
  private static ProjectionDatabase database;

  private final DeckStory sound =
      DeckStory.of("11111111-0000-7000-8000-000000000001", "alice")
          .created("Sound")
          .detailsChanged("Sound 2")
          .cardAdded(new UUID(1, 1), "front");
  private final DeckStory sick = DeckStory.of("22222222-0000-7000-8000-000000000002", "bob");

  @BeforeAll
  static void migrate() {
    database = ProjectionDatabase.migrated();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void clear() {
    database.clear();
  }

  @Nested
  class AnEventThatCannotBeRead {
    @Test
    void isParkedWithAllThatFollowsOfItsKeyWhileTheRestGoesOn() {
      sick.created("Sick");
      var log = Log.ofDecks(1, sick.events());
      log.append(Topic.DECKS, sick.deckId().toString(), List.of(), "no event".getBytes(UTF_8));
      log.append(sick.detailsChanged("Sick 2").last());
      sound.events().forEach(log::append);

      var written = follow(log);

      assertThat(written.appliedCount()).isEqualTo(4);
      assertThat(written.parked()).hasSize(1);
      assertThat(titles()).containsExactly("Sick", "Sound 2");
      assertThat(parked())
          .containsExactly("2 Expected a header ce_type, but there is none", "4 waits");
    }

    @Test
    void holdsUpEventsOfItsKeyInLaterBatchesToo() {
      var log = Log.ofDecks(1);
      log.append(Topic.DECKS, sick.deckId().toString(), List.of(), "no event".getBytes(UTF_8));
      var follower = Follower.claiming(Decks.projection(), database, log);
      follower.applyAll();
      log.append(sick.created("Sick").last());
      log.append(sound.events().getFirst());

      follower.applyAll();

      assertThat(titles()).containsExactly("Sound");
      assertThat(parked()).hasSize(2);
    }

    @Test
    void keepsItsBytesItsHeadersAndItsPlace() {
      var log = Log.ofDecks(1);
      var headers =
          List.of(new WireHeader("x", "1".getBytes(UTF_8)), new WireHeader("x", new byte[2]));
      log.append(Topic.DECKS, "a key", headers, new byte[] {0, -1});

      follow(log);

      assertThat(
              database
                  .db()
                  .sql(
                      """
                      SELECT convert_from(record_key, 'UTF8') || ' ' || encode(payload, 'hex')
                        || ' ' || headers
                      FROM projection.parked_events
                      """)
                  .query(String.class)
                  .single())
          .isEqualTo("a key 00ff [[\"x\", \"MQ==\"], [\"x\", \"AAA=\"]]");
    }

    @Test
    void staysParkedWhenItIsRetried() {
      var log = Log.ofDecks(1);
      log.append(Topic.DECKS, sick.deckId().toString(), List.of(), "no event".getBytes(UTF_8));
      log.append(sick.created("Sick").last());
      follow(log);

      var retried = queues(Decks.projection()).retryAll();

      assertThat(retried).hasSize(1);
      assertThat(retried.getFirst().error()).contains("Expected a header ce_type");
      assertThat(retried.getFirst().appliedCount()).isZero();
      assertThat(parked()).hasSize(2);
      assertThat(new ParkedEventQueries(database.db()).heads(10))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.attemptCount()).isEqualTo(2);
                assertThat(event.waitingCount()).isEqualTo(1);
                assertThat(event.key()).isEqualTo(sick.deckId().toString());
              });
    }
  }

  @Nested
  class AnEventThatTheDatabaseRefuses {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isFoundInABatchOfWhateverOrder(long seed) {
      var random = new Random(seed);
      var log = Log.ofDecks(2);
      sick.created("Sick").detailsChanged("bad" + NUL).cardAdded(new UUID(3, 3), "x");
      var left = new ArrayList<>(List.of(new ArrayList<>(sick.events()), soundStories(random)));
      while (!left.isEmpty()) {
        var story = left.get(random.nextInt(left.size()));
        log.append(story.removeFirst());
        left.removeIf(List::isEmpty);
      }

      follow(log);

      assertThat(parked())
          .hasSize(2)
          .first()
          .asString()
          .contains("invalid byte sequence for encoding \"UTF8\": 0x00");
      assertThat(titles()).contains("Sick", "Sound 2").hasSize(8);
    }

    private static ArrayList<Recorded> soundStories(Random random) {
      var events = new ArrayList<Recorded>();
      events.addAll(
          DeckStory.of("11111111-0000-7000-8000-000000000001", "alice")
              .created("Sound")
              .detailsChanged("Sound 2")
              .events());
      for (int i = 0; i < 6; i++) {
        events.addAll(DeckStory.random(random, 10).events());
      }
      return events;
    }
  }

  @Nested
  class AnEventThatAProjectorFailsOn {
    private final AtomicBoolean isBroken = new AtomicBoolean(true);
    private final Projection projection = breaking(Decks.projection(), isBroken);

    @ParameterizedTest
    @ValueSource(strings = {"break", "choke"})
    void isAppliedInOrderOnceTheProjectorIsRepaired(String ailment) {
      sick.created("Sick")
          .cardAdded(new UUID(2, 2), ailment)
          .cardAdded(new UUID(2, 3), "front")
          .detailsChanged("Well");
      var log =
          Log.ofDecks(2, Stream.of(sound, sick).flatMap(story -> story.events().stream()).toList());
      var expected = asIfNothingHadHappened(log);
      Follower.claiming(projection, database, log).applyAll();
      assertThat(parked())
          .containsExactly("IllegalStateException: Cannot do this", "waits", "waits");

      isBroken.set(false);
      var retried = queues(projection).retry(idOfFirstParked());

      assertThat(retried)
          .hasValueSatisfying(
              result -> {
                assertThat(result.appliedCount()).isEqualTo(3);
                assertThat(result.error()).isNull();
              });
      assertThat(database.decksAndCards()).isEqualTo(expected);
      assertThat(database.parkedCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"break", "choke"})
    void changesNoTableAtAll(String ailment) {
      sick.created("Sick").cardAdded(new UUID(2, 2), ailment);

      Follower.claiming(projection, database, Log.ofDecks(1, sick.events())).applyAll();

      assertThat(
              database
                  .db()
                  .sql("SELECT title || ' ' || card_count FROM projection.decks")
                  .query(String.class)
                  .list())
          .containsExactly("Sick 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"break", "choke"})
    void isNothingToTheDecksThatComeAfterIt(String ailment) {
      sick.created("Sick").cardAdded(new UUID(2, 2), ailment);
      var expected = asIfNothingHadHappened(Log.ofDecks(1, sound.events()));

      Follower.claiming(
              projection,
              database,
              Log.ofDecks(
                  1, Stream.of(sick, sound).flatMap(story -> story.events().stream()).toList()))
          .applyAll();

      assertThat(database.decksAndCards()).containsAll(expected).hasSize(expected.size() + 1);
    }

    @Test
    void releasesItsKeyForLiveEvents() {
      sick.created("Sick").cardAdded(new UUID(2, 2), "break");
      var log = Log.ofDecks(1, sick.events());
      var follower = Follower.claiming(projection, database, log);
      follower.applyAll();
      isBroken.set(false);
      queues(projection).retryAll();

      log.append(sick.detailsChanged("Well").last());
      follower.applyAll();

      assertThat(titles()).containsExactly("Well");
    }

    private List<String> asIfNothingHadHappened(Log log) {
      follow(log);
      var rows = database.decksAndCards();
      database.clear();
      return rows;
    }

    private static List<String> parked() {
      return ParkingTest.parked().stream().map(line -> line.replaceFirst("^\\d+ ", "")).toList();
    }
  }

  @Nested
  class AnEventWhoseRowCannotBeEncoded {
    private final AtomicBoolean isBroken = new AtomicBoolean(true);
    private final Projection projection = breaking(Decks.projection(), isBroken);

    @BeforeEach
    void park() {
      sick.created("Sick").cardAdded(new UUID(2, 2), "overflow").detailsChanged("Well");
      Follower.claiming(projection, database, Log.ofDecks(1, sick.events())).applyAll();
      assertThat(parked()).containsExactly("2 ArithmeticException: Too large", "4 waits");
    }

    @Test
    void staysParkedWhenItIsRetried() {
      var retried = queues(projection).retryAll();

      assertThat(retried).singleElement().extracting(ParkedQueues.Retried::error).isNotNull();
      assertThat(new ParkedEventQueries(database.db()).heads(10))
          .singleElement()
          .extracting(ParkedEventQueries.ParkedEvent::attemptCount)
          .isEqualTo(2);
    }

    /** Whoever skips it, or retries it with success, may die before the next one is tried. */
    @Test
    void leavesItsPlaceInTheListToTheNextOne() {
      database.db().sql("DELETE FROM projection.parked_events WHERE error IS NOT NULL").update();

      assertThat(new ParkedEventQueries(database.db()).heads(10))
          .singleElement()
          .extracting(ParkedEventQueries.ParkedEvent::error)
          .isNull();
    }

    @Test
    void isNotSkippedUnlessThatIsWrittenDown() {
      assertThatThrownBy(
              () ->
                  queues(projection)
                      .skip(
                          idOfFirstParked(),
                          "a test",
                          "op",
                          () -> {
                            throw new IllegalStateException("No room in the audit");
                          }))
          .hasMessage("No room in the audit");

      assertThat(parked()).hasSize(2);
      assertThat(database.rowsOf("skipped_events")).isEmpty();
    }
  }

  private static BatchWriter.Written follow(Log log) {
    return Follower.claiming(Decks.projection(), database, log).applyAll();
  }

  private static ParkedQueues queues(Projection projection) {
    return new ParkedQueues(
        new Projections(List.of(projection)),
        database.db(),
        database.transaction(),
        new Positions(database.db(), database.transaction()));
  }

  private static List<String> titles() {
    return database
        .db()
        .sql("SELECT title FROM projection.decks ORDER BY title")
        .query(String.class)
        .list();
  }

  private static UUID idOfFirstParked() {
    return database
        .db()
        .sql("SELECT parked_event_id FROM projection.parked_events ORDER BY record_offset LIMIT 1")
        .query(UUID.class)
        .single();
  }

  private static List<String> parked() {
    return database
        .db()
        .sql(
            """
            SELECT record_offset || ' ' || coalesce(replace(error, 'UnreadableEventException: ', ''),
              'waits')
            FROM projection.parked_events
            ORDER BY record_offset
            """)
        .query(String.class)
        .list();
  }

  /** The same projection, whose last table fails on events that say so. */
  private static Projection breaking(Projection projection, AtomicBoolean isBroken) {
    var tables = new ArrayList<>(projection.tables());
    tables.add(breaking(tables.removeLast(), isBroken));
    return new Projection(projection.name(), projection.codeVersion(), Set.of(Topic.DECKS), tables);
  }

  private static <K extends Comparable<K>, R> TableFold<K, R> breaking(
      TableFold<K, R> table, AtomicBoolean isBroken) {
    var projector = table.projector();
    return new TableFold<>(
        new Projector<K, R>() {
          @Override
          public Set<K> keys(Sequenced sequenced) {
            failOn("choke", sequenced);
            return projector.keys(sequenced);
          }

          @Override
          public @Nullable R fold(K key, @Nullable R before, Sequenced sequenced) {
            failOn("break", sequenced);
            return projector.fold(key, before, sequenced);
          }

          private void failOn(String ailment, Sequenced sequenced) {
            if (isBroken.get() && sequenced.event().toString().contains(ailment)) {
              throw new IllegalStateException("Cannot do this");
            }
          }
        },
        encoding(table.store(), isBroken));
  }

  private static <K extends Comparable<K>, R> RowStore<K, R> encoding(
      RowStore<K, R> store, AtomicBoolean isBroken) {
    return new RowStore<>() {
      @Override
      public List<Table<?>> tables() {
        return store.tables();
      }

      @Override
      public Map<K, R> read(
          JdbcClient db, Generation generation, SequencedMap<K, List<Sequenced>> touched) {
        return store.read(db, generation, touched);
      }

      @Override
      public void save(JdbcClient db, Generation generation, List<Map.Entry<K, R>> changed) {
        if (isBroken.get() && changed.toString().contains("overflow")) {
          throw new ArithmeticException("Too large");
        }
        store.save(db, generation, changed);
      }

      @Override
      public void load(GenerationLoad load, Map<K, R> rows) {
        store.load(load, rows);
      }
    };
  }
}
