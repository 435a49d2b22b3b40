package dev.manadeck.command.machine;

import static dev.manadeck.command.deck.DeckStories.DECK;
import static dev.manadeck.command.deck.DeckStories.LONG_AGO;
import static dev.manadeck.command.deck.DeckStories.OWNER;
import static dev.manadeck.command.deck.DeckStories.card;
import static dev.manadeck.command.deck.DeckStories.cards;
import static dev.manadeck.command.deck.DeckStories.created;
import static dev.manadeck.command.deck.DeckStories.textContent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.recent.RecentMemory;
import dev.manadeck.command.shard.Location;
import dev.manadeck.events.CardDetails;
import dev.manadeck.events.CardType;
import dev.manadeck.events.CommandId;
import dev.manadeck.events.DeckEvent.CardAdded;
import dev.manadeck.events.DeckEvent.DeckFeatured;
import dev.manadeck.events.Envelope;
import dev.manadeck.events.Event;
import dev.manadeck.events.EventId;
import dev.manadeck.events.EventType;
import dev.manadeck.events.LearnerEvent.ProfileChanged;
import dev.manadeck.events.Mark;
import dev.manadeck.events.Rating;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.ReviewEvent.CardMarked;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewId;
import dev.manadeck.events.SessionEvent.SessionCompleted;
import dev.manadeck.events.SessionEvent.SessionStarted;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.SessionMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A node believes the parts that another version wrote if the format is the same: they must not
 * change without it.
 */
class SnapshotFormatTest {
  private static final String WRITE = "manadeck.approve";
  private static final Path FOLDER = Path.of("src/test/resources/snapshots");
  private static final String ADVICE =
      "Other parts need another format: raise CommandMachine.SNAPSHOT_FORMAT, delete the file of"
          + " the old one, and write that of the new one with -D%s=true".formatted(WRITE);
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final SessionId OPEN = new SessionId(new UUID(7, 1));
  private static final SessionId COMPLETED = new SessionId(new UUID(7, 2));

  private final CommandMachine machine =
      new CommandMachine(() -> new EventId(new UUID(0, 0)), new RecentMemory(1 << 24));
  private long offset;

  @Test
  void partsAreWrittenAsTheFormatSays() throws IOException {
    story().forEach(this::evolve);
    var file = FOLDER.resolve("format-%s.txt".formatted(machine.snapshotFormat()));
    var text =
        KeptParts.ofAll(machine).texts().entrySet().stream()
            .map(part -> "%s %s\n".formatted(part.getKey(), part.getValue()))
            .collect(Collectors.joining());
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    assertThat(file).as(ADVICE).exists().hasContent(text);
  }

  @Test
  void whatIsStoredByItsOrdinalKeepsIt() {
    assertThat(names(CardType.values())).as(ADVICE).isEqualTo("TEXT FLASHCARD QUIZ MIXED");
    assertThat(names(Rating.values())).as(ADVICE).isEqualTo("AGAIN HARD GOOD EASY");
    assertThat(names(SessionMode.values())).as(ADVICE).isEqualTo("ALL NEW REVIEW FAVORITES RANDOM");
    assertThat(names(CommandKind.values()))
        .as(ADVICE)
        .isEqualTo(
            "CREATE_DECK CHANGE_DECK DELETE_DECK RESTORE_DECK FEATURE_DECK COPY_DECK ADD_CARD"
                + " ADD_CARDS REPLACE_CARD CHANGE_CARD REMOVE_CARD ORDER_CARDS MARK_CARD"
                + " START_SESSION COMPLETE_SESSION REVIEW REVIEW_BATCH UNDO_REVIEW"
                + " CHANGE_PROFILE");
  }

  private static String names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(" "));
  }

  private void evolve(Event event) {
    var topic = EventType.of(event).topic();
    machine.evolve(
        new Recorded(
            new Envelope(
                new EventId(new UUID(0, offset)),
                OWNER,
                new CommandId("command-" + offset),
                null,
                offset,
                null),
            event),
        Location.at(topic.shortName(), 3, offset++));
  }

  private static List<Event> story() {
    return List.of(
        created(true),
        added(0, CardType.TEXT),
        added(1, CardType.FLASHCARD),
        added(2, CardType.QUIZ),
        added(3, CardType.MIXED),
        new DeckFeatured(DECK, LONG_AGO.plusNanos(1_000)),
        new ProfileChanged(OWNER, "Anna", BERLIN, 5, true, LONG_AGO),
        new SessionStarted(
            DECK, OPEN, OWNER, SessionMode.FAVORITES, cards(2, 0), 2, BERLIN, 5, LONG_AGO),
        new SessionStarted(DECK, COMPLETED, OWNER, SessionMode.ALL, null, 4, BERLIN, 5, LONG_AGO),
        new SessionCompleted(DECK, COMPLETED, OWNER, 4, 3, 2, 5, 4, false, 60, LONG_AGO),
        reviewed(1, 0, Rating.AGAIN),
        reviewed(2, 2, Rating.EASY),
        new CardMarked(DECK, card(1), OWNER, Mark.FAVORITE, true, LONG_AGO),
        new CardMarked(DECK, card(2), OWNER, Mark.SUSPENDED, true, LONG_AGO));
  }

  private static CardAdded added(int number, CardType type) {
    return new CardAdded(
        DECK,
        card(number),
        number,
        new CardDetails(null, textContent("text"), type, null, null),
        LONG_AGO);
  }

  private static CardReviewed reviewed(int number, int cardNumber, Rating rating) {
    return new CardReviewed(
        DECK,
        card(cardNumber),
        new ReviewId(new UUID(8, number)),
        OWNER,
        OPEN,
        rating,
        null,
        LONG_AGO,
        1_500,
        BERLIN,
        5,
        LocalDate.parse("2026-01-01"),
        null,
        LONG_AGO);
  }
}
