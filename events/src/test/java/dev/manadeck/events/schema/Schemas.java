package dev.manadeck.events.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.manadeck.events.Approved;
import dev.manadeck.events.EventType;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** The schema files, and a validator that is not ours. */
final class Schemas {
  static final Path FOLDER = Path.of("src/main/resources/schemas");
  static final Path RELEASED_FOLDER = Path.of("src/test/resources/released-schemas");

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private Schemas() {}

  static Path file(EventType type) {
    return FOLDER.resolve(type.schemaName());
  }

  static Schema of(EventType type) {
    return of(Approved.read(file(type)));
  }

  static Schema of(JsonNode schema) {
    return REGISTRY.getSchema(schema);
  }

  static Schema ofSchemas() {
    return REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
  }
}
