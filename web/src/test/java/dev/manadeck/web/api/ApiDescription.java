package dev.manadeck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The service's openapi.json, to hold against what it says and takes. */
public final class ApiDescription {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  /** Every answer over HTTP may have these. */
  private static final Set<String> HEADERS_OF_HTTP =
      Set.of(
          "allow",
          "cache-control",
          "connection",
          "content-length",
          "content-type",
          "date",
          "expires",
          "keep-alive",
          "pragma",
          "transfer-encoding",
          "x-content-type-options");

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private final JsonNode document;
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

  private ApiDescription(JsonNode document) {
    this.document = document;
  }

  public static ApiDescription shipped() {
    try (var file = ApiDescription.class.getResourceAsStream("/openapi.json")) {
      return new ApiDescription(new JsonMapper().readTree(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public JsonNode document() {
    return document;
  }

  /**
   * @param parameters of the operation and of its path
   */
  public record Operation(String method, String path, JsonNode json, List<JsonNode> parameters) {
    @Override
    public String toString() {
      return "%s %s".formatted(method.toUpperCase(Locale.ROOT), path);
    }
  }

  public List<Operation> operations() {
    return document
        .get("paths")
        .propertyStream()
        .flatMap(
            path ->
                path.getValue()
                    .propertyStream()
                    .filter(entry -> METHODS.contains(entry.getKey()))
                    .map(entry -> operation(entry.getKey(), path.getKey(), path.getValue())))
        .toList();
  }

  private Operation operation(String method, String path, JsonNode item) {
    var json = item.get(method);
    var parameters =
        Stream.of(item, json)
            .flatMap(node -> node.path("parameters").valueStream())
            .map(this::resolved)
            .toList();
    return new Operation(method, path, json, parameters);
  }

  Optional<Operation> operationOf(String method, String path) {
    return operations().stream()
        .filter(operation -> operation.method().equalsIgnoreCase(method))
        .filter(operation -> matches(operation.path(), path))
        .min(Comparator.comparingInt(operation -> variables(operation.path())));
  }

  private static boolean matches(String template, String path) {
    return Pattern.matches(template.replaceAll("\\{[^}]+}", "[^/]+"), path);
  }

  private static int variables(String template) {
    return template.length() - template.replace("{", "").length();
  }

  public JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").stringValue().substring(1)) : node;
  }

  /**
   * Fails where the answer is not what is described; of a path that is none, that it is a problem.
   */
  public void requireDescribed(String method, String path, ApiAnswer answer) {
    assertThat(answer.status()).as("%s %s: %s", method, path, answer).isNotEqualTo(500);
    var operation = operationOf(method, path);
    if (operation.isEmpty()) {
      assertThat(answer.status()).as("%s %s: %s", method, path, answer).isBetween(400, 499);
      requireValid(problem(), answer.json(), "%s %s".formatted(method, path));
      return;
    }
    var what = "%s: %s".formatted(operation.get(), answer);
    var response = operation.get().json().path("responses").get(Integer.toString(answer.status()));
    assertThat(response).as(what).isNotNull();
    requireDescribed(resolved(response), answer, what);
  }

  private JsonNode problem() {
    return document.at("/components/schemas/Problem");
  }

  private void requireDescribed(JsonNode response, ApiAnswer answer, String what) {
    requireDescribedHeaders(response.path("headers"), answer, what);
    if (response.has("content") || !answer.body().isEmpty()) {
      var mediaType = answer.header("content-type").orElse("no content").replaceFirst(";.*", "");
      var media = response.path("content").get(mediaType);
      assertThat(media).as("%s of %s", mediaType, what).isNotNull();
      if (mediaType.endsWith("json")) {
        requireValid(media.get("schema"), answer.json(), what);
      }
    }
  }

  private void requireDescribedHeaders(JsonNode headers, ApiAnswer answer, String what) {
    var described = new LinkedHashMap<String, JsonNode>();
    headers
        .properties()
        .forEach(
            header ->
                described.put(
                    header.getKey().toLowerCase(Locale.ROOT), resolved(header.getValue())));
    var undescribed = new TreeSet<>(answer.headers().keySet());
    undescribed.removeAll(HEADERS_OF_HTTP);
    undescribed.removeAll(described.keySet());
    assertThat(undescribed).as("headers that are not described of %s", what).isEmpty();
    described.forEach(
        (name, header) -> {
          var value = answer.header(name);
          if (header.path("required").asBoolean(false)) {
            assertThat(value).as("%s of %s", name, what).isPresent();
          }
          value.ifPresent(
              text -> requireValid(header.get("schema"), parsed(text, header.get("schema")), what));
        });
  }

  private static JsonNode parsed(String value, JsonNode schema) {
    return schema.path("type").asString().equals("integer")
        ? new JsonMapper().readTree(value)
        : new JsonMapper().getNodeFactory().stringNode(value);
  }

  public Optional<JsonNode> requestSchema(Operation operation) {
    var schema = operation.json().at("/requestBody/content/application~1json/schema");
    return schema.isMissingNode() ? Optional.empty() : Optional.of(schema);
  }

  public void requireValid(JsonNode schema, JsonNode value, String what) {
    assertThat(flaws(schema, value)).as("what is wrong with %s in %s", value, what).isEmpty();
  }

  String flaws(JsonNode schema, JsonNode value) {
    return schemas.computeIfAbsent(schema, this::compiled).validate(value).stream()
        .map(Object::toString)
        .collect(Collectors.joining("; "));
  }

  /** With what its references point to, where JSON Schema itself would have it. */
  private Schema compiled(JsonNode schema) {
    var alone = (ObjectNode) schema.deepCopy();
    alone.set("$defs", document.at("/components/schemas"));
    var text = alone.toString().replace("#/components/schemas/", "#/$defs/");
    return REGISTRY.getSchema(new JsonMapper().readTree(text));
  }
}
