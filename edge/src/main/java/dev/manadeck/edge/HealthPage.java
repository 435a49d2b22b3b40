package dev.manadeck.edge;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Up when one of every kind of backend is ready; alive in any case. */
final class HealthPage extends OwnPage {
  private static final String HEALTH = "/actuator/health";

  private final BackendGroup commandNodes;
  private final BackendGroup projectionService;

  HealthPage(BackendGroup commandNodes, BackendGroup projectionService) {
    super(InvocationType.NON_BLOCKING);
    this.commandNodes = commandNodes;
    this.projectionService = projectionService;
  }

  @Override
  void read(Request request, Response response, Callback callback) {
    switch (request.getHttpURI().getCanonicalPath()) {
      case HEALTH, HEALTH + "/readiness" -> writeReadiness(response, callback);
      case HEALTH + "/liveness" ->
          Json.write(response, Json.MEDIA_TYPE, Map.of("status", "UP"), callback);
      default ->
          Problem.of(
                  HttpStatus.NOT_FOUND_404, "The edge has no such page; its health is at " + HEALTH)
              .write(request, response, callback);
    }
  }

  private void writeReadiness(Response response, Callback callback) {
    boolean isUp = commandNodes.readyCount() > 0 && projectionService.readyCount() > 0;
    Map<String, Object> components = new LinkedHashMap<>();
    components.put("commandNodes", component(commandNodes));
    components.put("projectionService", component(projectionService));
    Map<String, Object> health = new LinkedHashMap<>();
    health.put("status", status(isUp));
    health.put("components", components);
    response.setStatus(isUp ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503);
    Json.write(response, Json.MEDIA_TYPE, health, callback);
  }

  private static Map<String, Object> component(BackendGroup group) {
    Map<String, Object> component = new LinkedHashMap<>();
    component.put("status", status(group.readyCount() > 0));
    component.put("ready", group.readyCount());
    component.put("of", group.backends().size());
    return component;
  }

  private static String status(boolean isUp) {
    return isUp ? "UP" : "DOWN";
  }
}
