package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.web.api.ApiDescription.Operation;
import dev.manadeck.web.api.DescriptionRules;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ApplicationContext;

/**
 * What the answers look like, every API test holds against the description: {@link RunningNode}.
 */
@ExtendWith(OneNode.class)
class OpenApiTest extends DescriptionRules {
  private final RunningNode node;

  OpenApiTest(RunningNode node) {
    this.node = node;
  }

  @Override
  protected ApplicationContext service() {
    return node.context();
  }

  /** ReviewBatch says in words that each of its elements is one. */
  @Override
  protected Set<String> unusedComponents() {
    return Set.of("#/components/schemas/BatchedReview");
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
  void describesWhatCanHappenToEveryCommand() {
    assertThat(description.operations())
        .allSatisfy(
            operation -> {
              assertThat(operation.json().get("responses").propertyNames())
                  .as("%s", operation)
                  .contains("400", "422");
              assertThat(takesIfMatch(operation))
                  .as("%s takes If-Match if it can be stale", operation)
                  .isEqualTo(operation.json().get("responses").has("412"));
            });
  }

  private static boolean takesIfMatch(Operation operation) {
    return operation.parameters().stream()
        .anyMatch(parameter -> parameter.get("name").asString().equals("If-Match"));
  }
}
