package dev.manadeck.bench.commands;

import dev.manadeck.bench.load.Load;
import dev.manadeck.command.CommandServiceApplication;
import dev.manadeck.command.deck.DeckCommand.CreateDeck;
import dev.manadeck.command.deck.NewCard;
import dev.manadeck.command.kafka.Shards;
import dev.manadeck.command.machine.Answer;
import dev.manadeck.command.machine.Command;
import dev.manadeck.command.machine.CommandDigest;
import dev.manadeck.command.machine.CommandKind;
import dev.manadeck.command.machine.Request;
import dev.manadeck.command.shard.Outcome;
import dev.manadeck.command.shard.ShardHost;
import dev.manadeck.command.shard.ShardPhase;
import dev.manadeck.command.study.GivenReview;
import dev.manadeck.command.study.StudyCommand.Review;
import dev.manadeck.command.verdict.CommandContext;
import dev.manadeck.events.CardDetails;
import dev.manadeck.events.CardId;
import dev.manadeck.events.CardType;
import dev.manadeck.events.CommandId;
import dev.manadeck.events.DeckDetails;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Rating;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.ReviewId;
import dev.manadeck.events.SchedulingSettings;
import dev.manadeck.events.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The command service's shards, driven in this process without HTTP: a node of its own on the same
 * broker, with topics of its own.
 */
final class RuntimeCeiling implements AutoCloseable {
  private static final int DECKS = 256;
  private static final long BYTES_OF_A_REVIEW = 200;
  private static final int CARDS_OF_A_DECK = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private record StudiedDeck(DeckId id, UserId owner, List<CardId> cards) {}

  private final ConfigurableApplicationContext node;
  private final ShardHost<Command, Recorded, Answer> host;
  private final Shards shards;
  private final List<StudiedDeck> decks = new ArrayList<>();

  private RuntimeCeiling(ConfigurableApplicationContext node) {
    this.node = node;
    this.host = host(node);
    this.shards = node.getBean(Shards.class);
  }

  static RuntimeCeiling start(String bootstrapServers) throws InterruptedException {
    ConfigurableApplicationContext node =
        new SpringApplicationBuilder(CommandServiceApplication.class)
            .logStartupInfo(false)
            .run(
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--manadeck.topics.prefix=runtime.",
                "--manadeck.command.advertised-url=http://127.0.0.1:0",
                "--manadeck.auth.jwks-uri=http://127.0.0.1:0/unused",
                "--manadeck.auth.issuer=unused",
                "--manadeck.auth.audience=unused",
                "--logging.level.root=warn");
    RuntimeCeiling runtime = new RuntimeCeiling(node);
    runtime.awaitShards();
    runtime.createDecks();
    return runtime;
  }

  @SuppressWarnings("unchecked")
  private static ShardHost<Command, Recorded, Answer> host(ConfigurableApplicationContext node) {
    return (ShardHost<Command, Recorded, Answer>)
        node.getBeanProvider(
                ResolvableType.forClassWithGenerics(
                    ShardHost.class, Command.class, Recorded.class, Answer.class))
            .getObject();
  }

  private void awaitShards() throws InterruptedException {
    while (host.phases().size() < 4
        || !host.phases().values().stream().allMatch(ShardPhase.OPEN::equals)) {
      Thread.sleep(Duration.ofMillis(50));
    }
  }

  private void createDecks() throws InterruptedException {
    DeckDetails details =
        new DeckDetails(
            "Birds", null, null, SchedulingSettings.DEFAULT, List.of(), JSON.objectNode());
    CardDetails card =
        new CardDetails(
            null,
            JSON.objectNode().put("front", "Turdus merula").put("back", "Blackbird"),
            CardType.FLASHCARD,
            null,
            null);
    for (int number = 0; number < DECKS; number++) {
      StudiedDeck deck =
          new StudiedDeck(
              new DeckId(UUID.randomUUID()),
              new UserId("runtime-" + number),
              Stream.generate(() -> new CardId(UUID.randomUUID())).limit(CARDS_OF_A_DECK).toList());
      List<NewCard> cards = deck.cards().stream().map(id -> new NewCard(id, null, card)).toList();
      submit(
          CommandKind.CREATE_DECK,
          deck,
          new Request.OfDeck(new CreateDeck(deck.id(), details, false, cards)));
      decks.add(deck);
    }
  }

  /**
   * @param callers each of whom waits for its answer before it asks again
   */
  Load run(int callers, Duration length) throws InterruptedException {
    long end = System.nanoTime() + length.toNanos();
    List<Callable<Load>> work = Collections.nCopies(callers, () -> review(end));
    List<Load> loads = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Load> caller : threads.invokeAll(work)) {
        loads.add(caller.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("There is no figure: a caller failed", e.getCause());
    }
    return Load.together(loads);
  }

  private Load review(long end) throws InterruptedException {
    Load load = new Load();
    while (System.nanoTime() < end) {
      long began = System.nanoTime();
      StudiedDeck deck = decks.get(ThreadLocalRandom.current().nextInt(decks.size()));
      submit(CommandKind.REVIEW, deck, new Request.OfStudy(review(deck)));
      load.acknowledged(System.nanoTime() - began);
    }
    load.end();
    return load;
  }

  private static Review review(StudiedDeck deck) {
    CardId card = deck.cards().get(ThreadLocalRandom.current().nextInt(CARDS_OF_A_DECK));
    return new Review(
        deck.id(),
        List.of(
            new GivenReview(
                new ReviewId(newId()), card, Rating.GOOD, null, null, null, null, null, null)));
  }

  private void submit(CommandKind kind, StudiedDeck deck, Request request)
      throws InterruptedException {
    String id = newId().toString();
    Command command =
        new Command(
            new CommandId(id),
            CommandDigest.of(kind, deck.owner().value(), id),
            new CommandContext(deck.owner(), false, Instant.now(), null),
            null,
            request,
            BYTES_OF_A_REVIEW);
    Outcome<Answer> outcome =
        host.submit(shards.of(request.key()), command, PATIENCE).orElseThrow();
    if (!(outcome instanceof Outcome.Answered<Answer>(var answer))
        || answer instanceof Answer.Refused) {
      throw new IllegalStateException("A command was not done: " + outcome);
    }
  }

  /** Not a secret, so not worth what a secure random number costs. */
  private static UUID newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong());
  }

  @Override
  public void close() {
    node.close();
  }
}
