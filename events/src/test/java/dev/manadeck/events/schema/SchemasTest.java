package dev.manadeck.events.schema;

import static dev.manadeck.events.Approved.assertApproved;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.Approved;
import dev.manadeck.events.EventCodec;
import dev.manadeck.events.EventType;
import dev.manadeck.events.Samples;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class SchemasTest {
  private final EventCodec codec = new EventCodec();

  @ParameterizedTest
  @EnumSource
  void saysWhatTheCodeSays(EventType type) {
    assertApproved(Schemas.file(type), new SchemaGenerator(new Descriptions()).schemaOf(type));
  }

  @Test
  void everyFileBelongsToAnEvent() {
    assertThat(Approved.namesIn(Schemas.FOLDER))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(EventType.values()).map(EventType::schemaName).toList());
  }

  @Test
  void everyDescriptionIsUsed() {
    var descriptions = new Descriptions();
    var generator = new SchemaGenerator(descriptions);

    Arrays.stream(EventType.values()).forEach(generator::schemaOf);

    assertThat(descriptions.unused()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void isAValidSchema(EventType type) {
    assertThat(Schemas.ofSchemas().validate(Approved.read(Schemas.file(type)))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void isTheOneThatTheRecordsName(EventType type) {
    var header =
        codec.encode(Samples.minimal(type)).headers().stream()
            .filter(candidate -> candidate.name().equals("ce_dataschema"))
            .findAny()
            .orElseThrow();

    assertThat(header.value())
        .asString(UTF_8)
        .isEqualTo(Approved.read(Schemas.file(type)).get("$id").asString());
  }

  @ParameterizedTest
  @EnumSource
  void fitsTheSamples(EventType type) {
    Samples.of(type)
        .forEach(
            (name, sample) -> {
              var value = JsonMapper.shared().readTree(codec.encode(sample).value());

              assertThat(Schemas.of(type).validate(value)).as(name).isEmpty();
            });
  }
}
