package dev.manadeck.bench.log;

import dev.manadeck.events.LearnerEvent.ProfileChanged;
import dev.manadeck.events.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The logs that the benchmarks need. */
public final class StudyLogs {
  private static final long SEED = 20_260_105;
  private static final Instant BEGINNING = Instant.parse("2026-01-05T06:00:00Z");
  private static final Duration HISTORY = Duration.ofDays(28);
  private static final int EVENTS_OF_A_DECK = 500;
  private static final int CARDS_OF_A_DECK = 20;
  private static final int DECKS_OF_A_LEARNER = 4;
  private static final int FEWEST_REVIEWS = 10;
  private static final int MOST_REVIEWS = 30;
  private static final int EVENTS_OF_A_SITTING = 22;
  private static final int LARGE_DECK = 100;
  private static final int DAY_STARTS_AT = 4;

  private StudyLogs() {}

  /**
   * A deck of 20 cards for every 500 events, studied ever after: nine events of ten are reviews.
   */
  public static EventSource mixed(int events) {
    return mixed(List.of(new Phase.Growing(events, EVENTS_OF_A_DECK)));
  }

  /** One phase after the other, each with the decks of those before it. */
  public static EventSource mixed(List<Phase> phases) {
    int events = phases.stream().mapToInt(Phase::events).sum();
    return log -> {
      Scribe scribe = scribe(log);
      List<Deck> decks = new ArrayList<>();
      int end = 0;
      for (Phase phase : phases) {
        end += phase.events();
        study(scribe, decks, phase, end, pause(events));
      }
    };
  }

  private static Duration pause(int events) {
    return HISTORY.dividedBy(1 + events / EVENTS_OF_A_SITTING);
  }

  private static void study(Scribe scribe, List<Deck> decks, Phase phase, int end, Duration pause) {
    switch (phase) {
      case Phase.Growing(_, int eventsOfADeck) -> grow(scribe, decks, eventsOfADeck, end, pause);
      case Phase.Steady(_, int decksInUse) -> {
        List<Deck> inUse = new ArrayList<>(decks);
        Collections.shuffle(inUse, scribe.random());
        List<Deck> studied = inUse.subList(0, Math.min(decksInUse, inUse.size()));
        while (scribe.recorded() < end) {
          study(scribe, studied, pause);
        }
      }
    }
  }

  private static void grow(
      Scribe scribe, List<Deck> decks, int eventsOfADeck, int end, Duration pause) {
    long before = scribe.recorded() - (long) decks.size() * eventsOfADeck;
    while (scribe.recorded() < end) {
      if (scribe.recorded() - before >= (long) decks.size() * eventsOfADeck) {
        decks.add(newDeck(scribe, decks.size()));
      }
      study(scribe, decks, pause);
    }
  }

  private static void study(Scribe scribe, List<Deck> decks, Duration pause) {
    Deck deck = decks.get(scribe.random().nextInt(decks.size()));
    new Sitting(scribe, deck)
        .recordSession(scribe.random().nextInt(FEWEST_REVIEWS, MOST_REVIEWS + 1));
    scribe.pass(pause);
  }

  private static Deck newDeck(Scribe scribe, int number) {
    Deck deck = Deck.of(scribe, number / DECKS_OF_A_LEARNER, CARDS_OF_A_DECK);
    if (number % DECKS_OF_A_LEARNER == 0) {
      scribe.record(
          deck.owner(),
          "change-profile",
          1,
          new ProfileChanged(
              deck.owner(), "Somebody", ZoneId.of("UTC"), DAY_STARTS_AT, true, scribe.now()));
    }
    deck.recordBy(scribe);
    return deck;
  }

  /** Decks of 100 cards each, and nothing else. */
  public static EventSource cards(int cards) {
    return log -> {
      Scribe scribe = scribe(log);
      decksOf(scribe, cards).forEach(deck -> deck.recordBy(scribe));
    };
  }

  /** Reviews of as many cards as there are in {@link #cards}, each as often as the others. */
  public static EventSource reviews(int reviews, int cards) {
    return log -> {
      Scribe scribe = scribe(log);
      List<Deck> decks = decksOf(scribe, cards);
      Duration pause = HISTORY.dividedBy(Math.ceilDiv(reviews, cards));
      for (Instant evening = BEGINNING;
          scribe.recorded() < reviews;
          evening = evening.plus(pause)) {
        for (Deck deck : decks) {
          scribe.goTo(evening);
          reviewEach(deck, scribe, reviews);
        }
      }
    };
  }

  private static void reviewEach(Deck deck, Scribe scribe, int reviews) {
    Sitting sitting = new Sitting(scribe, deck);
    deck.cards().stream()
        .takeWhile(_ -> scribe.recorded() < reviews)
        .forEach(card -> sitting.recordReview(card, null));
  }

  private static List<Deck> decksOf(Scribe scribe, int cards) {
    return IntStream.range(0, Math.ceilDiv(cards, LARGE_DECK))
        .mapToObj(number -> Deck.of(scribe, number, Math.min(cards, LARGE_DECK)))
        .toList();
  }

  private static Scribe scribe(Consumer<Recorded> log) {
    return new Scribe(SEED, BEGINNING, log);
  }
}
