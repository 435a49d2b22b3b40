package dev.manadeck.projection.progress;

import dev.manadeck.events.DeckId;
import dev.manadeck.scheduling.Schedule;
import dev.manadeck.scheduling.SchedulerSettings;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** What to study next. Pure: the same cards at the same time give the same queue. */
final class StudyQueue {
  private static final Comparator<StudyCard> BY_PLACE =
      Comparator.comparing(StudyCard::deckId)
          .thenComparing(StudyCard::position)
          .thenComparing(StudyCard::cardId);

  private StudyQueue() {}

  /**
   * @param seed decides the order of {@link QueueMode#RANDOM}, where a card keeps its place among
   *     others that come and go
   */
  static List<StudyCard> of(
      List<StudyCard> cards, QueueMode mode, long seed, SchedulerSettings settings, Instant now) {
    var taken = cards.stream().filter(card -> !card.isSuspended() && mode.takes(card)).toList();
    var queue =
        Stream.concat(
                due(taken.stream(), any -> settings, now, taken.size()).stream(),
                taken.stream()
                    .filter(StudyCard::isNew)
                    .sorted(
                        Comparator.comparing(StudyCard::position).thenComparing(StudyCard::cardId)))
            .toList();
    return switch (mode) {
      case ALL, NEW, REVIEW, FAVORITES -> queue;
      case RANDOM ->
          queue.stream()
              .sorted(
                  Comparator.comparing((StudyCard card) -> mixed(seed, card.cardId().value()))
                      .thenComparing(StudyCard::cardId))
              .toList();
    };
  }

  /** The longest waiting of the cards that are due, in that order; no more than these are held. */
  static List<StudyCard> due(
      Stream<StudyCard> cards,
      Function<DeckId, SchedulerSettings> settings,
      Instant now,
      int most) {
    record Due(StudyCard card, Instant since) {}
    var order = Comparator.comparing(Due::since).thenComparing(Due::card, BY_PLACE);
    var longestWaiting = new PriorityQueue<>(order.reversed());
    cards.forEach(
        card -> {
          var since = Schedule.of(card.state(), settings.apply(card.deckId())).nextReview();
          if (since != null && !since.isAfter(now)) {
            longestWaiting.add(new Due(card, since));
            if (longestWaiting.size() > most) {
              longestWaiting.remove();
            }
          }
        });
    return longestWaiting.stream().sorted(order).map(Due::card).toList();
  }

  private static long mixed(long seed, UUID id) {
    long mixed = mixed(seed ^ id.getMostSignificantBits());
    return mixed(mixed ^ id.getLeastSignificantBits());
  }

  /** The finalizer of MurmurHash3: each bit of a number moves all bits of the result. */
  private static long mixed(long number) {
    long mixed = (number ^ (number >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ (mixed >>> 33);
  }
}
