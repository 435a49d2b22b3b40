package dev.manadeck.command.kafka;

import dev.manadeck.command.kafka.SnapshotMarker.Position;
import dev.manadeck.command.shard.Snapshot;
import dev.manadeck.events.Topic;
import dev.manadeck.events.TopicNames;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A shard's partition of the snapshots: the newest record of each key counts. */
final class SnapshotPartition {
  static final String MARKER = "marker";
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotPartition.class);
  private static final String PART = "part/";
  private static final String UNKNOWN = "unknown";

  private final int shard;
  private final TopicNames topics;
  private final ShardClients clients;
  private final TopicSetup setup;
  private final TreeSet<String> found = new TreeSet<>();
  private final Map<Topic, String> topicIds = new EnumMap<>(Topic.class);

  SnapshotPartition(int shard, TopicNames topics, ShardClients clients, TopicSetup setup) {
    this.shard = shard;
    this.topics = topics;
    this.clients = clients;
    this.setup = setup;
  }

  /** Empty if there is none that can be believed. */
  Optional<Snapshot> read(String format) {
    for (var topic : Topic.values()) {
      clients.topicId(topics.of(topic)).ifPresent(id -> topicIds.put(topic, id));
    }
    var records = newestOfEachKey();
    found.clear();
    found.addAll(records.keySet());
    var marker = Optional.ofNullable(records.remove(MARKER)).flatMap(SnapshotMarker::read);
    var flaw = found.isEmpty() ? null : flaw(marker, records, format);
    if (flaw != null) {
      LOG.warn("Shard {} reads all facts: its snapshot {}", shard, flaw);
    }
    return flaw == null ? marker.map(one -> snapshot(one, records)) : Optional.empty();
  }

  /** Nothing is lost with the topic but time. */
  private SortedMap<String, byte[]> newestOfEachKey() {
    var partition = new TopicPartition(topics.commandSnapshots(), shard);
    var newest = new TreeMap<String, byte[]>();
    if (clients.topicId(partition.topic()).isEmpty()) {
      LOG.warn("Topic {} is gone; it is created anew", partition.topic());
      setup.ensure();
      return newest;
    }
    try (var reader = new PartitionReader(clients.reader("%d-snapshot".formatted(shard)))) {
      reader.read(
          partition,
          clients.beginning(partition),
          clients.end(partition),
          records -> records.forEach(record -> keep(record, newest)));
    }
    return newest;
  }

  private static void keep(
      ConsumerRecord<String, byte[]> record, SortedMap<String, byte[]> newest) {
    if (record.key() == null) {
      return;
    }
    if (record.value() == null) {
      newest.remove(record.key());
    } else {
      newest.put(record.key(), record.value());
    }
  }

  private @Nullable String flaw(
      Optional<SnapshotMarker> marker, Map<String, byte[]> parts, String format) {
    if (marker.isEmpty()) {
      return "was never finished";
    }
    if (!marker.get().format().equals(format)) {
      return "is of format %s, not of %s".formatted(marker.get().format(), format);
    }
    if (marker.get().parts() != parts.size()) {
      return "has %d parts, not %d".formatted(parts.size(), marker.get().parts());
    }
    return Arrays.stream(Topic.values())
        .filter(topic -> !stillHolds(topic, marker.get().topics().get(topic.shortName())))
        .findFirst()
        .map(topic -> "is of another history of %s".formatted(topics.of(topic)))
        .orElse(null);
  }

  /** A topic that was created anew, or lost its end, would be read on from where it never was. */
  private boolean stillHolds(Topic topic, @Nullable Position position) {
    var partition = new TopicPartition(topics.of(topic), shard);
    return position != null
        && position.topicId().equals(topicIds.get(topic))
        && position.next() >= clients.beginning(partition)
        && position.next() <= clients.end(partition);
  }

  private static Snapshot snapshot(SnapshotMarker marker, Map<String, byte[]> records) {
    var parts = new TreeMap<String, byte[]>();
    records.forEach((key, content) -> parts.put(key.substring(PART.length()), content));
    return new Snapshot(
        parts,
        marker.topics().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, position -> position.getValue().next())));
  }

  /** What stands there counts for nothing: it has to be taken away before parts are written. */
  List<ProducerRecord<String, byte[]>> removalOfAll() {
    var removals = found.stream().map(this::removal).toList();
    found.clear();
    return removals;
  }

  void trust() {
    found.clear();
  }

  ProducerRecord<String, byte[]> part(String key, byte @Nullable [] content) {
    return record(PART + key, content);
  }

  ProducerRecord<String, byte[]> marker(String format, int parts, Map<Topic, Long> next) {
    var positions = new HashMap<String, Position>();
    next.forEach(
        (topic, offset) ->
            positions.put(
                topic.shortName(), new Position(topicIds.getOrDefault(topic, UNKNOWN), offset)));
    return record(MARKER, new SnapshotMarker(format, parts, positions).toBytes());
  }

  ProducerRecord<String, byte[]> removalOfMarker() {
    return removal(MARKER);
  }

  private ProducerRecord<String, byte[]> removal(String key) {
    return record(key, null);
  }

  private ProducerRecord<String, byte[]> record(String key, byte @Nullable [] content) {
    return new ProducerRecord<>(topics.commandSnapshots(), shard, key, content);
  }
}
