package dev.manadeck.command.deck;

import static dev.manadeck.command.deck.DeckSpecification.given;
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
import static dev.manadeck.command.deck.DeckStories.deckOf;
import static dev.manadeck.command.deck.DeckStories.textCard;
import static dev.manadeck.command.deck.DeckStories.textContent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.deck.DeckCommand.AddCards;
import dev.manadeck.command.deck.DeckCommand.ChangeCard;
import dev.manadeck.command.deck.DeckCommand.RemoveCard;
import dev.manadeck.command.deck.DeckCommand.ReorderCards;
import dev.manadeck.command.verdict.RefusalKind;
import dev.manadeck.command.verdict.Verdict;
import dev.manadeck.events.CardChanges;
import dev.manadeck.events.CardDetails;
import dev.manadeck.events.CardType;
import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.DeckEvent.CardAdded;
import dev.manadeck.events.DeckEvent.CardChanged;
import dev.manadeck.events.DeckEvent.CardRemoved;
import dev.manadeck.events.DeckEvent.CardsReordered;
import dev.manadeck.events.DeckEvent.DeckDeleted;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class CardRulesTest {
  private static final CardDetails CARD = textCard("new");

  @Nested
  class Adding {
    @Test
    void putsTheCardBehindTheLast() {
      given(createdPrivate(), added(1, 7))
          .when(add(new NewCard(card(2), null, CARD)), by(OWNER))
          .then(new CardAdded(DECK, card(2), 8, CARD, NOW));
      given(createdPrivate())
          .when(add(new NewCard(card(2), null, CARD)), by(OWNER))
          .then(new CardAdded(DECK, card(2), 0, CARD, NOW));
    }

    @Test
    void leavesTheGapThatWasAskedFor() {
      var deck =
          given(deckOf(1, false))
              .when(add(new NewCard(card(1), 5, CARD), new NewCard(card(2), null, CARD)), by(OWNER))
              .then(
                  new CardAdded(DECK, card(1), 5, CARD, NOW),
                  new CardAdded(DECK, card(2), 6, CARD, NOW));

      assertThat(deck.cards().inOrder()).isEqualTo(cards(0, 1, 2));
    }

    @Test
    void takesAFreePositionInBetween() {
      var deck =
          given(createdPrivate(), added(0, 0), added(1, 5))
              .when(add(new NewCard(card(2), 3, CARD)), by(OWNER))
              .then(new CardAdded(DECK, card(2), 3, CARD, NOW));

      assertThat(deck.cards().inOrder()).isEqualTo(cards(0, 2, 1));
    }

    @Test
    void goesInFrontOfTheCardThatStandsThereAndNumbersTheDeckAnew() {
      var deck =
          given(createdPrivate(), added(0, 0), added(1, 4), added(2, 5))
              .when(add(new NewCard(card(3), 4, CARD)), by(OWNER))
              .then(
                  new CardAdded(DECK, card(3), 4, CARD, NOW),
                  new CardsReordered(DECK, cards(0, 3, 1, 2), NOW));

      assertThat(deck.cards().inOrder()).isEqualTo(cards(0, 3, 1, 2));
      assertThat(deck.cards().positionOf(card(2))).isEqualTo(3);
    }

    @Test
    void placesSeveralOneAfterTheOther() {
      var deck =
          given(deckOf(3, false))
              .when(
                  add(
                      new NewCard(card(3), 1, CARD),
                      new NewCard(card(4), null, CARD),
                      new NewCard(card(5), 1, CARD)),
                  by(OWNER))
              .then(
                  new CardAdded(DECK, card(3), 1, CARD, NOW),
                  new CardAdded(DECK, card(4), 3, CARD, NOW),
                  new CardAdded(DECK, card(5), 1, CARD, NOW),
                  new CardsReordered(DECK, cards(0, 5, 3, 1, 2, 4), NOW));

      assertThat(deck.cards().inOrder()).isEqualTo(cards(0, 5, 3, 1, 2, 4));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25})
    void keepsPositionsApartAndTheOrderOfTheOthersWhateverIsWanted(long seed) {
      var random = new Random(seed);
      var specification = given(createdPrivate());
      for (var number = 0; number < 200; number++) {
        var before = specification.deck();
        var wanted = random.nextInt(3) == 0 ? null : Integer.valueOf(random.nextInt(300));
        var newCard = new NewCard(card(number), wanted, CARD);
        var expected = new ArrayList<>(before.cards().inOrder());
        expected.add(placeOf(wanted, before), card(number));

        var verdict = specification.when(add(newCard), by(OWNER)).verdict();
        for (var event : accepted(verdict)) {
          specification = specification.and(event);
        }

        var index = specification.deck().cards();
        assertThat(index.inOrder()).as("seed %d, card %d", seed, number).isEqualTo(expected);
        assertThat(expected.stream().map(index::positionOf)).doesNotHaveDuplicates().isSorted();
      }
    }

    private static int placeOf(Integer wanted, Deck deck) {
      return wanted == null
          ? deck.cards().size()
          : (int)
              deck.cards().inOrder().stream()
                  .filter(other -> deck.cards().positionOf(other) < wanted)
                  .count();
    }

    @Test
    void refusesAnIdThatIsTaken() {
      given(deckOf(2, false))
          .when(add(new NewCard(card(1), null, CARD)), by(OWNER))
          .thenRefused(RefusalKind.CONFLICT);
      given(createdPrivate())
          .when(add(new NewCard(card(1), null, CARD), new NewCard(card(1), null, CARD)), by(OWNER))
          .thenRefused(RefusalKind.CONFLICT);
    }

    @Test
    void takesTheIdOfACardThatWasRemoved() {
      given(deckOf(1, false))
          .and(new CardRemoved(DECK, card(0), LONG_AGO))
          .when(add(new NewCard(card(0), null, CARD)), by(OWNER))
          .then(new CardAdded(DECK, card(0), 0, CARD, NOW));
    }

    @Test
    void stopsAtTenThousandCards() {
      var almostFull = given(deckOf(Deck.MOST_CARDS - 1, false));
      var first = new NewCard(card(20_001), null, CARD);
      var second = new NewCard(card(20_002), null, CARD);

      almostFull
          .when(add(first), by(OWNER))
          .then(new CardAdded(DECK, card(20_001), Deck.MOST_CARDS - 1, CARD, NOW));
      almostFull.when(add(first, second), by(OWNER)).thenRefused(RefusalKind.UNPROCESSABLE);
    }

    @Test
    void namesTheCardAndThePlaceInItThatBreaksARule() {
      given(createdPrivate())
          .when(
              add(
                  new NewCard(card(1), null, CARD),
                  new NewCard(card(2), null, textCard(" ")),
                  new NewCard(card(3), null, textCard(""))),
              by(OWNER))
          .thenRefused(RefusalKind.UNPROCESSABLE, "/cards/1/content/text");
    }

    @Test
    void isForTheOwnerAlone() {
      DeckDeciderTest.assertOwnerAlone(add(new NewCard(card(1), null, CARD)));
    }

    @Test
    void refusesAnotherVersionOfTheDeck() {
      DeckDeciderTest.assertVersionMatters(add(new NewCard(card(1), null, CARD)));
    }
  }

  @Nested
  class Changing {
    @Test
    void raisesTheVersionsOfCardAndDeck() {
      var changes = new CardChanges(new CardChanges.Text("Title"), null, null, null, null);

      var deck =
          given(deckOf(2, false))
              .when(change(1, changes), by(OWNER))
              .then(new CardChanged(DECK, card(1), 2, changes, NOW));

      assertThat(deck.version()).isEqualTo(4);
      assertThat(deck.cards().versionOf(card(1))).isEqualTo(2);
      assertThat(deck.cards().versionOf(card(0))).isEqualTo(1);
      assertThat(deck.cards().createdAtOf(card(1))).isEqualTo(LONG_AGO);
    }

    @Test
    void holdsNewContentAgainstTheTypeThatStands() {
      var front = JsonNodeFactory.instance.objectNode().put("front", "a").put("back", "b");

      given(deckOf(1, false))
          .when(change(0, content(textContent("better"))), by(OWNER))
          .then(new CardChanged(DECK, card(0), 2, content(textContent("better")), NOW));
      given(deckOf(1, false))
          .when(change(0, content(front)), by(OWNER))
          .thenRefused(RefusalKind.UNPROCESSABLE, "/content/text");
    }

    @Test
    void remembersTheNewType() {
      var front = JsonNodeFactory.instance.objectNode().put("front", "a").put("back", "b");
      var toFlashcard = new CardChanges(null, front, CardType.FLASHCARD, null, null);
      var deck =
          given(deckOf(1, false))
              .when(change(0, toFlashcard), by(OWNER))
              .then(new CardChanged(DECK, card(0), 2, toFlashcard, NOW));

      assertThat(deck.cards().typeOf(card(0))).isEqualTo(CardType.FLASHCARD);
      given(deckOf(1, false))
          .and(new CardChanged(DECK, card(0), 2, toFlashcard, NOW))
          .when(change(0, content(textContent("text"))), by(OWNER))
          .thenRefused(RefusalKind.UNPROCESSABLE, "/content/front");
    }

    @Test
    void wantsNewContentForANewType() {
      var type = new CardChanges(null, null, CardType.QUIZ, null, null);
      var sameType = new CardChanges(null, null, CardType.TEXT, null, null);

      given(deckOf(1, false))
          .when(change(0, type), by(OWNER))
          .thenRefused(RefusalKind.UNPROCESSABLE);
      given(deckOf(1, false))
          .when(change(0, sameType), by(OWNER))
          .then(new CardChanged(DECK, card(0), 2, sameType, NOW));
    }

    @Test
    void doesNotFindACardThatIsNotThere() {
      given(deckOf(1, false))
          .when(change(7, content(textContent("a"))), by(OWNER))
          .thenRefused(RefusalKind.NOT_FOUND);
      given(deckOf(1, false))
          .and(new CardRemoved(DECK, card(0), LONG_AGO))
          .when(change(0, content(textContent("a"))), by(OWNER))
          .thenRefused(RefusalKind.NOT_FOUND);
    }

    @Test
    void isForTheOwnerAlone() {
      assertOwnerOfCardAlone(change(0, content(textContent("a"))));
    }

    @Test
    void refusesAnotherVersionOfTheCard() {
      var changes = content(textContent("a"));

      given(deckOf(3, false))
          .when(change(0, changes), by(OWNER, 1))
          .then(new CardChanged(DECK, card(0), 2, changes, NOW));
      given(deckOf(3, false))
          .when(change(0, changes), by(OWNER, 4))
          .thenRefused(RefusalKind.STALE_VERSION);
    }

    private static CardChanges content(JsonNode content) {
      return new CardChanges(null, content, null, null, null);
    }

    private static ChangeCard change(int number, CardChanges changes) {
      return new ChangeCard(DECK, card(number), changes);
    }
  }

  @Nested
  class Removing {
    @Test
    void removes() {
      var deck =
          given(deckOf(3, false))
              .when(new RemoveCard(DECK, card(1)), by(OWNER))
              .then(new CardRemoved(DECK, card(1), NOW));

      assertThat(deck.cards().inOrder()).isEqualTo(cards(0, 2));
      assertThat(deck.cardCount()).isEqualTo(2);
    }

    @Test
    void doesNotFindACardThatIsNotThere() {
      given(deckOf(1, false))
          .when(new RemoveCard(DECK, card(1)), by(OWNER))
          .thenRefused(RefusalKind.NOT_FOUND);
    }

    @Test
    void isForTheOwnerAlone() {
      assertOwnerOfCardAlone(new RemoveCard(DECK, card(0)));
    }

    @Test
    void refusesAnotherVersionOfTheCard() {
      given(deckOf(1, false))
          .when(new RemoveCard(DECK, card(0)), by(OWNER, 2))
          .thenRefused(RefusalKind.STALE_VERSION);
    }
  }

  @Nested
  class Reordering {
    @Test
    void takesTheNewOrder() {
      var deck =
          given(createdPrivate(), added(0, 3), added(1, 10), added(2, 11))
              .when(new ReorderCards(DECK, cards(2, 0, 1)), by(OWNER))
              .then(new CardsReordered(DECK, cards(2, 0, 1), NOW));

      assertThat(deck.cards().inOrder()).isEqualTo(cards(2, 0, 1));
      assertThat(deck.cards().positionOf(card(1))).isEqualTo(2);
    }

    @Test
    void changesNothingIfTheOrderIsTheSame() {
      given(deckOf(3, false)).when(new ReorderCards(DECK, cards(0, 1, 2)), by(OWNER)).thenNothing();
      given(createdPrivate()).when(new ReorderCards(DECK, List.of()), by(OWNER)).thenNothing();
    }

    @Test
    void wantsEachCardOnce() {
      var deck = given(deckOf(3, false));

      deck.when(new ReorderCards(DECK, cards(0, 1)), by(OWNER))
          .thenRefused(RefusalKind.UNPROCESSABLE);
      deck.when(new ReorderCards(DECK, cards(0, 1, 1)), by(OWNER))
          .thenRefused(RefusalKind.UNPROCESSABLE);
      deck.when(new ReorderCards(DECK, cards(0, 1, 2, 2)), by(OWNER))
          .thenRefused(RefusalKind.UNPROCESSABLE);
      deck.when(new ReorderCards(DECK, cards(0, 1, 3)), by(OWNER))
          .thenRefused(RefusalKind.UNPROCESSABLE);
    }

    @Test
    void ordersAsManyCardsAsADeckCanHold() {
      var order =
          IntStream.range(0, Deck.MOST_CARDS).mapToObj(i -> card(Deck.MOST_CARDS - 1 - i)).toList();

      var deck =
          given(deckOf(Deck.MOST_CARDS, false))
              .when(new ReorderCards(DECK, order), by(OWNER))
              .then(new CardsReordered(DECK, order, NOW));

      assertThat(deck.cards().inOrder()).isEqualTo(order);
    }

    @Test
    void isForTheOwnerAlone() {
      DeckDeciderTest.assertOwnerAlone(new ReorderCards(DECK, List.of()));
    }

    @Test
    void refusesAnotherVersionOfTheDeck() {
      DeckDeciderTest.assertVersionMatters(new ReorderCards(DECK, List.of()));
    }
  }

  private static AddCards add(NewCard... cards) {
    return new AddCards(DECK, List.of(cards));
  }

  private static void assertOwnerOfCardAlone(DeckCommand command) {
    given(deckOf(1, false)).when(command, by(STRANGER)).thenRefused(RefusalKind.NOT_FOUND);
    given(deckOf(1, true)).when(command, by(STRANGER)).thenRefused(RefusalKind.FORBIDDEN);
    given(deckOf(1, true)).when(command, by(DeckStories.ADMIN)).thenRefused(RefusalKind.FORBIDDEN);
    given(deckOf(1, true))
        .and(new DeckDeleted(DECK, LONG_AGO))
        .when(command, by(OWNER))
        .thenRefused(RefusalKind.NOT_FOUND);
    given().when(command, by(OWNER)).thenRefused(RefusalKind.NOT_FOUND);
  }

  private static List<DeckEvent> accepted(Verdict<DeckEvent> verdict) {
    return ((Verdict.Accepted<DeckEvent>) verdict).events();
  }
}
