package dev.manadeck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.web.api.ApiDescription.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** What holds of the description of any service, and of how it fits the service that runs. */
public abstract class DescriptionRules {
  private static final String MAPPING_OF_CONTROLLERS = "requestMappingHandlerMapping";
  private static final String OF_ALL_SERVICES = "dev.manadeck.web";
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

  protected final ApiDescription description = ApiDescription.shipped();

  /** The service that is described. */
  protected abstract ApplicationContext service();

  /** Components that nothing in the description points to. */
  protected abstract Set<String> unusedComponents();

  @Test
  void describesEveryOperationOfTheServiceAndNoOther() {
    assertThat(description.operations().stream().map(Operation::toString))
        .containsExactlyInAnyOrderElementsOf(handlers().keySet());
  }

  /** By what they handle: {@code GET /api/decks}. */
  private Map<String, HandlerMethod> handlers() {
    return service()
        .getBean(MAPPING_OF_CONTROLLERS, RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .entrySet()
        .stream()
        .filter(handler -> isOfTheService(handler.getValue()))
        .flatMap(
            handler ->
                handler.getKey().getMethodsCondition().getMethods().stream()
                    .flatMap(
                        method ->
                            handler.getKey().getPatternValues().stream()
                                .map(
                                    path ->
                                        Map.entry(
                                            "%s %s".formatted(method, path), handler.getValue()))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static boolean isOfTheService(HandlerMethod handler) {
    String packageName = handler.getBeanType().getPackageName();
    return packageName.startsWith("dev.manadeck") && !packageName.startsWith(OF_ALL_SERVICES);
  }

  @Test
  void saysWhichOperationsTakeABody() {
    var handlers = handlers();
    assertThat(description.operations())
        .allSatisfy(
            operation ->
                assertThat(operation.json().has("requestBody"))
                    .as("%s takes a body", operation)
                    .isEqualTo(takesABody(handlers.get(operation.toString()))));
  }

  private static boolean takesABody(HandlerMethod handler) {
    return Stream.of(handler.getMethodParameters())
        .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
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
  void saysWhatCanHappenToEveryRequest() {
    assertThat(description.operations())
        .allSatisfy(
            operation ->
                assertThat(operation.json().get("responses").propertyNames())
                    .as("%s", operation)
                    .contains("401", "500", "503"));
    assertThat(description.operations())
        .filteredOn(operation -> operation.json().has("requestBody"))
        .allSatisfy(
            operation ->
                assertThat(operation.json().get("responses").propertyNames())
                    .as("%s", operation)
                    .contains("400", "413", "415"));
  }

  @Test
  void givesExamplesThatFitTheirSchemas() {
    var examples = new TreeSet<String>();
    for (var operation : description.operations()) {
      for (var media : media(operation)) {
        var values =
            media.has("example")
                ? List.of(media.get("example"))
                : media
                    .path("examples")
                    .valueStream()
                    .map(example -> example.get("value"))
                    .toList();
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
            .flatMap(response -> response.path("content").valueStream());
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
    unused.removeAll(unusedComponents());
    assertThat(unused).containsExactly("#/components/securitySchemes/bearer");
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
