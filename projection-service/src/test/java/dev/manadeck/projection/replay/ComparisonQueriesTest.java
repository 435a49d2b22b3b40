package dev.manadeck.projection.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.projection.deck.Decks;
import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.fixture.Follower;
import dev.manadeck.projection.fixture.Log;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.runtime.Generation;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonQueriesTest {
  private static final int CARDS = 5;
  private static final Generation EMPTY = Generation.beside(2);

  private static ProjectionDatabase database;

  @BeforeAll
  static void fillLiveTables() {
    database = ProjectionDatabase.migrated();
    var deck = DeckStory.of("11111111-0000-7000-8000-000000000001", "alice").created("One");
    for (int card = 0; card < CARDS; card++) {
      deck.cardAdded(new UUID(1, card), "front");
    }
    Follower.claiming(Decks.projection(), database, Log.ofDecks(1, deck.events())).applyAll();
    new GenerationTableStore(database.db()).create(Decks.projection(), EMPTY);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void longValuesAreCutAndStillDiffer() {
    var same = "x".repeat(10_000);
    swapInCards("content = to_jsonb(:text || 'a')", same);
    copyCardsTo(EMPTY);
    swapInCards("content = to_jsonb(:text || 'b')", same);

    var found =
        new ComparisonQueries(database.db(), null)
            .compare("cards", Generation.live(1), EMPTY, CARDS);

    assertThat(found.differences())
        .hasSize(CARDS)
        .allSatisfy(
            row ->
                assertThat(row.columns())
                    .singleElement()
                    .satisfies(
                        content -> {
                          assertThat(content.column()).isEqualTo("content");
                          assertThat(content.inTable().toString())
                              .hasSizeLessThan(400)
                              .startsWith("xxx")
                              .contains("... (10001 characters, MD5 ")
                              .isNotEqualTo(content.fromLog());
                        }));
    database.db().sql("DELETE FROM " + EMPTY.table("cards")).update();
  }

  private static void swapInCards(String content, String text) {
    database.db().sql("UPDATE projection.cards SET " + content).param("text", text).update();
  }

  private static void copyCardsTo(Generation generation) {
    database
        .db()
        .sql("INSERT INTO %s SELECT * FROM projection.cards".formatted(generation.table("cards")))
        .update();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CARDS, CARDS + 1})
  void countAllRowsThatDifferHoweverFewOfThemAreNamed(int most) {
    var found =
        new ComparisonQueries(database.db(), null)
            .compare("cards", Generation.live(1), EMPTY, most);

    assertThat(found.differingCount()).isEqualTo(CARDS);
    assertThat(found.differences()).hasSize(Math.min(most, CARDS));
  }
}
