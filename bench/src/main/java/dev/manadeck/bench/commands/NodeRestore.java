package dev.manadeck.bench.commands;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.manadeck.bench.load.ApiClient;
import dev.manadeck.bench.log.LogEnds;
import dev.manadeck.bench.log.LogWriter;
import dev.manadeck.bench.log.StudyLogs;
import dev.manadeck.bench.report.Figure;
import dev.manadeck.bench.report.Report;
import dev.manadeck.bench.subject.OwnSystem;
import dev.manadeck.bench.subject.ServiceMetrics;
import dev.manadeck.bench.subject.TestedSystem;
import dev.manadeck.events.Topic;
import dev.manadeck.local.stack.Parts;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/**
 * What a node holds in memory, and how long it is away when it starts with a long log behind it.
 */
final class NodeRestore {
  private static final int CARDS = 1_000_000;
  private static final String NODE = Parts.commandNode(1);
  private static final double MILLIS = 1_000;
  private static final Duration LONGEST_ABSENCE = Duration.ofMinutes(5);

  private final OwnSystem system;
  private final TestedSystem services;
  private final Report report;
  private final int events;

  NodeRestore(OwnSystem system, Report report, int events) {
    this.system = system;
    this.services = system.services();
    this.report = report;
    this.events = events;
  }

  void run() {
    system.startForCommands();
    system.stop(NODE);
    report.doing("writing %,d cards".formatted(CARDS));
    LogWriter.write(system.bootstrapServers(), StudyLogs.cards(CARDS));
    timeToAnswers();
    report.section(
        "Memory of a command node",
        List.of(
            new Figure(
                "heap after a full collection, 1 million cards in 10,000 decks",
                new ServiceMetrics(services.commands()).heapInUse(system.process(NODE)),
                "MB")));

    system.stop(NODE);
    int reviews = Math.max(0, events - CARDS);
    report.doing("writing %,d reviews".formatted(reviews));
    LogWriter.write(system.bootstrapServers(), StudyLogs.reviews(reviews, CARDS));
    deleteSnapshots();
    Duration withoutSnapshot = timeToAnswers();
    system.stop(NODE);
    timeToAnswers();
    system.kill(NODE);
    Duration withSnapshot = timeToAnswers();
    report.section(
        "From the start of a command node to an answer of each shard, %,d events behind it"
            .formatted(CARDS + reviews),
        List.of(
            new Figure("without a snapshot", seconds(withoutSnapshot), "s"),
            new Figure("killed, with the snapshot of a clean stop", seconds(withSnapshot), "s")));
  }

  private void deleteSnapshots() {
    try (LogEnds log = new LogEnds(system.bootstrapServers())) {
      log.deleteSnapshots();
    }
  }

  private Duration timeToAnswers() {
    report.doing("starting the node");
    long began = System.nanoTime();
    system.start(NODE);
    ApiClient client = new ApiClient(services.tokens());
    int partitions = partitions();
    for (int shard = 0; shard < partitions; shard++) {
      Map<String, Object> deck = Map.of("id", deckOf(shard, partitions), "title", "Are you there?");
      HttpResponse<String> answer;
      do {
        answer = client.tryPost(services.commands().resolve("/api/decks"), "waiting", deck);
      } while (answer.statusCode() == HttpURLConnection.HTTP_UNAVAILABLE
          && System.nanoTime() - began < LONGEST_ABSENCE.toNanos());
      ApiClient.acknowledged(answer);
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private int partitions() {
    try (LogEnds log = new LogEnds(system.bootstrapServers())) {
      return Math.toIntExact(
          log.now().keySet().stream()
              .filter(place -> place.topic().equals(Topic.DECKS.shortName()))
              .count());
    }
  }

  /** As the partitioner of Kafka's clients shares keys out. */
  private static UUID deckOf(int shard, int partitions) {
    return Stream.generate(UUID::randomUUID)
        .filter(
            id ->
                Utils.toPositive(Utils.murmur2(id.toString().getBytes(UTF_8))) % partitions
                    == shard)
        .findFirst()
        .orElseThrow();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS;
  }
}
