package dev.manadeck.projection.progress;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.manadeck.scheduling.SchedulerSettings;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A card as it is answered, with the caller's own marks and progress.
 *
 * @param content JSON, as it stands in the table
 */
record StudyCardJson(
    UUID id,
    UUID deckId,
    int position,
    @Nullable String title,
    @JsonRawValue String content,
    String cardType,
    @Nullable String aiModel,
    @Nullable String aiPrompt,
    long version,
    boolean isFavorite,
    boolean isSuspended,
    Instant createdAt,
    Instant updatedAt,
    ProgressJson progress) {

  static StudyCardJson of(StudyCard card, CardContent content, SchedulerSettings settings) {
    return new StudyCardJson(
        card.cardId().value(),
        card.deckId().value(),
        card.position(),
        content.title(),
        content.content(),
        content.cardType(),
        content.aiModel(),
        content.aiPrompt(),
        content.version(),
        card.isFavorite(),
        card.isSuspended(),
        content.createdAt(),
        content.updatedAt(),
        ProgressJson.of(card.deckId(), card.state(), settings));
  }
}
