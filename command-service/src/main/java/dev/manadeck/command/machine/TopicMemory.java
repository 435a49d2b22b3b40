package dev.manadeck.command.machine;

import dev.manadeck.command.machine.CommandMemory.Remembered;
import dev.manadeck.command.recent.Key;
import dev.manadeck.command.recent.LocatedTable;
import dev.manadeck.command.shard.Location;
import dev.manadeck.command.snapshot.Section;
import dev.manadeck.events.SessionMode;
import dev.manadeck.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The commands with facts in one topic: numbers only, so that a million of them is no burden. A key
 * that was forgotten in one topic may by then mean another command in another topic.
 */
final class TopicMemory {
  private static final Duration REMEMBERED = Duration.ofHours(25);
  private static final CommandKind[] KINDS = CommandKind.values();
  private static final SessionMode[] MODES = SessionMode.values();
  private static final int HASH = 0;
  private static final int KIND = 1;
  private static final int FIRST_OF_TRACE = 2;
  private static final int SECOND_OF_TRACE = 3;
  private static final long NEVER = Long.MIN_VALUE;

  private final LocatedTable commands;

  TopicMemory(Topic topic) {
    var name = "commands-" + topic.name().toLowerCase(Locale.ROOT);
    commands =
        switch (topic) {
          case DECKS -> LocatedTable.withSources(name, topic.shortName(), REMEMBERED, 4);
          case SESSIONS -> LocatedTable.of(name, topic.shortName(), REMEMBERED, 4);
          case REVIEWS, LEARNERS -> LocatedTable.of(name, topic.shortName(), REMEMBERED, 2);
        };
  }

  Section section() {
    return commands;
  }

  Optional<Remembered> find(Key key) {
    return commands
        .span(key)
        .map(
            span -> {
              var kind = KINDS[(int) commands.number(key, KIND)];
              return new Remembered(
                  new CommandDigest(kind, commands.number(key, HASH)), span, trace(kind, key));
            });
  }

  private @Nullable Trace trace(CommandKind kind, Key key) {
    return switch (kind) {
      case CREATE_DECK,
          COPY_DECK,
          CHANGE_DECK,
          DELETE_DECK,
          RESTORE_DECK,
          FEATURE_DECK,
          ORDER_CARDS ->
          commands.source(key).map(details -> traceOfDeck(details, key)).orElse(null);
      case REPLACE_CARD -> new Trace.OfCard((int) first(key), time(second(key)));
      case COMPLETE_SESSION -> new Trace.OfSession(MODES[(int) first(key)], time(second(key)));
      case ADD_CARD,
          ADD_CARDS,
          CHANGE_CARD,
          REMOVE_CARD,
          MARK_CARD,
          START_SESSION,
          REVIEW,
          REVIEW_BATCH,
          UNDO_REVIEW,
          CHANGE_PROFILE ->
          null;
    };
  }

  private Trace traceOfDeck(Location details, Key key) {
    var featuredAt = second(key);
    return new Trace.OfDeck(
        details,
        (int) (first(key) >> 1),
        (first(key) & 1) == 1,
        featuredAt == NEVER ? null : time(featuredAt));
  }

  void remember(
      Key key, Instant when, Location location, CommandDigest digest, @Nullable Trace trace) {
    commands.add(key, when, location, digest.hash(), digest.kind().ordinal());
    switch (trace) {
      case null -> {}
      case Trace.OfDeck(var details, var cardCount, var isPublic, var featuredAt) -> {
        commands.setSource(key, details);
        setTrace(
            key,
            (long) cardCount << 1 | (isPublic ? 1 : 0),
            featuredAt == null ? NEVER : micros(featuredAt));
      }
      case Trace.OfCard(var position, var createdAt) -> setTrace(key, position, micros(createdAt));
      case Trace.OfSession(var mode, var startedAt) ->
          setTrace(key, mode.ordinal(), micros(startedAt));
    }
  }

  private void setTrace(Key key, long first, long second) {
    commands.setNumber(key, FIRST_OF_TRACE, first);
    commands.setNumber(key, SECOND_OF_TRACE, second);
  }

  private long first(Key key) {
    return commands.number(key, FIRST_OF_TRACE);
  }

  private long second(Key key) {
    return commands.number(key, SECOND_OF_TRACE);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
