package dev.manadeck.events.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.EventCodec;
import dev.manadeck.events.EventType;
import dev.manadeck.events.Samples;
import dev.manadeck.events.Topic;
import dev.manadeck.events.TopicNames;
import dev.manadeck.events.WireHeader;
import dev.manadeck.events.WireRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What analysts are told must be what they get. */
class TopicDocumentsTest {
  private static final Path DOCS = Path.of("../docs");
  private static final TopicNames NAMES = new TopicNames(TopicNames.DEFAULT_PREFIX);

  private final EventCodec codec = new EventCodec();

  @Nested
  class AsyncApi {
    private final JsonNode document = YAMLMapper.shared().readTree(DOCS.resolve("asyncapi.yaml"));

    @Test
    void isOfVersion3() {
      assertThat(document.get("asyncapi").asString()).isEqualTo("3.0.0");
    }

    @Test
    void hasAllTopicsAndNoMore() {
      assertThat(document.get("channels").propertyNames())
          .containsExactlyInAnyOrderElementsOf(
              EnumSet.allOf(Topic.class).stream().map(Topic::shortName).toList());
      assertThat(document.get("components").get("messages").propertyNames())
          .containsExactlyInAnyOrderElementsOf(messageNames(EnumSet.allOf(EventType.class)));
    }

    @ParameterizedTest
    @EnumSource
    void hasTheMessagesOfATopicAndNoMore(Topic topic) {
      var channel = document.get("channels").get(topic.shortName());

      assertThat(channel.get("address").asString()).isEqualTo(NAMES.of(topic));
      assertThat(channel.get("messages").propertyNames())
          .containsExactlyInAnyOrderElementsOf(messageNames(EventType.in(topic)));
      channel
          .get("messages")
          .properties()
          .forEach(
              message ->
                  assertThat(message.getValue().get("$ref").asString())
                      .isEqualTo("#/components/messages/" + message.getKey()));
    }

    @ParameterizedTest
    @EnumSource
    void saysThatEachTopicIsWrittenTo(Topic topic) {
      assertThat(document.get("operations"))
          .filteredOn(
              operation ->
                  operation
                      .at("/channel/$ref")
                      .asString()
                      .equals("#/channels/" + topic.shortName()))
          .singleElement()
          .satisfies(operation -> assertThat(operation.get("action").asString()).isEqualTo("send"));
    }

    @ParameterizedTest
    @EnumSource
    void namesAMessageAndItsSchema(EventType type) {
      var message = message(type);

      assertThat(message.get("name").asString()).isEqualTo(type.wireName());
      assertThat(DOCS.resolve(message.at("/payload/$ref").asString()).toFile())
          .hasSameBinaryContentAs(Schemas.file(type).toFile());
    }

    @ParameterizedTest
    @EnumSource
    void describesTheHeaders(EventType type) {
      var schema = target(message(type).at("/headers/$ref").asString());

      assertThat(schema.get("properties").propertyNames())
          .containsExactlyInAnyOrderElementsOf(headerNames(codec.encode(Samples.full(type))));
      assertThat(texts(schema.get("required")))
          .containsExactlyInAnyOrderElementsOf(headerNames(codec.encode(Samples.minimal(type))));
      Samples.of(type)
          .values()
          .forEach(
              sample ->
                  assertThat(Schemas.of(schema).validate(headers(codec.encode(sample)))).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void describesTheKey(EventType type) {
      var binding = target(message(type).at("/bindings/$ref").asString());
      var key = StringNode.valueOf(codec.encode(Samples.full(type)).key());

      assertThat(Schemas.of(binding.at("/kafka/key")).validate(key)).isEmpty();
      assertThat(binding.at("/kafka/key").path("format").asString("").equals("uuid"))
          .isEqualTo(type.topic() != Topic.LEARNERS);
    }

    @Test
    void refersToNothingThatIsNotThere() {
      assertThat(document.findValuesAsString("$ref"))
          .isNotEmpty()
          .allSatisfy(reference -> assertThat(isThere(reference)).as(reference).isTrue());
    }

    private JsonNode message(EventType type) {
      return target("#/components/messages/" + messageName(type));
    }

    private boolean isThere(String reference) {
      return reference.startsWith("#")
          ? !target(reference).isMissingNode()
          : Files.exists(DOCS.resolve(reference));
    }

    private JsonNode target(String reference) {
      return document.at(reference.substring(1));
    }
  }

  @Nested
  class PageForAnalysts {
    private final String page = read(DOCS.resolve("subscribing.md"));

    @ParameterizedTest
    @EnumSource
    void namesTheTypeInTheRowOfItsTopic(EventType type) {
      assertThat(page.lines())
          .filteredOn(line -> line.startsWith("| `" + NAMES.of(type.topic()) + "`"))
          .singleElement()
          .asString()
          .contains("`" + messageName(type) + "`");
    }

    @Test
    void namesNoOtherType() {
      assertThat(page.split("`\\w[\\w.-]*\\.v\\d`", -1)).hasSize(EventType.values().length + 1);
    }

    @Test
    void namesEveryHeader() {
      assertThat(headerNames(codec.encode(Samples.full(EventType.DECK_CREATED))))
          .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }
  }

  private static List<String> messageNames(Set<EventType> types) {
    return types.stream().map(TopicDocumentsTest::messageName).toList();
  }

  private static String messageName(EventType type) {
    return type.schemaName().replace(".json", "");
  }

  private static Set<String> headerNames(WireRecord wire) {
    return wire.headers().stream().map(WireHeader::name).collect(Collectors.toSet());
  }

  private static JsonNode headers(WireRecord wire) {
    var headers = JsonMapper.shared().createObjectNode();
    wire.headers().forEach(header -> headers.put(header.name(), new String(header.value(), UTF_8)));
    return headers;
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
