package dev.manadeck.edge;

import java.time.Duration;
import org.eclipse.jetty.http.pathmap.ServletPathSpec;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.PathMappingsHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running edge: a Jetty server whose last handler is the gateway. */
final class Edge {
  private static final Logger log = LoggerFactory.getLogger(Edge.class);
  private static final Duration CLIENT_MAY_BE_SILENT = Duration.ofMinutes(1);
  private static final Duration REQUESTS_IN_FLIGHT_MAY_TAKE = Duration.ofSeconds(10);

  private final Duration stopPatience;
  private final EdgeSettings settings;
  private final Server server;
  private final ServerConnector connector;
  private final EventStreams eventStreams = new EventStreams();

  Edge(EdgeSettings settings) {
    this(settings, REQUESTS_IN_FLIGHT_MAY_TAKE, BodyMemory.ofThisProcess());
  }

  /**
   * @param stopPatience how long requests in flight may take when it stops
   */
  Edge(EdgeSettings settings, Duration stopPatience, BodyMemory bodyMemory) {
    this.settings = settings;
    this.stopPatience = stopPatience;
    QueuedThreadPool threads = new QueuedThreadPool(64, 8);
    threads.setName("edge");
    this.server = new Server(threads);
    this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
    assemble(bodyMemory);
  }

  void start() throws Exception {
    server.start();
    log.info(
        "listening on http://{}:{}; reads go to {}, writes to {}",
        settings.host(),
        port(),
        settings.projection(),
        settings.commandNodes());
  }

  int port() {
    return connector.getLocalPort();
  }

  void join() throws InterruptedException {
    server.join();
  }

  /** Takes no new requests, finishes those in flight, and cuts event streams, which never end. */
  void stop() {
    try {
      eventStreams.cut();
      server.stop();
      log.info("stopped");
    } catch (Exception e) {
      log.error("did not stop cleanly", e);
    }
  }

  private void assemble(BodyMemory bodyMemory) {
    BackendGroup projection = BackendGroup.of("projection service", settings.projection());
    BackendGroup commands = new BackendGroup("command nodes", settings.commandNodes());
    Gateway gateway =
        new Gateway(
            new Routes(projection, commands), settings.deadline(), eventStreams, bodyMemory);

    PathMappingsHandler paths = new PathMappingsHandler();
    paths.addMapping(new ServletPathSpec("/"), gateway);
    paths.addMapping(new ServletPathSpec(""), new LandingPage());
    paths.addMapping(
        new ServletPathSpec("/.well-known/jwks.json"), new JwksPage(settings.jwksFile()));
    paths.addMapping(new ServletPathSpec("/actuator/*"), new HealthPage(commands, projection));

    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(CLIENT_MAY_BE_SILENT.toMillis());
    connector.setAcceptQueueSize(1024);
    server.addConnector(connector);
    server.setHandler(new GracefulHandler(paths));
    server.setErrorHandler(new ProblemErrorHandler());
    server.setStopTimeout(stopPatience.toMillis());
    server.addBean(new BackendProbe(gateway, commands, projection));
  }

  /** Takes less of a head than the gateway sends on, where escapes and headers are added to it. */
  private static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(16 * 1024);
    http.setResponseHeaderSize(16 * 1024);
    return http;
  }
}
