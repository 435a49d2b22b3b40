package dev.manadeck.command.machine;

import dev.manadeck.command.machine.CommandMemory.Remembered;
import dev.manadeck.command.recent.Key;
import dev.manadeck.command.recent.LocatedTable;
import dev.manadeck.command.recent.LocatedTable.Entry;
import dev.manadeck.command.recent.RecentMemory;
import dev.manadeck.command.shard.Location;
import dev.manadeck.command.snapshot.Section;
import dev.manadeck.events.SessionMode;
import dev.manadeck.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
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

  TopicMemory(Topic topic, RecentMemory memory) {
    var name = "commands-" + topic.name().toLowerCase(Locale.ROOT);
    commands =
        switch (topic) {
          case DECKS ->
              LocatedTable.withSources(name, topic.shortName(), memory.retention(REMEMBERED, 2), 4);
          case SESSIONS ->
              LocatedTable.of(name, topic.shortName(), memory.retention(REMEMBERED, 1), 4);
          case REVIEWS ->
              LocatedTable.of(name, topic.shortName(), memory.retention(REMEMBERED, 6), 2);
          case LEARNERS ->
              LocatedTable.of(name, topic.shortName(), memory.retention(REMEMBERED, 1), 2);
        };
  }

  Section section() {
    return commands;
  }

  @Nullable Remembered find(Key key) {
    var command = commands.find(key);
    if (command == null) {
      return null;
    }
    var kind = KINDS[(int) command.number(KIND)];
    return new Remembered(
        new CommandDigest(kind, command.number(HASH)), command.span(), trace(kind, command));
  }

  private static @Nullable Trace trace(CommandKind kind, Entry command) {
    return switch (kind) {
      case CREATE_DECK,
          COPY_DECK,
          CHANGE_DECK,
          DELETE_DECK,
          RESTORE_DECK,
          FEATURE_DECK,
          ORDER_CARDS ->
          command.source().map(details -> traceOfDeck(details, command)).orElse(null);
      case REPLACE_CARD -> new Trace.OfCard((int) first(command), time(second(command)));
      case COMPLETE_SESSION ->
          new Trace.OfSession(MODES[(int) first(command)], time(second(command)));
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

  private static Trace traceOfDeck(Location details, Entry command) {
    var featuredAt = second(command);
    return new Trace.OfDeck(
        details,
        (int) (first(command) >> 1),
        (first(command) & 1) == 1,
        featuredAt == NEVER ? null : time(featuredAt));
  }

  void remember(
      Key key, Instant when, Location location, CommandDigest digest, @Nullable Trace trace) {
    var command = commands.add(key, when, location, digest.hash(), digest.kind().ordinal());
    switch (trace) {
      case null -> {}
      case Trace.OfDeck(var details, var cardCount, var isPublic, var featuredAt) -> {
        command.setSource(details);
        setTrace(
            command,
            (long) cardCount << 1 | (isPublic ? 1 : 0),
            featuredAt == null ? NEVER : micros(featuredAt));
      }
      case Trace.OfCard(var position, var createdAt) ->
          setTrace(command, position, micros(createdAt));
      case Trace.OfSession(var mode, var startedAt) ->
          setTrace(command, mode.ordinal(), micros(startedAt));
    }
  }

  private static void setTrace(Entry command, long first, long second) {
    command.setNumber(FIRST_OF_TRACE, first);
    command.setNumber(SECOND_OF_TRACE, second);
  }

  private static long first(Entry command) {
    return command.number(FIRST_OF_TRACE);
  }

  private static long second(Entry command) {
    return command.number(SECOND_OF_TRACE);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
