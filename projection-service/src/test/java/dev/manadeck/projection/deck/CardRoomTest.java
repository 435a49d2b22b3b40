package dev.manadeck.projection.deck;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CardRoomTest {
  private static final int KIBIBYTE = 1024;
  private static final CardJson CARD = card(64 * KIBIBYTE);

  private final CardRoom room = new CardRoom(640 * KIBIBYTE);

  @Test
  void holdsLargeDecksOneAfterTheOther() {
    var first = room.share();
    add(first, 10);
    var second = room.share();

    assertThatThrownBy(() -> add(second, 10))
        .isInstanceOf(ProblemException.class)
        .extracting(thrown -> ((ProblemException) thrown).problem().kind())
        .isEqualTo(ProblemKind.UNAVAILABLE);

    first.run();
    second.run();
    assertThatCode(() -> add(room.share(), 10)).doesNotThrowAnyException();
  }

  @Test
  void refusesForGoodWhatWillNeverFit() {
    var share = room.share();

    assertThatThrownBy(() -> add(share, 15))
        .isInstanceOf(ProblemException.class)
        .extracting(thrown -> ((ProblemException) thrown).problem().kind())
        .isEqualTo(ProblemKind.UNPROCESSABLE);
  }

  @Test
  void countsNoSmallDecks() {
    add(room.share(), 14);

    assertThatCode(() -> add(room.share(), 4)).doesNotThrowAnyException();
  }

  @Test
  void givesBackOnce() {
    var share = room.share();
    add(share, 14);
    share.run();
    share.run();

    assertThatThrownBy(() -> add(room.share(), 15)).isInstanceOf(ProblemException.class);
  }

  private static void add(CardRoom.Share share, int cards) {
    IntStream.range(0, cards).forEach(_ -> share.add(CARD));
  }

  private static CardJson card(int length) {
    return new CardJson(
        new UUID(0, 1),
        new UUID(0, 2),
        0,
        null,
        "x".repeat(length),
        "text",
        null,
        null,
        1,
        false,
        false,
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
