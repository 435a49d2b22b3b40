package dev.manadeck.projection.room;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CardRoomTest {
  private static final int KIBIBYTE = 1024;
  private static final String WORDS = "x".repeat(64 * KIBIBYTE);

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

    first.giveBack();
    second.giveBack();
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
  void countsAllThatIsWrittenOnACard() {
    assertThatThrownBy(() -> room.share().add(WORDS.repeat(5), WORDS.repeat(5), WORDS.repeat(5)))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void countsCardsThatAreManyThoughTheySayLittle() {
    var share = room.share();

    assertThatThrownBy(() -> IntStream.range(0, 10_000).forEach(_ -> share.add("x")))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void countsNoSmallDecks() {
    add(room.share(), 13);

    assertThatCode(() -> add(room.share(), 3)).doesNotThrowAnyException();
  }

  @Test
  void givesBackOnce() {
    var share = room.share();
    add(share, 13);
    share.giveBack();
    share.giveBack();

    assertThatThrownBy(() -> add(room.share(), 15)).isInstanceOf(ProblemException.class);
  }

  private static void add(CardRoom.Share share, int cards) {
    IntStream.range(0, cards).forEach(_ -> share.add(null, WORDS));
  }
}
