package dev.manadeck.events;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The one table of what each fact is called on the wire, in which version, and in which topic. */
public enum EventType {
  DECK_CREATED("deck.created", 1, Topic.DECKS, DeckEvent.DeckCreated.class),
  DECK_DETAILS_CHANGED("deck.details-changed", 1, Topic.DECKS, DeckEvent.DetailsChanged.class),
  DECK_VISIBILITY_CHANGED(
      "deck.visibility-changed", 1, Topic.DECKS, DeckEvent.VisibilityChanged.class),
  DECK_FEATURED("deck.featured", 1, Topic.DECKS, DeckEvent.DeckFeatured.class),
  DECK_UNFEATURED("deck.unfeatured", 1, Topic.DECKS, DeckEvent.DeckUnfeatured.class),
  DECK_DELETED("deck.deleted", 1, Topic.DECKS, DeckEvent.DeckDeleted.class),
  DECK_RESTORED("deck.restored", 1, Topic.DECKS, DeckEvent.DeckRestored.class),
  CARD_ADDED("card.added", 1, Topic.DECKS, DeckEvent.CardAdded.class),
  CARD_CHANGED("card.changed", 1, Topic.DECKS, DeckEvent.CardChanged.class),
  CARD_REMOVED("card.removed", 1, Topic.DECKS, DeckEvent.CardRemoved.class),
  CARDS_REORDERED("cards.reordered", 1, Topic.DECKS, DeckEvent.CardsReordered.class),
  CARD_REVIEWED("card.reviewed", 1, Topic.REVIEWS, ReviewEvent.CardReviewed.class),
  REVIEW_UNDONE("review.undone", 1, Topic.REVIEWS, ReviewEvent.ReviewUndone.class),
  CARD_MARKED("card.marked", 1, Topic.REVIEWS, ReviewEvent.CardMarked.class),
  SESSION_STARTED("session.started", 1, Topic.SESSIONS, SessionEvent.SessionStarted.class),
  SESSION_COMPLETED("session.completed", 1, Topic.SESSIONS, SessionEvent.SessionCompleted.class),
  LEARNER_PROFILE_CHANGED(
      "learner.profile-changed", 1, Topic.LEARNERS, LearnerEvent.ProfileChanged.class);

  private static final String NAMESPACE = "dev.manadeck.";
  private static final Map<String, EventType> BY_WIRE_NAME = new HashMap<>();
  private static final Map<Class<? extends Event>, EventType> BY_EVENT_CLASS = new HashMap<>();
  private static final Map<Topic, EnumSet<EventType>> BY_TOPIC = new EnumMap<>(Topic.class);

  static {
    for (var type : values()) {
      BY_WIRE_NAME.put(type.wireName(), type);
      BY_EVENT_CLASS.put(type.eventClass, type);
      BY_TOPIC.computeIfAbsent(type.topic, topic -> EnumSet.noneOf(EventType.class)).add(type);
    }
  }

  private final String wireName;
  private final String schemaName;
  private final Topic topic;
  private final Class<? extends Event> eventClass;

  EventType(String name, int version, Topic topic, Class<? extends Event> eventClass) {
    var versioned = name + ".v" + version;
    this.wireName = NAMESPACE + versioned;
    this.schemaName = versioned + ".json";
    this.topic = topic;
    this.eventClass = eventClass;
  }

  public static EventType of(Event event) {
    var type = BY_EVENT_CLASS.get(event.getClass());
    if (type == null) {
      throw new IllegalStateException("No wire name stands for " + event.getClass());
    }
    return type;
  }

  public static Optional<EventType> named(String wireName) {
    return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
  }

  public static EnumSet<EventType> in(Topic topic) {
    return EnumSet.copyOf(BY_TOPIC.getOrDefault(topic, EnumSet.noneOf(EventType.class)));
  }

  public String wireName() {
    return wireName;
  }

  /** The file of its JSON Schema. */
  public String schemaName() {
    return schemaName;
  }

  public Topic topic() {
    return topic;
  }

  public Class<? extends Event> eventClass() {
    return eventClass;
  }
}
