package dev.manadeck.projection.room;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * @param cardsInMemory what answers may hold of cards, all at once; a twelfth of the heap if
 *     absent, for a card is held by the driver, as text, and on its way out
 */
@ConfigurationProperties("manadeck.decks")
record CardRoomProperties(@Nullable DataSize cardsInMemory) {
  private static final int SHARE_OF_HEAP = 12;

  CardRoom room() {
    return new CardRoom(
        cardsInMemory == null
            ? Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP
            : cardsInMemory.toBytes());
  }
}
