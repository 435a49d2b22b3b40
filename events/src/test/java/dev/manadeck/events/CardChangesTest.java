package dev.manadeck.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.CardChanges.Text;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CardChangesTest {
  private static final JsonNode CONTENT = json("{\"text\":\"old\"}");
  private static final JsonNode NEW_CONTENT = json("{\"front\":\"new\"}");
  private static final CardDetails CARD =
      new CardDetails("title", CONTENT, CardType.TEXT, "model", "prompt");

  @Test
  void keepWhatIsAbsent() {
    assertThat(new CardChanges(null, null, null, null, null).applyTo(CARD)).isEqualTo(CARD);
  }

  @Test
  void replaceWhatIsGiven() {
    var changes =
        new CardChanges(
            new Text("t"), NEW_CONTENT, CardType.FLASHCARD, new Text("m"), new Text("p"));

    assertThat(changes.applyTo(CARD))
        .isEqualTo(new CardDetails("t", NEW_CONTENT, CardType.FLASHCARD, "m", "p"));
  }

  @Test
  void takeAwayWhatIsGivenAsNull() {
    var changes = new CardChanges(new Text(null), null, null, new Text(null), new Text(null));

    assertThat(changes.applyTo(CARD))
        .isEqualTo(new CardDetails(null, CONTENT, CardType.TEXT, null, null));
  }

  @Test
  void doNotTakeContentAway() {
    var changes = new CardChanges(null, json("null"), null, null, null);

    assertThat(changes).isEqualTo(new CardChanges(null, null, null, null, null));
    assertThat(changes.applyTo(CARD)).isEqualTo(CARD);
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
