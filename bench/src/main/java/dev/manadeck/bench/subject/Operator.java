package dev.manadeck.bench.subject;

import dev.manadeck.bench.load.ApiClient;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Uses a projection service as an operator does. */
public final class Operator {
  private static final String USER = "bench-operator";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final URI service;
  private final ApiClient client;

  public Operator(TestedSystem system) {
    this.service = system.queries();
    this.client = new ApiClient(system.tokens());
  }

  public List<String> projections() {
    return StreamSupport.stream(read("/api/ops/projections").spliterator(), false)
        .map(projection -> projection.required("name").asString())
        .toList();
  }

  public void pause(String projection) {
    post("/api/ops/projections/%s/pause".formatted(projection));
  }

  public void resume(String projection) {
    post("/api/ops/projections/%s/resume".formatted(projection));
  }

  /** Returns its id. */
  public String replay(String projection) {
    return post("/api/ops/projections/%s/replays".formatted(projection)).required("id").asString();
  }

  public JsonNode replayAsItIs(String id) {
    return read("/api/ops/replays/" + id);
  }

  private JsonNode read(String path) {
    return JSON.readTree(ApiClient.acknowledged(client.get(service.resolve(path), USER)).body());
  }

  private JsonNode post(String path) {
    return JSON.readTree(client.post(service.resolve(path), USER, Map.of()).body());
  }
}
