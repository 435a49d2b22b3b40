package dev.manadeck.command.deck;

import dev.manadeck.events.DeckDetails;
import dev.manadeck.events.SchedulingSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a deck that a change gives; an absent one keeps its value.
 *
 * @param description given and empty: taken away; likewise the cover
 */
public record DeckChanges(
    @Nullable String title,
    @Nullable Optional<String> description,
    @Nullable Optional<String> coverImageUrl,
    @Nullable Boolean isPublic,
    @Nullable UnaryOperator<SchedulingSettings> settings,
    @Nullable List<String> tags,
    @Nullable ObjectNode metadata) {

  DeckDetails applyTo(DeckDetails before) {
    return new DeckDetails(
        title == null ? before.title() : title,
        description == null ? before.description() : description.orElse(null),
        coverImageUrl == null ? before.coverImageUrl() : coverImageUrl.orElse(null),
        settings == null ? before.settings() : settings.apply(before.settings()),
        tags == null ? before.tags() : tags,
        metadata == null ? before.metadata() : metadata);
  }
}
