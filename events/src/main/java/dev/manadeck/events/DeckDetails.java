package dev.manadeck.events;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a deck's owner writes about it. The metadata is the owner's own JSON and is never changed in
 * place.
 */
public record DeckDetails(
    String title,
    @Nullable String description,
    @Nullable String coverImageUrl,
    SchedulingSettings settings,
    List<String> tags,
    ObjectNode metadata) {

  public DeckDetails {
    Objects.requireNonNull(title);
    Objects.requireNonNull(settings);
    Objects.requireNonNull(metadata);
    tags = List.copyOf(tags);
  }
}
