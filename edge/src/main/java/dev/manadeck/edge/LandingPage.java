package dev.manadeck.edge;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Tells who comes to the bare address where to go. */
final class LandingPage extends OwnPage {
  private static final Map<String, Object> LINKS = links();

  LandingPage() {
    super(InvocationType.NON_BLOCKING);
  }

  @Override
  void read(Request request, Response response, Callback callback) {
    Json.write(response, Json.MEDIA_TYPE, LINKS, callback);
  }

  private static Map<String, Object> links() {
    Map<String, Object> links = new LinkedHashMap<>();
    links.put("name", "ManaDeck");
    links.put("decks", "/api/decks");
    links.put("tryReads", "/docs");
    links.put("tryWrites", "/command/docs");
    links.put("openApiOfReads", "/openapi.json");
    links.put("openApiOfWrites", "/command/openapi.json");
    links.put("jwks", "/.well-known/jwks.json");
    links.put("health", "/actuator/health");
    return links;
  }
}
