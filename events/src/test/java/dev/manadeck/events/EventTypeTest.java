package dev.manadeck.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventTypeTest {
  private static final Map<Class<?>, Topic> TOPIC_OF_FAMILY =
      Map.of(
          DeckEvent.class, Topic.DECKS,
          ReviewEvent.class, Topic.REVIEWS,
          SessionEvent.class, Topic.SESSIONS,
          LearnerEvent.class, Topic.LEARNERS);

  @Test
  void everyEventHasOneNameOnTheWire() {
    var named = Arrays.stream(EventType.values()).map(EventType::eventClass).toList();

    assertThat(named).doesNotHaveDuplicates();
    assertThat(Set.<Class<?>>copyOf(named)).isEqualTo(events().collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventIsARecordOfOneFamily(Class<?> event) {
    assertThat(event).isRecord();
    assertThat(TOPIC_OF_FAMILY.keySet())
        .filteredOn(family -> family.isAssignableFrom(event))
        .hasSize(1);
  }

  @Test
  void everyFamilyHasItsTopic() {
    assertThat(TOPIC_OF_FAMILY.keySet())
        .containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
    assertThat(TOPIC_OF_FAMILY.values()).containsExactlyInAnyOrder(Topic.values());
  }

  @ParameterizedTest
  @EnumSource
  void goesToTheTopicOfItsFamily(EventType type) {
    var family =
        TOPIC_OF_FAMILY.keySet().stream()
            .filter(candidate -> candidate.isAssignableFrom(type.eventClass()))
            .findAny();

    assertThat(family.map(TOPIC_OF_FAMILY::get)).contains(type.topic());
    assertThat(EventType.in(type.topic())).contains(type);
  }

  @ParameterizedTest
  @EnumSource
  void isKeyedByItsFirstFieldAndEndsWithItsTime(EventType type) {
    var components = List.of(type.eventClass().getRecordComponents());

    assertThat(components.getFirst().getName())
        .isEqualTo(type.topic() == Topic.LEARNERS ? "userId" : "deckId");
    assertThat(components.getLast().getName()).isEqualTo("occurredAt");
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsNameAndByItsEvent(EventType type) {
    assertThat(EventType.named(type.wireName())).contains(type);
    assertThat(EventType.of(Samples.full(type).event())).isEqualTo(type);
    assertThat(type.wireName() + ".json").isEqualTo("dev.manadeck." + type.schemaName());
  }

  @Test
  void isNotFoundByAnotherName() {
    assertThat(EventType.named("dev.manadeck.deck.created.v0")).isEmpty();
    assertThat(EventType.named("deck.created")).isEmpty();
    assertThat(EventType.named("")).isEmpty();
  }

  @Test
  void theTypesOfATopicAreTheCallersOwn() {
    EventType.in(Topic.DECKS).clear();

    assertThat(EventType.in(Topic.DECKS)).isNotEmpty();
  }

  @Test
  void topicsShareOutAllTypes() {
    var types =
        EnumSet.allOf(Topic.class).stream().flatMap(topic -> EventType.in(topic).stream()).toList();

    assertThat(types).containsExactlyInAnyOrder(EventType.values());
  }

  @Test
  void namesAreThoseOfTheContract() {
    assertThat(namesIn(Topic.DECKS))
        .containsExactly(
            "dev.manadeck.deck.created.v1",
            "dev.manadeck.deck.details-changed.v1",
            "dev.manadeck.deck.visibility-changed.v1",
            "dev.manadeck.deck.featured.v1",
            "dev.manadeck.deck.unfeatured.v1",
            "dev.manadeck.deck.deleted.v1",
            "dev.manadeck.deck.restored.v1",
            "dev.manadeck.card.added.v1",
            "dev.manadeck.card.changed.v1",
            "dev.manadeck.card.removed.v1",
            "dev.manadeck.cards.reordered.v1");
    assertThat(namesIn(Topic.REVIEWS))
        .containsExactly(
            "dev.manadeck.card.reviewed.v1",
            "dev.manadeck.review.undone.v1",
            "dev.manadeck.card.marked.v1");
    assertThat(namesIn(Topic.SESSIONS))
        .containsExactly("dev.manadeck.session.started.v1", "dev.manadeck.session.completed.v1");
    assertThat(namesIn(Topic.LEARNERS)).containsExactly("dev.manadeck.learner.profile-changed.v1");
  }

  @Test
  void namesAreTheSameOnEveryMachine() throws Exception {
    var classes = EventType.class.getProtectionDomain().getCodeSource().getLocation();
    var before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("fa"));
    try (var anew = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
      var types = Class.forName(EventType.class.getName(), true, anew);
      var wireName = types.getMethod("wireName");

      for (var type : EventType.values()) {
        assertThat(wireName.invoke(types.getEnumConstants()[type.ordinal()]))
            .isEqualTo(type.wireName());
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  private static List<String> namesIn(Topic topic) {
    return EventType.in(topic).stream().map(EventType::wireName).toList();
  }

  static Stream<Class<?>> events() {
    var events = new ArrayList<Class<?>>();
    collect(Event.class, events);
    return events.stream();
  }

  private static void collect(Class<?> type, List<Class<?>> events) {
    if (!type.isSealed()) {
      events.add(type);
      return;
    }
    for (var subtype : type.getPermittedSubclasses()) {
      collect(subtype, events);
    }
  }
}
