package dev.manadeck.events.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.Approved;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the schemas against those of the last release. A release copies {@code
 * src/main/resources/schemas} over {@code src/test/resources/released-schemas}; nothing else does.
 */
class ReleasedSchemasTest {
  static Set<String> released() {
    return Approved.namesIn(Schemas.RELEASED_FOLDER);
  }

  @ParameterizedTest
  @MethodSource("released")
  void isStillThere(String name) {
    assertThat(Schemas.FOLDER.resolve(name))
        .as("Facts of this type and version stand in the log: they must stay readable")
        .exists();
  }

  @ParameterizedTest
  @MethodSource("released")
  void doesNotBreakItsReaders(String name) {
    var released = Approved.read(Schemas.RELEASED_FOLDER.resolve(name));
    var current = Approved.read(Schemas.FOLDER.resolve(name));

    assertThat(SchemaChanges.thatBreakReaders(released, current))
        .as(
            "%s has readers that are not ours, and facts of it stand in the log. Leave this"
                + " version as it is and add the next one to EventType, or only add a @Nullable"
                + " field",
            name)
        .isEmpty();
  }
}
