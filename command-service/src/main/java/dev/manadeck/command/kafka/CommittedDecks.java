package dev.manadeck.command.kafka;

import dev.manadeck.events.DeckId;
import dev.manadeck.events.Topic;
import dev.manadeck.events.TopicNames;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How far decks have come, whichever node owns them. */
public final class CommittedDecks {
  private final ShardClients clients;
  private final TopicNames topics;
  private final Shards shards;

  CommittedDecks(ShardClients clients, TopicNames topics, Shards shards) {
    this.clients = clients;
    this.topics = topics;
    this.shards = shards;
  }

  /**
   * A consistency token: who reads with it sees whatever was acknowledged about the deck till now.
   *
   * @throws LogUnreachableException if Kafka does not answer in time
   */
  public String tokenUpToNow(DeckId deck, Duration patience) {
    var shard = shards.of(deck.toString());
    var partition = new TopicPartition(topics.of(Topic.DECKS), shard);
    try {
      return "%s.%d.%d"
          .formatted(Topic.DECKS.shortName(), shard, clients.committedEnd(partition, patience));
    } catch (KafkaException e) {
      throw new LogUnreachableException(e);
    }
  }
}
