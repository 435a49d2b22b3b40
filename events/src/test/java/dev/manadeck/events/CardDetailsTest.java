package dev.manadeck.events;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.NullNode;

class CardDetailsTest {
  /** The codec would not read it again. */
  @Test
  void refuseNullAsContent() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CardDetails(null, NullNode.getInstance(), CardType.TEXT, null, null))
        .withMessage("Expected content, but got null");
  }
}
