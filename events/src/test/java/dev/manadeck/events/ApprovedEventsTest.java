package dev.manadeck.events;

import static dev.manadeck.events.Approved.assertApproved;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What stands in the log is never written again: its bytes must stay readable for ever. */
class ApprovedEventsTest {
  private static final Path FOLDER = Path.of("src/test/resources/approved");

  private final EventCodec codec = new EventCodec();
  private final JsonMapper mapper = JsonMapper.shared();

  @ParameterizedTest
  @EnumSource
  void isWrittenAsApproved(EventType type) {
    var actual = mapper.createObjectNode();
    Samples.of(type).forEach((name, sample) -> actual.set(name, described(codec.encode(sample))));

    assertApproved(FOLDER.resolve(type.schemaName()), actual);
  }

  @ParameterizedTest
  @EnumSource
  void valueIsApprovedToTheByte(EventType type) {
    Samples.of(type)
        .forEach(
            (name, sample) ->
                assertThat(codec.encode(sample).value())
                    .asString(UTF_8)
                    .isEqualTo(approved(type, name).get("value").toString()));
  }

  @ParameterizedTest
  @EnumSource
  void approvedIsRead(EventType type) {
    Samples.of(type)
        .forEach(
            (name, sample) -> {
              var approved = approved(type, name);
              var headers =
                  approved.get("headers").properties().stream()
                      .map(header -> new WireHeader(header.getKey(), bytes(header.getValue())))
                      .toList();

              var recorded =
                  codec.decode(
                      HeaderList.of(headers), approved.get("value").toString().getBytes(UTF_8));

              assertThat(recorded).isEqualTo(sample);
            });
  }

  @Test
  void everyFileBelongsToAnEvent() {
    assertThat(Approved.namesIn(FOLDER))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(EventType.values()).map(EventType::schemaName).toList());
  }

  private static JsonNode approved(EventType type, String sample) {
    return Approved.read(FOLDER.resolve(type.schemaName())).get(sample);
  }

  private ObjectNode described(WireRecord wire) {
    var description = mapper.createObjectNode();
    description.put("topic", wire.topic().shortName());
    description.put("key", wire.key());
    var headers = description.putObject("headers");
    wire.headers().stream()
        .sorted(Comparator.comparing(WireHeader::name))
        .forEach(header -> headers.put(header.name(), new String(header.value(), UTF_8)));
    description.set("value", mapper.readTree(wire.value()));
    return description;
  }

  private static byte[] bytes(JsonNode text) {
    return text.asString().getBytes(UTF_8);
  }
}
