package dev.manadeck.command.kafka;

import dev.manadeck.command.deck.DeckChanges;
import dev.manadeck.command.deck.DeckCommand;
import dev.manadeck.command.deck.NewCard;
import dev.manadeck.command.learner.LearnerCommand;
import dev.manadeck.command.machine.Command;
import dev.manadeck.command.machine.CommandDigest;
import dev.manadeck.command.machine.CommandKind;
import dev.manadeck.command.machine.Request;
import dev.manadeck.command.study.GivenReview;
import dev.manadeck.command.study.StudyCommand;
import dev.manadeck.command.verdict.CommandContext;
import dev.manadeck.events.CardChanges;
import dev.manadeck.events.CardDetails;
import dev.manadeck.events.CardId;
import dev.manadeck.events.CardType;
import dev.manadeck.events.CommandId;
import dev.manadeck.events.DeckDetails;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Mark;
import dev.manadeck.events.Rating;
import dev.manadeck.events.ReviewId;
import dev.manadeck.events.SchedulingSettings;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.SessionMode;
import dev.manadeck.events.UserId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import tools.jackson.databind.node.JsonNodeFactory;

/** Commands of every kind on few things, so that many meet what others did. The same for a seed. */
public final class RandomCommands {
  private static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00Z");
  private static final List<UserId> USERS =
      List.of(new UserId("owner"), new UserId("other"), new UserId("admin"));

  private final Random random;
  private final List<DeckId> decks;
  private final List<CardId> cards;
  private final List<SessionId> sessions;
  private final List<ReviewId> reviews;
  private int count;

  public RandomCommands(long seed) {
    random = new Random(seed);
    decks = ids(4, DeckId::new);
    cards = ids(20, CardId::new);
    sessions = ids(6, SessionId::new);
    reviews = ids(30, ReviewId::new);
  }

  private <T> List<T> ids(int howMany, Function<UUID, T> of) {
    return IntStream.range(0, howMany)
        .mapToObj(i -> of.apply(new UUID(random.nextLong(), random.nextLong())))
        .toList();
  }

  public Command next() {
    count++;
    var kind = oneOf(List.of(CommandKind.values()));
    var version = random.nextInt(12) == 0 ? Long.valueOf(random.nextInt(20)) : null;
    var actor = random.nextInt(4) == 0 ? oneOf(USERS) : USERS.getFirst();
    return new Command(
        new CommandId("command-" + count),
        CommandDigest.of(kind, "/" + kind, "{\"number\":%d}".formatted(count)),
        new CommandContext(
            actor, actor.equals(USERS.getLast()), BEGINNING.plusSeconds(count), version),
        null,
        request(kind, actor),
        1);
  }

  private Request request(CommandKind kind, UserId actor) {
    var deck = oneOf(decks);
    return switch (kind) {
      case CREATE_DECK, COPY_DECK ->
          ofDeck(new DeckCommand.CreateDeck(deck, details(), random.nextInt(3) > 0, newCards(3)));
      case CHANGE_DECK ->
          ofDeck(
              new DeckCommand.ChangeDeck(
                  deck,
                  new DeckChanges(
                      text(), null, Optional.empty(), random.nextBoolean(), null, null, null)));
      case DELETE_DECK -> ofDeck(new DeckCommand.DeleteDeck(deck));
      case RESTORE_DECK -> ofDeck(new DeckCommand.RestoreDeck(deck));
      case FEATURE_DECK -> ofDeck(new DeckCommand.FeatureDeck(deck, random.nextBoolean()));
      case ADD_CARD -> ofDeck(new DeckCommand.AddCards(deck, newCards(1)));
      case ADD_CARDS -> ofDeck(new DeckCommand.AddCards(deck, newCards(4)));
      case REPLACE_CARD, CHANGE_CARD ->
          ofDeck(
              new DeckCommand.ChangeCard(
                  deck,
                  oneOf(cards),
                  new CardChanges(new CardChanges.Text(text()), null, null, null, null)));
      case REMOVE_CARD -> ofDeck(new DeckCommand.RemoveCard(deck, oneOf(cards)));
      case ORDER_CARDS -> ofDeck(new DeckCommand.ReorderCards(deck, shuffled(cards)));
      case MARK_CARD ->
          ofStudy(
              new StudyCommand.MarkCard(
                  deck, oneOf(cards), oneOf(List.of(Mark.values())), random.nextBoolean()));
      case START_SESSION ->
          ofStudy(
              new StudyCommand.StartSession(
                  deck, oneOf(sessions), SessionMode.ALL, null, ZoneId.of("Europe/Berlin"), 4));
      case COMPLETE_SESSION ->
          ofStudy(new StudyCommand.CompleteSession(deck, oneOf(sessions), null));
      case REVIEW -> ofStudy(new StudyCommand.Review(deck, List.of(review())));
      case REVIEW_BATCH ->
          ofStudy(new StudyCommand.Review(deck, List.of(review(), review(), review())));
      case UNDO_REVIEW -> ofStudy(new StudyCommand.UndoReview(deck, oneOf(reviews)));
      case CHANGE_PROFILE ->
          new Request.OfLearner(
              new LearnerCommand.ChangeProfile(
                  actor, Optional.of(text()), null, random.nextInt(24), random.nextBoolean()));
    };
  }

  private static Request ofDeck(DeckCommand command) {
    return new Request.OfDeck(command);
  }

  private static Request ofStudy(StudyCommand command) {
    return new Request.OfStudy(command);
  }

  private DeckDetails details() {
    return new DeckDetails(
        text(),
        null,
        null,
        SchedulingSettings.DEFAULT,
        List.of("tag"),
        JsonNodeFactory.instance.objectNode());
  }

  private List<NewCard> newCards(int atMost) {
    return shuffled(cards).stream()
        .limit(1 + random.nextInt(atMost))
        .map(card -> new NewCard(card, random.nextBoolean() ? random.nextInt(5) : null, card()))
        .toList();
  }

  private CardDetails card() {
    return new CardDetails(
        text(),
        JsonNodeFactory.instance.objectNode().put("text", text()),
        CardType.TEXT,
        null,
        null);
  }

  private GivenReview review() {
    return new GivenReview(
        oneOf(reviews),
        oneOf(cards),
        oneOf(List.of(Rating.values())),
        null,
        null,
        900,
        random.nextBoolean() ? oneOf(sessions) : null,
        null,
        null);
  }

  private String text() {
    return "text " + random.nextInt(1_000);
  }

  private <T> List<T> shuffled(List<T> list) {
    var shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private <T> T oneOf(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
