package dev.manadeck.projection.deck;

import dev.manadeck.events.CardChanges;
import dev.manadeck.events.CardType;
import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.fixture.ProjectionSpec;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeckProjectionTest {
  private static final UUID FIRST = new UUID(1, 1);
  private static final UUID SECOND = new UUID(1, 2);

  private static ProjectionDatabase database;

  private final DeckStory story =
      DeckStory.of("11111111-0000-7000-8000-000000000001", "alice").created("Verbs");

  @BeforeAll
  static void migrate() {
    database = ProjectionDatabase.migrated();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Nested
  class ADeck {
    private static final String ROWS =
        """
        SELECT concat_ws(' ', title, 'v' || version, CASE WHEN is_public THEN 'public' END,
          CASE WHEN is_featured THEN 'featured ' || to_char(featured_at, 'SS.MS') END,
          CASE WHEN is_deleted THEN 'deleted ' || to_char(deleted_at, 'SS.MS') END,
          card_count || ' cards', to_char(created_at, 'SS.MS'), to_char(updated_at, 'SS.MS'))
        FROM projection.decks
        """;

    @Test
    void isCreated() {
      spec().when(story.events()).thenRows(ROWS, "Verbs v1 0 cards 01.001 01.001");
    }

    @Test
    void takesNewDetails() {
      var given = story.events();
      spec()
          .given(given)
          .when(story.detailsChanged("Nouns").last())
          .thenRows(ROWS, "Nouns v2 0 cards 01.001 02.002");
    }

    @Test
    void becomesPublicAndFeatured() {
      var given = story.events();
      spec()
          .given(given)
          .when(story.visibilityChanged(true).last(), story.featured().last())
          .thenRows(ROWS, "Verbs v3 public featured 03.003 0 cards 01.001 03.003");
    }

    @Test
    void isFeaturedNoMore() {
      var given = story.featured().events();
      spec()
          .given(given)
          .when(story.unfeatured().last())
          .thenRows(ROWS, "Verbs v3 0 cards 01.001 03.003");
    }

    @Test
    void isDeletedSoftlyAndRestored() {
      var given = story.cardAdded(FIRST, "first").events();
      spec()
          .given(given)
          .when(story.deleted().last())
          .thenRows(ROWS, "Verbs v3 deleted 03.003 1 cards 01.001 03.003");
      spec()
          .given(given)
          .when(story.last(), story.restored().last())
          .thenRows(ROWS, "Verbs v4 1 cards 01.001 04.004");
    }

    @Test
    void countsItsCards() {
      story.cardAdded(FIRST, "first").cardAdded(SECOND, "second").cardRemoved(story.card(0));
      spec().when(story.events()).thenRows(ROWS, "Verbs v4 1 cards 01.001 04.004");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void countsEachEventOnceHoweverItComes(long seed) {
      story.cardAdded(FIRST, "first").cardAdded(SECOND, "second").cardRemoved(story.card(0));
      spec()
          .when(story.events())
          .delivered(3)
          .splitAnyhow(seed)
          .thenRows(ROWS, "Verbs v4 1 cards 01.001 04.004");
    }
  }

  @Nested
  class ACard {
    private static final String ROWS =
        """
        SELECT concat_ws(' ', position, title, card_type, ai_prompt, 'v' || version,
          CASE WHEN is_deleted THEN 'deleted ' || to_char(deleted_at, 'SS.MS') END,
          to_char(created_at, 'SS.MS'), to_char(updated_at, 'SS.MS'))
        FROM projection.cards
        ORDER BY card_id
        """;

    @Test
    void isAdded() {
      spec()
          .when(story.cardAdded(FIRST, "first").events())
          .thenRows(ROWS, "0 first flashcard v1 02.002 02.002");
    }

    @Test
    void takesTheFieldsThatAChangeGives() {
      var given = story.cardAdded(FIRST, "first").events();
      var changes =
          new CardChanges(
              new CardChanges.Text(null),
              null,
              CardType.QUIZ,
              null,
              new CardChanges.Text("prompt"));
      spec()
          .given(given)
          .when(story.cardChanged(story.card(0), changes).last())
          .thenRows(ROWS, "0 quiz prompt v2 02.002 03.003");
    }

    @Test
    void isRemovedSoftly() {
      var given = story.cardAdded(FIRST, "first").events();
      spec()
          .given(given)
          .when(story.cardRemoved(story.card(0)).last())
          .thenRows(ROWS, "0 first flashcard v1 deleted 03.003 02.002 03.003");
    }

    @Test
    void standsWhereTheNewOrderHasIt() {
      var given =
          story
              .cardAdded(FIRST, "first")
              .cardAdded(SECOND, "second")
              .cardAdded(new UUID(1, 3), "third")
              .events();
      spec()
          .given(given)
          .when(story.reordered(new Random(1)).last())
          .thenRows(
              ROWS,
              "2 first flashcard v1 02.002 05.005",
              "0 second flashcard v1 03.003 05.005",
              "1 third flashcard v1 04.004 05.005");
    }

    @Test
    void keepsItsRowWhenItsDeckIsDeleted() {
      var given = story.cardAdded(FIRST, "first").events();
      spec()
          .given(given)
          .when(story.deleted().last())
          .thenRows(ROWS, "0 first flashcard v1 02.002 02.002");
    }

    @Test
    void isAnotherOneThanACardOfAnotherDeckWithTheSameId() {
      var other =
          DeckStory.of("22222222-0000-7000-8000-000000000002", "bob")
              .created("Others")
              .cardAdded(FIRST, "other");
      spec()
          .given(other.events())
          .when(story.cardAdded(FIRST, "first").events())
          .thenRows("SELECT title FROM projection.cards ORDER BY deck_id", "first", "other");
    }
  }

  private static ProjectionSpec spec() {
    return ProjectionSpec.of(DeckProjection.projection(), database);
  }
}
