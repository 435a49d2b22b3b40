package dev.manadeck.command.http;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import dev.manadeck.command.kafka.Shards;
import dev.manadeck.events.CardId;
import dev.manadeck.events.CommandId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.ReviewId;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.UserId;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Ids for what clients create without naming it. */
@Component
final class NewIds {
  private final TimeBasedEpochRandomGenerator uuids = Generators.timeBasedEpochRandomGenerator();
  private final Shards shards;

  NewIds(Shards shards) {
    this.shards = shards;
  }

  CommandId commandId() {
    return new CommandId(uuids.generate().toString());
  }

  CardId cardId() {
    return new CardId(uuids.generate());
  }

  SessionId sessionId() {
    return new SessionId(uuids.generate());
  }

  ReviewId reviewId() {
    return new ReviewId(uuids.generate());
  }

  /**
   * A deck's shard is chosen by its id, and a command's memory is its shard's. So that a command
   * that comes again finds its memory, although it would now draw another id, ids are drawn until
   * one falls into the shard that the command itself stands for.
   */
  DeckId deckIdFor(UserId user, CommandId command) {
    var shard = shards.of("%s %s".formatted(user, command));
    return Stream.generate(() -> new DeckId(uuids.generate()))
        .filter(id -> shards.of(id.toString()) == shard)
        .findFirst()
        .orElseThrow();
  }
}
