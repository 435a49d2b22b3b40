package dev.manadeck.edge;

import java.util.Optional;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Who answers which request: reads the projection service, writes a command node. */
record Routes(BackendGroup projection, BackendGroup commands) {
  private static final String OPERATIONS = "/api/ops";
  private static final String COMMAND_PAGES = "/command";

  /**
   * @param prefix what stands before the backend's paths where clients see them
   * @param pathQuery what the backend is asked for, as the client spelled it
   */
  record Route(BackendGroup group, String prefix, String pathQuery, Kind kind) {

    Route(BackendGroup group, String pathQuery, Kind kind) {
      this(group, "", pathQuery, kind);
    }

    /** A place that the backend sends clients to, as they reach it. */
    String seenByClients(String location) {
      int host = location.indexOf("://");
      int path = host < 0 ? 0 : location.indexOf('/', host + 3);
      boolean hasPath = path >= 0 && location.startsWith("/", path);
      return hasPath ? location.substring(0, path) + prefix + location.substring(path) : location;
    }
  }

  /** What a request does, and with it whether it may be sent again when its fate is unknown. */
  enum Kind {
    READ,
    /** Sent again under the same idempotency key, it is still carried out once. */
    COMMAND,
    /** An operator's action; nobody would notice that it is sent a second time. */
    OPERATION
  }

  /** Empty if the method is none that anybody behind the edge answers. */
  Optional<Route> route(Request request) {
    HttpMethod method = HttpMethod.fromString(request.getMethod());
    String path = request.getHttpURI().getCanonicalPath();
    String pathQuery = request.getHttpURI().getPathQuery();
    if (isRead(method)) {
      return Optional.of(readRoute(path, pathQuery));
    }
    if (!isWrite(method)) {
      return Optional.empty();
    }
    return Optional.of(
        isUnder(OPERATIONS, path)
            ? new Route(projection, pathQuery, Kind.OPERATION)
            : new Route(commands, pathQuery, Kind.COMMAND));
  }

  /** The command node's own pages (its OpenAPI, the page to try it) are read under a prefix. */
  private Route readRoute(String path, String pathQuery) {
    boolean ofCommandNode =
        (isUnder(COMMAND_PAGES + "/docs", path) || path.equals(COMMAND_PAGES + "/openapi.json"))
            && pathQuery.startsWith(COMMAND_PAGES + "/");
    return ofCommandNode
        ? new Route(commands, COMMAND_PAGES, pathQuery.substring(COMMAND_PAGES.length()), Kind.READ)
        : new Route(projection, pathQuery, Kind.READ);
  }

  private static boolean isRead(@Nullable HttpMethod method) {
    return method == HttpMethod.GET || method == HttpMethod.HEAD || method == HttpMethod.OPTIONS;
  }

  private static boolean isWrite(@Nullable HttpMethod method) {
    return method == HttpMethod.POST
        || method == HttpMethod.PUT
        || method == HttpMethod.PATCH
        || method == HttpMethod.DELETE;
  }

  private static boolean isUnder(String prefix, String path) {
    return path.equals(prefix) || path.startsWith(prefix + "/");
  }
}
