package dev.manadeck.command.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.command.snapshot.PartWriter;
import dev.manadeck.events.CardId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChosenCardsTest {
  private final Random random = new Random(7);
  private final List<CardId> cards = cards(101);

  @Test
  void areThoseThatWereChosen() {
    assertThat(cards).allMatch(ChosenCards.of(cards)::contains);
    assertThat(cards(100)).noneMatch(ChosenCards.of(cards)::contains);
    assertThat(cards).noneMatch(ChosenCards.of(List.of())::contains);
  }

  @Test
  void areWrittenAlikeInWhateverOrderTheyCame() {
    var shuffled = new ArrayList<>(cards);
    Collections.shuffle(shuffled, random);

    assertThat(written(ChosenCards.of(shuffled))).isEqualTo(written(ChosenCards.of(cards)));
  }

  @Test
  void areReadAsTheyWereWritten() {
    var read = ChosenCards.read(new PartReader(written(ChosenCards.of(cards))));

    assertThat(cards).allMatch(read::contains);
    assertThat(written(read)).isEqualTo(written(ChosenCards.of(cards)));
  }

  private List<CardId> cards(int howMany) {
    return Stream.generate(() -> new CardId(new UUID(random.nextLong(), random.nextLong())))
        .limit(howMany)
        .toList();
  }

  private static byte[] written(ChosenCards cards) {
    var part = new PartWriter();
    cards.write(part);
    return part.toBytes();
  }
}
