package dev.manadeck.projection.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.manadeck.events.DeckId;
import dev.manadeck.events.HeaderList;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.Sequenced;
import dev.manadeck.events.Topic;
import dev.manadeck.projection.fixture.DeckStory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Two tables that count a deck's events; the second one cannot bear the third event. */
class BulkFoldTest {
  private static final JdbcClient NO_DATABASE = JdbcClient.create(new SimpleDriverDataSource());
  private static final LogPartition PARTITION = new LogPartition(Topic.DECKS, 0);
  private static final String DECK = "00000000-0000-0000-0000-00000000000a";
  private static final String OTHER_DECK = "00000000-0000-0000-0000-00000000000b";

  private final Counts first = new Counts();
  private final Counts second = new Counts();
  private final List<TableFold<?, ?>> tables =
      List.of(
          new TableFold<>(new Counting(Long.MAX_VALUE), first),
          new TableFold<>(new Counting(3), second));
  private long offset;

  @Test
  void foldsEveryEventIntoAllTables() {
    var fold = new BulkFold(tables);

    add(fold, story(DECK, 2));
    add(fold, story(OTHER_DECK, 1));

    assertThat(loaded(fold)).isEqualTo(Map.of(DECK, 2L, OTHER_DECK, 1L));
    assertThat(fold.size()).isEqualTo(3);
    assertThat(fold.parked()).isEmpty();
  }

  @Test
  void keepsNothingOfAnEventThatOneTableCannotBearAndParksWhatFollowsOfItsKey() {
    var fold = new BulkFold(tables);

    add(fold, story(DECK, 5));
    add(fold, story(OTHER_DECK, 2));

    assertThat(loaded(fold)).isEqualTo(Map.of(DECK, 2L, OTHER_DECK, 2L));
    assertThat(fold.parked())
        .extracting(parked -> parked.read().record().offset(), parked -> parked.failure() == null)
        .containsExactly(tuple(2L, false), tuple(3L, true), tuple(4L, true));
    assertThat(fold.parkedSize()).isEqualTo(3);
    assertThat(fold.size()).isEqualTo(4 + 3);
  }

  @Test
  void takesAsMuchAsTheProjectorsSayThatRowsKeep() {
    var wordy =
        new Projector<DeckId, Long>() {
          @Override
          public Set<DeckId> keys(Sequenced sequenced) {
            return Set.of();
          }

          @Override
          public @Nullable Long fold(DeckId deck, @Nullable Long before, Sequenced sequenced) {
            return before;
          }

          @Override
          public int heldBytes(Sequenced sequenced, int recordSize) {
            return 10 * BulkFold.BYTES_OF_EVENT;
          }
        };
    var fold =
        new BulkFold(
            List.of(
                new TableFold<>(new Counting(Long.MAX_VALUE), first),
                new TableFold<>(wordy, second)));

    add(fold, story(DECK, 2));

    assertThat(fold.size()).isEqualTo(20);
  }

  @Test
  void parkedRecordsTakeAsMuchAsTheirBytes() {
    var fold = new BulkFold(tables);
    var value = new byte[9 * BulkFold.BYTES_OF_EVENT];

    fold.add(
        new ReadRecord(
            new LogRecord(PARTITION, 0, Instant.EPOCH, null, HeaderList.of(List.of()), value),
            null,
            new IllegalStateException("unreadable")));

    assertThat(fold.parkedSize()).isEqualTo(10);
  }

  private static List<Recorded> story(String deck, int length) {
    var story = DeckStory.of(deck, "alice").created("Deck");
    while (story.events().size() < length) {
      story.featured();
    }
    return story.events();
  }

  private void add(BulkFold fold, List<Recorded> events) {
    for (var event : events) {
      var key = event.event().key().getBytes(UTF_8);
      var record =
          new LogRecord(
              PARTITION, offset++, Instant.EPOCH, key, HeaderList.of(List.of()), new byte[] {'{'});
      var sequenced = new Sequenced(event.event(), event.envelope().sequence());
      fold.add(new ReadRecord(record, sequenced, null));
    }
  }

  /** What both tables hold. */
  private Map<String, Long> loaded(BulkFold fold) {
    fold.load(new GenerationLoad(NO_DATABASE, Generation.beside(2)));
    assertThat(first.rows).isEqualTo(second.rows);
    return first.rows;
  }

  private record Counting(long unbearable) implements Projector<DeckId, Long> {
    @Override
    public Set<DeckId> keys(Sequenced sequenced) {
      return Set.of(DeckId.of(sequenced.event().key()));
    }

    @Override
    public Long fold(DeckId deck, @Nullable Long before, Sequenced sequenced) {
      long count = before == null ? 1 : before + 1;
      if (count == unbearable) {
        throw new IllegalStateException("unbearable");
      }
      return count;
    }
  }

  private static final class Counts implements RowStore<DeckId, Long> {
    private final Map<String, Long> rows = new HashMap<>();

    @Override
    public List<Table<?>> tables() {
      return List.of();
    }

    @Override
    public Map<DeckId, Long> read(
        JdbcClient db, Generation generation, SequencedMap<DeckId, List<Sequenced>> touched) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void save(JdbcClient db, Generation generation, List<Map.Entry<DeckId, Long>> changed) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void load(GenerationLoad load, Map<DeckId, Long> counts) {
      counts.forEach((deck, count) -> rows.put(deck.toString(), count));
    }
  }
}
