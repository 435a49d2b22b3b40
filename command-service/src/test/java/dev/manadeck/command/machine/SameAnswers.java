package dev.manadeck.command.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.deck.CardIndex;
import dev.manadeck.command.shard.Decision;
import dev.manadeck.events.Recorded;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;

/** Whether two machines decide alike; what they draw anew aside. */
public final class SameAnswers {
  /** The supplier of the answer is a function; what it would answer, later probes show. */
  private static final RecursiveComparisonConfiguration SAID =
      RecursiveComparisonConfiguration.builder()
          .withIgnoredFields("answer")
          .withIgnoredFieldsMatchingRegexes(".*envelope\\.id.*")
          .withEqualsForType(SameAnswers::sameCards, CardIndex.class)
          .withStrictTypeChecking(true)
          .build();

  private SameAnswers() {}

  public static void assertSame(
      Decision<Recorded, Answer> said, Decision<Recorded, Answer> expected, String what) {
    assertThat(said).as(what).usingRecursiveComparison(SAID).isEqualTo(expected);
  }

  public static void assertSameDecisions(
      CommandMachine machine, CommandMachine expected, Stream<Command> commands, String what) {
    assertThat(commands)
        .allSatisfy(
            command ->
                assertSame(
                    machine.decide(command),
                    expected.decide(command),
                    "%s: %s".formatted(what, command)));
  }

  private static boolean sameCards(CardIndex one, CardIndex other) {
    return described(one).equals(described(other));
  }

  private static List<String> described(CardIndex cards) {
    return cards.inOrder().stream()
        .map(
            card ->
                "%s %d %d %s %s"
                    .formatted(
                        card,
                        cards.positionOf(card),
                        cards.versionOf(card),
                        cards.typeOf(card),
                        cards.createdAtOf(card)))
        .toList();
  }
}
