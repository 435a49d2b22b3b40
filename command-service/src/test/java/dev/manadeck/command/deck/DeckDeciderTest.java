package dev.manadeck.command.deck;

import static dev.manadeck.command.deck.DeckSpecification.given;
import static dev.manadeck.command.deck.DeckStories.ADMIN;
import static dev.manadeck.command.deck.DeckStories.DECK;
import static dev.manadeck.command.deck.DeckStories.LONG_AGO;
import static dev.manadeck.command.deck.DeckStories.NOW;
import static dev.manadeck.command.deck.DeckStories.OWNER;
import static dev.manadeck.command.deck.DeckStories.STRANGER;
import static dev.manadeck.command.deck.DeckStories.added;
import static dev.manadeck.command.deck.DeckStories.by;
import static dev.manadeck.command.deck.DeckStories.card;
import static dev.manadeck.command.deck.DeckStories.cards;
import static dev.manadeck.command.deck.DeckStories.createdPrivate;
import static dev.manadeck.command.deck.DeckStories.createdPublic;
import static dev.manadeck.command.deck.DeckStories.details;
import static dev.manadeck.command.deck.DeckStories.textCard;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.deck.DeckCommand.ChangeDeck;
import dev.manadeck.command.deck.DeckCommand.CreateDeck;
import dev.manadeck.command.deck.DeckCommand.DeleteDeck;
import dev.manadeck.command.deck.DeckCommand.FeatureDeck;
import dev.manadeck.command.deck.DeckCommand.RestoreDeck;
import dev.manadeck.command.verdict.RefusalKind;
import dev.manadeck.events.CardDetails;
import dev.manadeck.events.CardType;
import dev.manadeck.events.DeckDetails;
import dev.manadeck.events.DeckEvent.CardAdded;
import dev.manadeck.events.DeckEvent.CardsReordered;
import dev.manadeck.events.DeckEvent.DeckCreated;
import dev.manadeck.events.DeckEvent.DeckDeleted;
import dev.manadeck.events.DeckEvent.DeckFeatured;
import dev.manadeck.events.DeckEvent.DeckRestored;
import dev.manadeck.events.DeckEvent.DeckUnfeatured;
import dev.manadeck.events.DeckEvent.DetailsChanged;
import dev.manadeck.events.DeckEvent.VisibilityChanged;
import dev.manadeck.events.Scheduler;
import dev.manadeck.events.SchedulingSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class DeckDeciderTest {
  private static final DeckDeleted DELETED = new DeckDeleted(DECK, LONG_AGO);
  private static final DeckFeatured FEATURED = new DeckFeatured(DECK, LONG_AGO);

  @Nested
  class Creating {
    @Test
    void makesTheDeckOfTheCaller() {
      var deck =
          given()
              .when(new CreateDeck(DECK, details("Birds"), true, List.of()), by(OWNER))
              .then(new DeckCreated(DECK, OWNER, details("Birds"), true, NOW));

      assertThat(deck.version()).isEqualTo(1);
      assertThat(deck.owner()).isEqualTo(OWNER);
      assertThat(deck.isPublic()).isTrue();
      assertThat(deck.createdAt()).isEqualTo(NOW);
      assertThat(deck.updatedAt()).isEqualTo(NOW);
    }

    @Test
    void addsItsFirstCardsOneBehindTheOther() {
      var first = new NewCard(card(1), null, textCard("a"));
      var second = new NewCard(card(2), null, textCard("b"));

      var deck =
          given()
              .when(
                  new CreateDeck(DECK, details("Birds"), false, List.of(first, second)), by(OWNER))
              .then(
                  new DeckCreated(DECK, OWNER, details("Birds"), false, NOW),
                  new CardAdded(DECK, card(1), 0, textCard("a"), NOW),
                  new CardAdded(DECK, card(2), 1, textCard("b"), NOW));

      assertThat(deck.version()).isEqualTo(3);
      assertThat(deck.cardCount()).isEqualTo(2);
    }

    @Test
    void ordersFirstCardsThatWantTheSamePlace() {
      var first = new NewCard(card(1), 0, textCard("a"));
      var second = new NewCard(card(2), 0, textCard("b"));

      var deck =
          given()
              .when(
                  new CreateDeck(DECK, details("Birds"), false, List.of(first, second)), by(OWNER))
              .then(
                  new DeckCreated(DECK, OWNER, details("Birds"), false, NOW),
                  new CardAdded(DECK, card(1), 0, textCard("a"), NOW),
                  new CardAdded(DECK, card(2), 0, textCard("b"), NOW),
                  new CardsReordered(DECK, cards(2, 1), NOW));

      assertThat(deck.cards().inOrder()).isEqualTo(cards(2, 1));
    }

    @Test
    void refusesAnIdThatIsTaken() {
      given(createdPrivate())
          .when(new CreateDeck(DECK, details("Birds"), false, List.of()), by(OWNER))
          .thenRefused(RefusalKind.CONFLICT);
      given(createdPrivate(), DELETED)
          .when(new CreateDeck(DECK, details("Birds"), false, List.of()), by(STRANGER))
          .thenRefused(RefusalKind.CONFLICT);
    }

    @Test
    void refusesCardsThatBreakARule() {
      var empty = JsonNodeFactory.instance.objectNode();
      var bad =
          new NewCard(card(2), null, new CardDetails(null, empty, CardType.FLASHCARD, null, null));

      given()
          .when(
              new CreateDeck(
                  DECK,
                  details("Birds"),
                  false,
                  List.of(new NewCard(card(1), null, textCard("a")), bad)),
              by(OWNER))
          .thenRefused(RefusalKind.UNPROCESSABLE, "/cards/1/content/front");
    }
  }

  @Nested
  class Changing {
    @Test
    void changesWhatIsGivenAndKeepsTheRest() {
      var before =
          new DeckDetails("Birds", "About birds", "https://a.b/c", settings(), tags(), metadata());
      var deck =
          given(new DeckCreated(DECK, OWNER, before, false, LONG_AGO))
              .when(
                  change(
                      new DeckChanges(
                          "Owls", Optional.empty(), null, null, null, List.of("night"), null)),
                  by(OWNER))
              .then(
                  new DetailsChanged(
                      DECK,
                      new DeckDetails(
                          "Owls", null, "https://a.b/c", settings(), List.of("night"), metadata()),
                      NOW));

      assertThat(deck.version()).isEqualTo(2);
      assertThat(deck.createdAt()).isEqualTo(LONG_AGO);
      assertThat(deck.updatedAt()).isEqualTo(NOW);
    }

    @Test
    void changesSettingsOnTopOfThoseThatStand() {
      var before = new DeckDetails("Birds", null, null, settings(), List.of(), metadata());
      var after =
          new SchedulingSettings(
              Scheduler.SM2, 0.85, 100, null, List.of("1m"), List.of("5m"), true);

      given(new DeckCreated(DECK, OWNER, before, false, LONG_AGO))
          .when(
              change(
                  new DeckChanges(
                      null,
                      null,
                      null,
                      null,
                      standing ->
                          new SchedulingSettings(
                              Scheduler.SM2,
                              standing.desiredRetention(),
                              standing.maximumIntervalDays(),
                              standing.fsrsWeights(),
                              standing.learningSteps(),
                              standing.relearningSteps(),
                              standing.fuzz()),
                      null,
                      null)),
              by(OWNER))
          .then(
              new DetailsChanged(
                  DECK, new DeckDetails("Birds", null, null, after, List.of(), metadata()), NOW));
    }

    @Test
    void changesNothingIfAllStaysTheSame() {
      given(createdPrivate()).when(change(title("Birds")), by(OWNER)).thenNothing();
      given(createdPrivate()).when(change(visibility(false)), by(OWNER)).thenNothing();
      given(createdPrivate()).when(change(title(null)), by(OWNER)).thenNothing();
    }

    @Test
    void tellsDetailsFromVisibility() {
      given(createdPrivate())
          .when(change(visibility(true)), by(OWNER))
          .then(new VisibilityChanged(DECK, true, NOW));
      given(createdPrivate())
          .when(change(new DeckChanges("Owls", null, null, true, null, null, null)), by(OWNER))
          .then(
              new DetailsChanged(DECK, details("Owls"), NOW),
              new VisibilityChanged(DECK, true, NOW));
    }

    @Test
    void endsTheFeaturingOfADeckThatBecomesPrivate() {
      var deck =
          given(createdPublic(), FEATURED)
              .when(change(visibility(false)), by(OWNER))
              .then(new DeckUnfeatured(DECK, NOW), new VisibilityChanged(DECK, false, NOW));

      assertThat(deck.isFeatured()).isFalse();
      assertThat(deck.featuredAt()).isNull();
    }

    @Test
    void isForTheOwnerAlone() {
      assertOwnerAlone(change(title("Owls")));
    }

    @Test
    void refusesAnotherVersion() {
      assertVersionMatters(change(title("Owls")));
    }

    private static SchedulingSettings settings() {
      return new SchedulingSettings(
          Scheduler.FSRS, 0.85, 100, null, List.of("1m"), List.of("5m"), true);
    }

    private static List<String> tags() {
      return List.of("nature");
    }

    private static ObjectNode metadata() {
      return JsonNodeFactory.instance.objectNode().put("source", "field trip");
    }
  }

  @Nested
  class Deleting {
    @Test
    void deletes() {
      var deck =
          given(createdPrivate(), added(1, 0))
              .when(new DeleteDeck(DECK), by(OWNER))
              .then(new DeckDeleted(DECK, NOW));

      assertThat(deck.isDeleted()).isTrue();
      assertThat(deck.version()).isEqualTo(3);
    }

    @Test
    void doesNotFindADeckThatIsDeleted() {
      given(createdPublic(), DELETED)
          .when(new DeleteDeck(DECK), by(OWNER))
          .thenRefused(RefusalKind.NOT_FOUND);
    }

    @Test
    void isForTheOwnerAlone() {
      assertOwnerAlone(new DeleteDeck(DECK));
    }

    @Test
    void refusesAnotherVersion() {
      assertVersionMatters(new DeleteDeck(DECK));
    }
  }

  @Nested
  class Restoring {
    @Test
    void takesTheDeckBackAsItWas() {
      var deck =
          given(createdPublic(), added(1, 0), FEATURED, DELETED)
              .when(new RestoreDeck(DECK), by(OWNER))
              .then(new DeckRestored(DECK, NOW));

      assertThat(deck.isDeleted()).isFalse();
      assertThat(deck.cardCount()).isEqualTo(1);
      assertThat(deck.isFeatured()).isTrue();
      assertThat(deck.version()).isEqualTo(5);
    }

    @Test
    void changesNothingOnADeckThatIsThere() {
      given(createdPrivate()).when(new RestoreDeck(DECK), by(OWNER)).thenNothing();
    }

    @Test
    void doesNotFindTheDeletedDeckOfSomebodyElse() {
      given(createdPublic(), DELETED)
          .when(new RestoreDeck(DECK), by(STRANGER))
          .thenRefused(RefusalKind.NOT_FOUND);
      given(createdPublic(), DELETED)
          .when(new RestoreDeck(DECK), by(ADMIN))
          .thenRefused(RefusalKind.NOT_FOUND);
    }

    @Test
    void isForTheOwnerAlone() {
      assertOwnerAlone(new RestoreDeck(DECK));
    }

    @Test
    void refusesAnotherVersion() {
      given(createdPrivate(), DELETED)
          .when(new RestoreDeck(DECK), by(OWNER, 1))
          .thenRefused(RefusalKind.STALE_VERSION);
      given(createdPrivate(), DELETED)
          .when(new RestoreDeck(DECK), by(OWNER, 2))
          .then(new DeckRestored(DECK, NOW));
    }
  }

  @Nested
  class Featuring {
    @Test
    void isForAdminsOnPublicDecks() {
      var deck =
          given(createdPublic())
              .when(new FeatureDeck(DECK, true), by(ADMIN))
              .then(new DeckFeatured(DECK, NOW));

      assertThat(deck.featuredAt()).isEqualTo(NOW);
    }

    @Test
    void ends() {
      given(createdPublic(), FEATURED)
          .when(new FeatureDeck(DECK, false), by(ADMIN))
          .then(new DeckUnfeatured(DECK, NOW));
    }

    @Test
    void changesNothingTheSecondTime() {
      given(createdPublic(), FEATURED).when(new FeatureDeck(DECK, true), by(ADMIN)).thenNothing();
      given(createdPublic()).when(new FeatureDeck(DECK, false), by(ADMIN)).thenNothing();
    }

    @Test
    void isNotForTheOwner() {
      given(createdPublic())
          .when(new FeatureDeck(DECK, true), by(OWNER))
          .thenRefused(RefusalKind.FORBIDDEN);
      given(createdPublic())
          .when(new FeatureDeck(DECK, true), by(STRANGER))
          .thenRefused(RefusalKind.FORBIDDEN);
    }

    @Test
    void doesNotShowPrivateOrDeletedDecksToAdmins() {
      given().when(new FeatureDeck(DECK, true), by(ADMIN)).thenRefused(RefusalKind.NOT_FOUND);
      given(createdPrivate())
          .when(new FeatureDeck(DECK, true), by(ADMIN))
          .thenRefused(RefusalKind.NOT_FOUND);
      given(createdPublic(), DELETED)
          .when(new FeatureDeck(DECK, true), by(ADMIN))
          .thenRefused(RefusalKind.NOT_FOUND);
    }

    @Test
    void refusesThePrivateDeckOfTheAdmin() {
      given(new DeckCreated(DECK, ADMIN, details("Birds"), false, LONG_AGO))
          .when(new FeatureDeck(DECK, true), by(ADMIN))
          .thenRefused(RefusalKind.CONFLICT);
    }

    @Test
    void refusesAnotherVersion() {
      given(createdPublic())
          .when(new FeatureDeck(DECK, true), by(ADMIN, 2))
          .thenRefused(RefusalKind.STALE_VERSION);
    }
  }

  @Nested
  class Evolving {
    @Test
    void raisesTheVersionWithEachEvent() {
      var deck =
          given(createdPublic(), added(1, 0), added(2, 1), FEATURED)
              .and(new DeckUnfeatured(DECK, NOW), new CardsReordered(DECK, cards(2, 1), NOW))
              .deck();

      assertThat(deck.version()).isEqualTo(6);
      assertThat(deck.updatedAt()).isEqualTo(NOW);
    }

    @Test
    void passesOverWhatCannotBe() {
      assertThat(given(added(1, 0)).deck()).isNull();
      assertThat(given(createdPublic(), createdPrivate()).deck())
          .usingRecursiveComparison()
          .isEqualTo(given(createdPublic()).deck());
    }
  }

  private static ChangeDeck change(DeckChanges changes) {
    return new ChangeDeck(DECK, changes);
  }

  private static DeckChanges title(String title) {
    return new DeckChanges(title, null, null, null, null, null, null);
  }

  private static DeckChanges visibility(boolean isPublic) {
    return new DeckChanges(null, null, null, isPublic, null, null, null);
  }

  static void assertOwnerAlone(DeckCommand command) {
    given().when(command, by(OWNER)).thenRefused(RefusalKind.NOT_FOUND);
    given(createdPrivate()).when(command, by(STRANGER)).thenRefused(RefusalKind.NOT_FOUND);
    given(createdPrivate()).when(command, by(ADMIN)).thenRefused(RefusalKind.NOT_FOUND);
    given(createdPublic()).when(command, by(STRANGER)).thenRefused(RefusalKind.FORBIDDEN);
    given(createdPublic()).when(command, by(ADMIN)).thenRefused(RefusalKind.FORBIDDEN);
    given(createdPublic(), DELETED).when(command, by(STRANGER)).thenRefused(RefusalKind.NOT_FOUND);
  }

  static void assertVersionMatters(DeckCommand command) {
    given(createdPrivate()).when(command, by(OWNER, 2)).thenRefused(RefusalKind.STALE_VERSION);
    given(createdPublic(), FEATURED)
        .when(command, by(OWNER, 1))
        .thenRefused(RefusalKind.STALE_VERSION);
    given(createdPrivate()).when(command, by(STRANGER, 2)).thenRefused(RefusalKind.NOT_FOUND);
    assertThat(given(createdPrivate()).when(command, by(OWNER, 1)).verdict())
        .isEqualTo(given(createdPrivate()).when(command, by(OWNER)).verdict());
  }
}
