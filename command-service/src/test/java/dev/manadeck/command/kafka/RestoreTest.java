package dev.manadeck.command.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.machine.Answer;
import dev.manadeck.command.machine.CommandMachine;
import dev.manadeck.command.machine.SameAnswers;
import dev.manadeck.command.shard.Decision;
import dev.manadeck.command.shard.Outcome;
import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Topic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@ParameterizedClass(name = "seed {0}")
@ValueSource(longs = {11, 12, 13})
class RestoreTest {
  private static final int PROBES = 200;
  private static LivedHistory history;

  @Parameter private long seed;

  @BeforeParameterizedClassInvocation
  static void live(long seed) throws Exception {
    history = new LivedHistory(seed);
  }

  @AfterParameterizedClassInvocation
  static void close() {
    history.close();
  }

  /** Goes red if a restore stops short of the log's end. */
  @Test
  void stateAfterRestoreIsTheStateBeforeTheStop() {
    assertSameAsBeforeTheStop(history.restored());
  }

  /** Goes red if a snapshot lacks a change, or names offsets that are not its state's. */
  @Test
  void stateAfterRestoreFromASnapshotIsTheStateBeforeTheStop() {
    assertSameAsBeforeTheStop(history.restoredFromSnapshot());
  }

  private void assertSameAsBeforeTheStop(CommandMachine restored) {
    var live = history.live();
    var probes = history.further(PROBES);
    assertThat(probes.stream().map(live::decide)).hasAtLeastOneElementOfType(Decision.Append.class);
    SameAnswers.assertSameDecisions(
        restored,
        live,
        Stream.of(probes, history.commands).flatMap(List::stream),
        "seed %d".formatted(seed));
  }

  /** Goes red if a command is answered otherwise than its facts stand in the log. */
  @Test
  void acceptedCommandsAreInTheLogAndRefusedOnesAreNot() {
    var inTheLog = new HashSet<String>();
    Arrays.stream(Topic.values()).forEach(topic -> inTheLog.addAll(history.log.commands(topic)));

    for (var i = 0; i < history.commands.size(); i++) {
      var command = history.commands.get(i);
      assertThat(inTheLog.contains(command.id().value()))
          .as("seed %d: %s has facts in the log", seed, command)
          .isEqualTo(isAccepted(history.outcomes.get(i)));
    }
  }

  private static boolean isAccepted(Outcome<Answer> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    return switch (((Outcome.Answered<Answer>) outcome).answer()) {
      case Answer.Done done -> done.span() != null;
      case Answer.Reviewed reviewed -> reviewed.span() != null;
      case Answer.ReviewedBefore _, Answer.KnownReview _, Answer.Unheard _, Answer.Refused _ ->
          false;
    };
  }

  /** Goes red if an event does not raise the version, or a restore misses one that did. */
  @Test
  void versionsOfADeckAreOneTwoThreeWithoutGapOrRepeat() {
    var versions = new HashMap<DeckId, Long>();
    for (var fact : history.log.facts(Topic.DECKS)) {
      var deck = ((DeckEvent) fact.event()).deckId();
      assertThat(fact.envelope().sequence())
          .as("seed %d: version of deck %s", seed, deck)
          .isEqualTo(versions.merge(deck, 1L, Long::sum));
    }
    assertThat(versions).hasSizeGreaterThan(1);
  }
}
