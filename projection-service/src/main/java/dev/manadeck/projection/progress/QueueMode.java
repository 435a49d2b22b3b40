package dev.manadeck.projection.progress;

/** Which cards a queue holds; due ones before new ones, but for {@link #RANDOM}. */
enum QueueMode {
  ALL,
  NEW,
  REVIEW,
  FAVORITES,
  RANDOM;

  boolean takes(StudyCard card) {
    return switch (this) {
      case ALL, RANDOM -> true;
      case NEW -> card.isNew();
      case REVIEW -> !card.isNew();
      case FAVORITES -> card.isFavorite();
    };
  }
}
