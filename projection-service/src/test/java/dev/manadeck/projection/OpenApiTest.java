package dev.manadeck.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.projection.fixture.KafkaLog;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.web.api.DescriptionRules;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/**
 * What the answers look like, every test over HTTP holds against the description: {@link
 * HttpFixture}.
 */
class OpenApiTest extends DescriptionRules {
  private static KafkaLog log;
  private static ProjectionDatabase database;
  private static HttpFixture service;

  @BeforeAll
  static void start() {
    log = KafkaLog.withTopics();
    database = ProjectionDatabase.migrated();
    service = HttpFixture.started(log, database, Map.of());
  }

  @AfterAll
  static void close() {
    service.close();
    database.close();
    log.close();
  }

  @Override
  protected ApplicationContext service() {
    return service.context();
  }

  @Override
  protected Set<String> unusedComponents() {
    return Set.of();
  }

  @Test
  void isServed() {
    assertThat(service.getOpenly("/openapi.json").json()).isEqualTo(description.document());
  }

  @Test
  void describesWhatOnlyOperatorsMayDo() {
    assertThat(description.operations())
        .allSatisfy(
            operation ->
                assertThat(operation.json().get("responses").has("403"))
                    .as("%s", operation)
                    .isEqualTo(operation.path().startsWith("/api/ops/")));
  }
}
