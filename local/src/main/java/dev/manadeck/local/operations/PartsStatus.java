package dev.manadeck.local.operations;

import dev.manadeck.local.stack.StackHealth;
import dev.manadeck.local.stack.StackHealth.PartHealth;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** How the parts of a ManaDeck are. */
final class PartsStatus {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  private PartsStatus() {}

  static List<PartHealth> of(ServiceOption service) {
    return service
        .remote()
        .map(PartsStatus::behind)
        .orElseGet(() -> StackHealth.of(service.ports()));
  }

  /** What an edge elsewhere says of those behind it; of broker and database it knows nothing. */
  private static List<PartHealth> behind(URI edge) {
    List<PartHealth> parts = new ArrayList<>();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(edge.resolve("/actuator/health")).timeout(ANSWER_WITHIN).build();
      JsonNode health =
          OperatorApi.JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
      parts.add(new PartHealth("edge", true, edge.toString()));
      health
          .path("components")
          .properties()
          .forEach(component -> parts.add(part(component.getKey(), component.getValue())));
    } catch (IOException | JacksonException e) {
      parts.add(new PartHealth("edge", false, edge.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return parts;
  }

  private static PartHealth part(String name, JsonNode component) {
    return new PartHealth(
        name,
        component.path("status").asString().equals("UP"),
        "%s of %s ready"
            .formatted(component.path("ready").asString(), component.path("of").asString()));
  }
}
