package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.http.ApiDescription.Operation;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.JsonNode;

/**
 * What the answers look like, every API test holds against the description: {@link RunningNode}.
 */
@ExtendWith(OneNode.class)
class OpenApiTest {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

  private final ApiDescription description = ApiDescription.shipped();
  private final RunningNode node;

  OpenApiTest(RunningNode node) {
    this.node = node;
  }

  @Test
  void isServed() {
    var reply = node.get("/openapi.json");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo(description.document());
    assertThat(reply.body().get("openapi").asString()).startsWith("3.1");
  }

  @Test
  void isOnAPageThatIsFoundUnderWhateverAddress() {
    assertThat(node.get("/docs").header("location")).isEqualTo("/docs/index.html");
  }

  @Test
  void describesEveryOperationOfTheServiceAndNoOther() {
    var described = description.operations().stream().map(Operation::toString).toList();

    assertThat(described).containsExactlyInAnyOrderElementsOf(operationsOfTheService());
  }

  private List<String> operationsOfTheService() {
    return handlers().flatMap(OpenApiTest::operations).toList();
  }

  private Stream<Method> handlers() {
    return node.controllers().stream()
        .map(Object::getClass)
        .filter(type -> type.getPackage().equals(OpenApiTest.class.getPackage()))
        .flatMap(type -> Stream.of(type.getDeclaredMethods()));
  }

  /** None, if the method handles nothing. */
  private static Stream<String> operations(Method handler) {
    var root = handler.getDeclaringClass().getAnnotation(RequestMapping.class).value()[0];
    return Stream.of(handler.getAnnotations())
        .flatMap(
            annotation ->
                switch (annotation) {
                  case PostMapping post -> operations("POST", root, post.value());
                  case PutMapping put -> operations("PUT", root, put.value());
                  case PatchMapping patch -> operations("PATCH", root, patch.value());
                  case DeleteMapping delete -> operations("DELETE", root, delete.value());
                  case GetMapping get -> operations("GET", root, get.value());
                  case RequestMapping other ->
                      throw new IllegalStateException("Of which method? " + other);
                  default -> Stream.empty();
                });
  }

  private static Stream<String> operations(String method, String root, String[] paths) {
    return paths.length == 0
        ? Stream.of("%s %s".formatted(method, root))
        : Stream.of(paths).map(path -> "%s %s%s".formatted(method, root, path));
  }

  @Test
  void saysWhichOperationsTakeABody() {
    assertThat(handlers())
        .allSatisfy(
            handler ->
                assertThat(operations(handler))
                    .allSatisfy(
                        name ->
                            assertThat(described(name).json().has("requestBody"))
                                .as(name)
                                .isEqualTo(takesABody(handler))));
  }

  private static boolean takesABody(Method handler) {
    return Stream.of(handler.getParameters())
        .anyMatch(parameter -> parameter.isAnnotationPresent(RequestBody.class));
  }

  private Operation described(String name) {
    return description.operations().stream()
        .filter(operation -> operation.toString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void namesEveryVariableOfEveryPath() {
    assertThat(description.operations())
        .allSatisfy(
            operation ->
                assertThat(
                        operation.parameters().stream()
                            .filter(parameter -> parameter.get("in").asString().equals("path"))
                            .map(parameter -> parameter.get("name").asString()))
                    .as("%s", operation)
                    .containsExactlyElementsOf(
                        VARIABLE
                            .matcher(operation.path())
                            .results()
                            .map(variable -> variable.group(1))
                            .toList()));
  }

  @Test
  void givesEveryOperationANameOfItsOwn() {
    assertThat(
            description.operations().stream().map(operation -> operation.json().get("operationId")))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
    assertThat(description.operations())
        .allSatisfy(operation -> assertThat(operation.json().get("summary")).isNotNull());
  }

  @Test
  void describesWhatCanHappenToEveryCommand() {
    assertThat(description.operations())
        .allSatisfy(
            operation -> {
              assertThat(operation.json().get("responses").propertyNames())
                  .as("%s", operation)
                  .contains("400", "401", "422", "500", "503");
              assertThat(takesIfMatch(operation))
                  .as("%s takes If-Match if it can be stale", operation)
                  .isEqualTo(operation.json().get("responses").has("412"));
            });
  }

  private static boolean takesIfMatch(Operation operation) {
    return operation.parameters().stream()
        .anyMatch(parameter -> parameter.get("name").asString().equals("If-Match"));
  }

  @Test
  void givesExamplesThatFitTheirSchemas() {
    var examples = new TreeSet<String>();
    for (var operation : description.operations()) {
      for (var media : media(operation)) {
        var values =
            media.has("example")
                ? List.of(media.get("example"))
                : media.get("examples").valueStream().map(example -> example.get("value")).toList();
        assertThat(values).as("examples of %s", operation).isNotEmpty();
        values.forEach(
            value -> description.requireValid(media.get("schema"), value, operation.toString()));
        examples.add(operation.toString());
      }
    }
    assertThat(examples).hasSize(description.operations().size());
  }

  private List<JsonNode> media(Operation operation) {
    var responses =
        operation
            .json()
            .get("responses")
            .valueStream()
            .map(description::resolved)
            .flatMap(response -> response.get("content").valueStream());
    return Stream.concat(operation.json().at("/requestBody/content").valueStream(), responses)
        .toList();
  }

  @Test
  void pointsToWhatIsThereAndHasNothingThatIsNotPointedTo() {
    var references = new HashSet<>(references(description.document()));
    assertThat(references)
        .allSatisfy(
            reference ->
                assertThat(description.document().at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());

    var unused = components();
    unused.removeAll(references);
    assertThat(unused)
        .as("ReviewBatch says in words that each of its elements is one")
        .containsExactlyInAnyOrder(
            "#/components/schemas/BatchedReview", "#/components/securitySchemes/bearer");
  }

  private Set<String> components() {
    return description
        .document()
        .get("components")
        .propertyStream()
        .flatMap(
            kind ->
                kind.getValue().propertyNames().stream()
                    .map(name -> "#/components/%s/%s".formatted(kind.getKey(), name)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> references(JsonNode node) {
    return Pattern.compile("\"\\$ref\":\"([^\"]+)\"")
        .matcher(node.toString())
        .results()
        .map(result -> result.group(1))
        .toList();
  }

  @Test
  void asksForATokenEverywhere() {
    assertThat(description.document().at("/security/0").propertyNames()).containsExactly("bearer");
    assertThat(description.document().at("/components/securitySchemes/bearer/scheme").asString())
        .isEqualTo("bearer");
    assertThat(description.operations())
        .noneSatisfy(operation -> assertThat(operation.json().has("security")).isTrue());
  }
}
