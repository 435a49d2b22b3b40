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
  private static final RecursiveComparisonConfiguration SAID =
      saying().withIgnoredFieldsMatchingRegexes(".*envelope\\.id.*").build();
  private static final RecursiveComparisonConfiguration SAID_OF_ANOTHER_LOG =
      saying().withIgnoredFieldsMatchingRegexes(".*envelope\\.id.*", "(.*\\.)?offset").build();

  private SameAnswers() {}

  private static RecursiveComparisonConfiguration.Builder saying() {
    return RecursiveComparisonConfiguration.builder()
        .withEqualsForType(SameAnswers::sameCards, CardIndex.class)
        .withStrictTypeChecking(true);
  }

  public static void assertSame(
      Decision<Recorded, Answer> said, Decision<Recorded, Answer> expected, String what) {
    assertSame(said, expected, SAID, what);
  }

  public static void assertSameDecisions(
      CommandMachine machine, CommandMachine expected, Stream<Command> commands, String what) {
    assertSameDecisions(machine, expected, commands, SAID, what);
  }

  /** Where a fact stands rests also on the markers of transactions, which come when they come. */
  public static void assertSameDecisionsOnAnotherLog(
      CommandMachine machine, CommandMachine expected, Stream<Command> commands, String what) {
    assertSameDecisions(machine, expected, commands, SAID_OF_ANOTHER_LOG, what);
  }

  private static void assertSameDecisions(
      CommandMachine machine,
      CommandMachine expected,
      Stream<Command> commands,
      RecursiveComparisonConfiguration comparison,
      String what) {
    commands.forEach(
        command ->
            assertSame(
                machine.decide(command),
                expected.decide(command),
                comparison,
                "%s: %s".formatted(what, command)));
  }

  private static void assertSame(
      Decision<Recorded, Answer> said,
      Decision<Recorded, Answer> expected,
      RecursiveComparisonConfiguration comparison,
      String what) {
    assertThat(content(said))
        .as(what)
        .usingRecursiveComparison(comparison)
        .isEqualTo(content(expected));
  }

  /** What is answered once facts are appended, the same command hears when it comes again. */
  private static Object content(Decision<Recorded, Answer> decision) {
    return switch (decision) {
      case Decision.Append<Recorded, Answer>(var facts, _) -> facts;
      case Decision.Reply<Recorded, Answer>(var answer) -> answer;
    };
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
