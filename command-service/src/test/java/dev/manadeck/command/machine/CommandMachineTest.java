package dev.manadeck.command.machine;

import static dev.manadeck.command.deck.DeckStories.DECK;
import static dev.manadeck.command.deck.DeckStories.OWNER;
import static dev.manadeck.command.deck.DeckStories.STRANGER;
import static dev.manadeck.command.deck.DeckStories.card;
import static dev.manadeck.command.deck.DeckStories.cards;
import static dev.manadeck.command.deck.DeckStories.details;
import static dev.manadeck.command.deck.DeckStories.textCard;
import static dev.manadeck.command.machine.Commands.underKey;
import static dev.manadeck.command.machine.Commands.withoutKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.deck.DeckChanges;
import dev.manadeck.command.deck.DeckCommand.AddCards;
import dev.manadeck.command.deck.DeckCommand.ChangeCard;
import dev.manadeck.command.deck.DeckCommand.ChangeDeck;
import dev.manadeck.command.deck.DeckCommand.CreateDeck;
import dev.manadeck.command.deck.DeckCommand.DeleteDeck;
import dev.manadeck.command.deck.DeckCommand.ReorderCards;
import dev.manadeck.command.deck.DeckCommand.RestoreDeck;
import dev.manadeck.command.deck.DeckStories;
import dev.manadeck.command.deck.NewCard;
import dev.manadeck.command.learner.LearnerCommand.ChangeProfile;
import dev.manadeck.command.recent.LocatedTable.Span;
import dev.manadeck.command.recent.RecentMemory;
import dev.manadeck.command.shard.Decision;
import dev.manadeck.command.shard.Location;
import dev.manadeck.command.study.GivenReview;
import dev.manadeck.command.study.ReviewVerdict;
import dev.manadeck.command.study.Session;
import dev.manadeck.command.study.StudyCommand.CompleteSession;
import dev.manadeck.command.study.StudyCommand.MarkCard;
import dev.manadeck.command.study.StudyCommand.Review;
import dev.manadeck.command.study.StudyCommand.StartSession;
import dev.manadeck.command.study.StudyCommand.UndoReview;
import dev.manadeck.command.verdict.RefusalKind;
import dev.manadeck.events.CardChanges;
import dev.manadeck.events.Envelope;
import dev.manadeck.events.Mark;
import dev.manadeck.events.Rating;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewId;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.SessionMode;
import dev.manadeck.events.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CommandMachineTest {
  private static final Duration LONGER_THAN_REMEMBERED = Duration.ofHours(26);
  private static final SessionId SESSION = new SessionId(new UUID(5, 5));

  private final LoggedMachine machine = new LoggedMachine();

  @Nested
  class Recording {
    @Test
    void countsTheDecksVersionsInTheEnvelopes() {
      machine.run(withoutKey().asking(CommandKind.CREATE_DECK, create(2)));
      machine.run(withoutKey().asking(CommandKind.ADD_CARD, add(2)));
      machine.run(withoutKey().asking(CommandKind.REVIEW, review(1, 0)));

      assertThat(machine.facts(Topic.DECKS))
          .extracting(fact -> fact.envelope().sequence())
          .containsExactly(1L, 2L, 3L, 4L);
      assertThat(machine.facts(Topic.REVIEWS))
          .as("the version that a review met")
          .extracting(fact -> fact.envelope().sequence())
          .containsExactly(4L);
    }

    @Test
    void countsTheProfilesVersions() {
      machine.run(withoutKey().asking(called("Anna")));
      machine.run(withoutKey().asking(called("Ann")));

      assertThat(machine.facts(Topic.LEARNERS))
          .extracting(fact -> fact.envelope().sequence())
          .containsExactly(1L, 2L);
    }

    @Test
    void tellsWhoseCommandItWasAndWhich() {
      var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
      var command = underKey("k").traced(trace).asking(CommandKind.CREATE_DECK, create(0));

      machine.run(command);

      var envelope = machine.facts(Topic.DECKS).getFirst().envelope();
      assertThat(envelope.actor()).isEqualTo(OWNER);
      assertThat(envelope.commandId().value()).isEqualTo("k");
      assertThat(envelope.commandDigest()).isEqualTo(command.digest().toString());
      assertThat(envelope.traceparent()).isEqualTo(trace);
    }
  }

  @Nested
  class Repeating {
    @Test
    void givesTheOriginalAnswerHoweverThingsWentOn() {
      var command = underKey("k").asking(CommandKind.CREATE_DECK, create(1));
      var first = (Answer.Done) machine.run(command);
      machine.run(withoutKey().asking(CommandKind.ADD_CARD, add(1)));
      machine.run(withoutKey().asking(CommandKind.DELETE_DECK, new DeleteDeck(DECK)));

      var again = (Answer.Done) machine.run(command);

      assertThat(again.kind()).isEqualTo(CommandKind.CREATE_DECK);
      assertThat(offsets(again.span())).isEqualTo(offsets(first.span())).containsExactly(0L, 1L);
      assertThat(((Aftermath.OfDeck) first.aftermath()).deck().version()).isEqualTo(2);
      assertThat(again.facts()).as("to be read from the log").isNull();
      assertThat(thenIn(again).cardCount()).isEqualTo(1);
      assertThat(thenIn(again).isPublic()).isFalse();
      assertThat(thenIn(again).details().offset()).isEqualTo(0);
      assertThat(machine.facts(Topic.DECKS)).hasSize(4);
    }

    @Test
    void knowsWhereTheDetailsStandThatADeckHadThen() {
      machine.run(withoutKey().asking(CommandKind.CREATE_DECK, create(1)));
      var command = underKey("k").asking(CommandKind.DELETE_DECK, new DeleteDeck(DECK));
      machine.run(withoutKey().asking(CommandKind.CHANGE_DECK, rename("B")));
      machine.run(command);
      machine.run(withoutKey().asking(CommandKind.RESTORE_DECK, new RestoreDeck(DECK)));
      machine.run(withoutKey().asking(CommandKind.CHANGE_DECK, rename("C")));

      var then = thenIn((Answer.Done) machine.run(command));

      assertThat(then.details().topic()).isEqualTo(Topic.DECKS.shortName());
      assertThat(then.details().offset()).isEqualTo(2);
      assertThat(then.now().owner()).isEqualTo(OWNER);
    }

    @Test
    void answersAChangedCardAsItStoodThen() {
      machine.run(withoutKey().asking(CommandKind.CREATE_DECK, create(2)));
      var command = underKey("k").asking(CommandKind.REPLACE_CARD, change(1));
      var first = (Answer.Done) machine.run(command);
      machine.run(
          withoutKey().asking(CommandKind.ORDER_CARDS, new ReorderCards(DECK, cards(1, 0))));

      var again = (Answer.Done) machine.run(command);

      assertThat(again.aftermath()).isEqualTo(first.aftermath());
      assertThat(((Aftermath.OfCard) again.aftermath()).position()).isEqualTo(1);
    }

    @Test
    void answersASessionAsItStoodThen() {
      machine.run(withoutKey().asking(CommandKind.CREATE_DECK, create(1)));
      var start = underKey("start").asking(CommandKind.START_SESSION, start());
      var complete =
          underKey("complete")
              .asking(CommandKind.COMPLETE_SESSION, new CompleteSession(DECK, SESSION, 60));
      machine.run(start);
      var first = sessionIn(machine.run(complete));

      assertThat(first.completion().timeSpentSeconds()).isEqualTo(60);
      assertThat(((Answer.Done) machine.run(start)).aftermath()).as("its fact tells all").isNull();
      assertThat(((Answer.Done) machine.run(complete)).aftermath())
          .isEqualTo(new Aftermath.OfSessionThen(first.mode(), first.startedAt()));
    }

    @Test
    void refusesAnotherCommandUnderTheSameKey() {
      machine.run(underKey("k").asking(CommandKind.CREATE_DECK, create(0)));

      assertRefused(
          machine.run(underKey("k").asking(CommandKind.CREATE_DECK, create(1))),
          RefusalKind.COMMAND_ID_REUSED);
      assertRefused(
          machine.run(underKey("k").asking(called("Anna"))), RefusalKind.COMMAND_ID_REUSED);
      assertThat(machine.facts(Topic.LEARNERS)).isEmpty();
    }

    @Test
    void doesNotMixUpTheKeysOfTwoUsers() {
      machine.run(underKey("k").asking(CommandKind.CREATE_DECK, create(0)));

      assertThat(
              machine.run(
                  underKey("k")
                      .by(STRANGER)
                      .asking(new ChangeProfile(STRANGER, Optional.of("S"), null, null, null))))
          .isInstanceOf(Answer.Done.class);
    }

    @Test
    void asksForNothingThatWasRefused() {
      var command = underKey("k").asking(CommandKind.ADD_CARD, add(1));
      assertRefused(machine.run(command), RefusalKind.NOT_FOUND);
      machine.run(withoutKey().asking(CommandKind.CREATE_DECK, create(1)));

      assertThat(machine.run(command)).isInstanceOf(Answer.Done.class);
    }

    @Test
    void endsAfterADay() {
      machine.run(underKey("k").asking(called("Anna")));
      machine.run(withoutKey().after(Duration.ofHours(24)).asking(called("Ann")));
      assertRefused(
          machine.run(underKey("k").after(Duration.ofHours(24)).asking(called("Other"))),
          RefusalKind.COMMAND_ID_REUSED);

      letTimePass(LONGER_THAN_REMEMBERED);
      assertThat(machine.run(underKey("k").after(LONGER_THAN_REMEMBERED).asking(called("Other"))))
          .isInstanceOf(Answer.Done.class);
    }

    @Test
    void keepsApartWhatOneKeyMeantInOneTopicAndLaterInAnother() {
      var command =
          underKey("k").after(LONGER_THAN_REMEMBERED).asking(CommandKind.CREATE_DECK, create(1));
      machine.run(underKey("k").asking(called("Anna")));
      letTimePass(LONGER_THAN_REMEMBERED);
      machine.run(command);

      var restored =
          machine.restored(List.of(Topic.DECKS, Topic.SESSIONS, Topic.REVIEWS, Topic.LEARNERS));

      assertThat(restored.decide(command))
          .usingRecursiveComparison()
          .isEqualTo(machine.decide(command));
      assertThat(((Answer.Done) machine.run(command)).aftermath())
          .isInstanceOf(Aftermath.OfDeckThen.class);
    }

    /** A fact every hour, for a single one is not believed that a day has passed. */
    private void letTimePass(Duration time) {
      for (var hour = 1; hour <= time.toHours(); hour++) {
        machine.run(withoutKey().after(Duration.ofHours(hour)).asking(called("Ann " + hour)));
      }
    }
  }

  @Nested
  class Snapshots {
    @Test
    void forgetAReviewOfASessionThatWasUndone() {
      var kept = new KeptParts();
      machine.run(withoutKey().asking(CommandKind.CREATE_DECK, create(1)));
      machine.run(withoutKey().asking(CommandKind.START_SESSION, start()));
      machine.run(
          withoutKey().asking(CommandKind.REVIEW, new Review(DECK, List.of(given(1, 0, SESSION)))));
      kept.take(machine.machine(), Integer.MAX_VALUE);
      machine.run(
          withoutKey()
              .asking(CommandKind.UNDO_REVIEW, new UndoReview(DECK, new ReviewId(new UUID(9, 1)))));

      kept.take(machine.machine(), Integer.MAX_VALUE);

      machine.goOnWith(machine.restored(List.of(), kept, Map.of()));
      var completed =
          machine.run(
              withoutKey()
                  .asking(CommandKind.COMPLETE_SESSION, new CompleteSession(DECK, SESSION, 60)));
      assertThat(sessionIn(completed).completion().completedCards()).isZero();
    }
  }

  @Nested
  class ChangingNothing {
    @Test
    void appendsNothing() {
      machine.run(withoutKey().asking(CommandKind.CREATE_DECK, create(1)));

      var answer =
          (Answer.Done)
              machine.run(withoutKey().asking(CommandKind.RESTORE_DECK, new RestoreDeck(DECK)));

      assertThat(answer.span()).isNull();
      assertThat(((Aftermath.OfDeck) answer.aftermath()).deck().version()).isEqualTo(2);
      assertThat(machine.facts(Topic.DECKS)).hasSize(2);
    }

    @Test
    void showsAMarkThatStandsAlready() {
      machine.run(withoutKey().asking(CommandKind.CREATE_DECK, create(1)));
      var mark = new MarkCard(DECK, card(0), Mark.FAVORITE, true);
      machine.run(withoutKey().asking(CommandKind.MARK_CARD, mark));

      var answer = (Answer.Done) machine.run(withoutKey().asking(CommandKind.MARK_CARD, mark));

      assertThat(answer.span()).isNull();
      assertThat(answer.facts()).hasSize(1);
      assertThat(machine.facts(Topic.REVIEWS)).hasSize(1);
    }

    @Test
    void showsTheProfileWithItsVersion() {
      machine.run(withoutKey().asking(called("Anna")));

      var answer = (Answer.Done) machine.run(withoutKey().asking(called("Anna")));

      assertThat(answer.facts()).extracting(fact -> fact.envelope().sequence()).containsExactly(1L);
      assertThat(machine.facts(Topic.LEARNERS)).hasSize(1);
    }
  }

  @Nested
  class Reviewing {
    @Test
    void knowsAReviewThatCameUnderAnotherKey() {
      machine.run(withoutKey().asking(CommandKind.CREATE_DECK, create(1)));
      machine.run(withoutKey().asking(CommandKind.REVIEW, review(1, 0)));
      machine.run(withoutKey().asking(CommandKind.REVIEW, review(2, 0)));

      var answer = machine.run(withoutKey().asking(CommandKind.REVIEW, review(2, 0)));

      assertThat(answer).isInstanceOf(Answer.KnownReview.class);
      assertThat(offsets(((Answer.KnownReview) answer).span())).containsExactly(1L, 1L);
      assertThat(machine.facts(Topic.REVIEWS)).hasSize(2);
    }

    @Test
    void appendsWhatIsGoodOfABatch() {
      machine.run(withoutKey().asking(CommandKind.CREATE_DECK, create(2)));

      var answer =
          (Answer.Reviewed)
              machine.run(
                  withoutKey()
                      .asking(
                          CommandKind.REVIEW_BATCH,
                          new Review(DECK, List.of(given(1, 0), given(2, 9), given(3, 1)))));

      assertThat(answer.verdicts())
          .extracting(Object::getClass)
          .containsExactly(
              ReviewVerdict.Accepted.class,
              ReviewVerdict.Refused.class,
              ReviewVerdict.Accepted.class);
      assertThat(offsets(answer.span())).containsExactly(0L, 1L);
      assertThat(machine.facts(Topic.REVIEWS))
          .extracting(fact -> ((CardReviewed) fact.event()).cardId())
          .containsExactly(card(0), card(1));
    }

    @Test
    void appendsNothingOfABatchThatIsAllBad() {
      machine.run(withoutKey().asking(CommandKind.CREATE_DECK, create(1)));
      var command =
          withoutKey().asking(CommandKind.REVIEW_BATCH, new Review(DECK, List.of(given(1, 9))));

      assertThat(machine.decide(command)).isInstanceOf(Decision.Reply.class);
      assertThat(((Answer.Reviewed) machine.run(command)).span()).isNull();
    }

    @Test
    void knowsABatchThatComesAgain() {
      machine.run(withoutKey().asking(CommandKind.CREATE_DECK, create(2)));
      var command =
          underKey("k")
              .asking(
                  CommandKind.REVIEW_BATCH,
                  new Review(DECK, List.of(given(1, 0), given(2, 9), given(3, 1))));
      machine.run(command);

      var again = (Answer.ReviewedBefore) machine.run(command);

      assertThat(offsets(again.span())).containsExactly(0L, 1L);
      assertThat(again.verdicts())
          .extracting(Object::getClass)
          .containsExactly(
              ReviewVerdict.Duplicate.class,
              ReviewVerdict.Refused.class,
              ReviewVerdict.Duplicate.class);
      assertThat(machine.facts(Topic.REVIEWS)).hasSize(2);
    }
  }

  @Nested
  class Restoring {
    @Test
    void doesNotDependOnHowFactsWereWrittenDown() {
      machine.run(withoutKey().asking(CommandKind.CREATE_DECK, create(1)));
      machine.run(withoutKey().asking(CommandKind.START_SESSION, start()));
      machine.run(
          withoutKey().asking(CommandKind.REVIEW, new Review(DECK, List.of(givenInSession(1, 0)))));

      var complete =
          withoutKey().asking(CommandKind.COMPLETE_SESSION, new CompleteSession(DECK, SESSION, 5));

      assertThat(facts(machine.restored(Arrays.asList(Topic.values())).decide(complete)))
          .isEqualTo(facts(machine.decide(complete)))
          .isNotEmpty();
    }

    @Test
    void passesOverFactsThatWereNotWrittenByACommandOfAClient() {
      var create = underKey("k").asking(CommandKind.CREATE_DECK, create(1));
      machine.run(create);
      var foreign = new CommandMachine(() -> null, new RecentMemory(1 << 24));
      for (var fact : machine.facts(Topic.DECKS)) {
        foreign.evolve(withoutDigest(fact), Location.at("decks", 0, 0));
      }

      assertRefused(
          ((Decision.Reply<Recorded, Answer>) foreign.decide(create)).answer(),
          RefusalKind.CONFLICT);
    }

    private static Recorded withoutDigest(Recorded fact) {
      var envelope = fact.envelope();
      return new Recorded(
          new Envelope(envelope.id(), envelope.actor(), envelope.commandId(), null, 1, null),
          fact.event());
    }

    private static List<Recorded> facts(Decision<Recorded, Answer> decision) {
      return ((Decision.Append<Recorded, Answer>) decision).facts();
    }
  }

  private static CreateDeck create(int cards) {
    return new CreateDeck(DECK, details("Birds"), false, newCards(0, cards));
  }

  private static AddCards add(int number) {
    return new AddCards(DECK, newCards(number, number + 1));
  }

  private static List<NewCard> newCards(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> new NewCard(card(i), null, textCard("text " + i)))
        .toList();
  }

  private static ChangeCard change(int number) {
    return new ChangeCard(
        DECK,
        card(number),
        new CardChanges(null, DeckStories.textContent("better"), null, null, null));
  }

  private static ChangeProfile called(String name) {
    return new ChangeProfile(OWNER, Optional.of(name), null, null, null);
  }

  private static StartSession start() {
    return new StartSession(DECK, SESSION, SessionMode.ALL, null, null, null);
  }

  private static Review review(int number, int cardNumber) {
    return new Review(DECK, List.of(given(number, cardNumber)));
  }

  private static GivenReview given(int number, int cardNumber) {
    return given(number, cardNumber, null);
  }

  private static GivenReview givenInSession(int number, int cardNumber) {
    return given(number, cardNumber, SESSION);
  }

  private static GivenReview given(int number, int cardNumber, SessionId session) {
    return new GivenReview(
        new ReviewId(new UUID(9, number)),
        card(cardNumber),
        Rating.GOOD,
        null,
        null,
        null,
        session,
        null,
        null);
  }

  private static ChangeDeck rename(String title) {
    return new ChangeDeck(DECK, new DeckChanges(title, null, null, null, null, null, null));
  }

  private static Aftermath.OfDeckThen thenIn(Answer.Done done) {
    return (Aftermath.OfDeckThen) done.aftermath();
  }

  private static Session sessionIn(Answer answer) {
    return ((Aftermath.OfSession) ((Answer.Done) answer).aftermath()).session();
  }

  private static List<Long> offsets(Span span) {
    return List.of(span.first().offset(), span.last().offset());
  }

  private static void assertRefused(Answer answer, RefusalKind kind) {
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    assertThat(((Answer.Refused) answer).refusal().kind()).isEqualTo(kind);
  }
}
