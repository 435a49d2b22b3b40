package dev.manadeck.bench.log;

import dev.manadeck.events.CommandId;
import dev.manadeck.events.Envelope;
import dev.manadeck.events.Event;
import dev.manadeck.events.EventId;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Puts events on record as the command service would, by a clock and with chance of its own. The
 * same seed gives the same record.
 */
final class Scribe {
  private static final long VERSION_7 = 0x7000L;
  private static final long TWELVE_BITS = 0xFFFL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long BELOW_VARIANT = 0x3FFF_FFFF_FFFF_FFFFL;
  private static final int TIME_SHIFT = 16;

  private final SplittableRandom random;
  private final Consumer<Recorded> log;
  private Instant now;
  private long recorded;

  Scribe(long seed, Instant now, Consumer<Recorded> log) {
    this.random = new SplittableRandom(seed);
    this.now = now;
    this.log = log;
  }

  /**
   * The only event of a command.
   *
   * @param kind that of the command
   */
  void record(UserId actor, String kind, long sequence, Event event) {
    record(actor, kind, sequence, List.of(event));
  }

  /** All events of one command; each but the first raises the sequence. */
  void record(UserId actor, String kind, long firstSequence, List<? extends Event> events) {
    CommandId command = new CommandId(id().toString());
    String digest = kind + ":" + HexFormat.of().toHexDigits(random.nextLong());
    long sequence = firstSequence;
    for (Event event : events) {
      log.accept(
          new Recorded(
              new Envelope(new EventId(id()), actor, command, digest, sequence, null), event));
      sequence++;
      recorded++;
    }
  }

  long recorded() {
    return recorded;
  }

  Instant now() {
    return now;
  }

  void goTo(Instant time) {
    now = time;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  SplittableRandom random() {
    return random;
  }

  /** A UUIDv7 of the present instant. */
  UUID id() {
    return new UUID(
        now.toEpochMilli() << TIME_SHIFT | VERSION_7 | random.nextLong() & TWELVE_BITS,
        VARIANT | random.nextLong() & BELOW_VARIANT);
  }
}
