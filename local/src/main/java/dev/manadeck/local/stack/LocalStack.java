package dev.manadeck.local.stack;

import static dev.manadeck.local.stack.Parts.EDGE;
import static dev.manadeck.local.stack.Parts.KAFKA;
import static dev.manadeck.local.stack.Parts.MIGRATIONS;
import static dev.manadeck.local.stack.Parts.POSTGRES;
import static dev.manadeck.local.stack.Parts.PROJECTION;

import dev.manadeck.embedded.Broker;
import dev.manadeck.embedded.Durability;
import dev.manadeck.embedded.Postgres;
import dev.manadeck.local.auth.LocalTokens;
import dev.manadeck.local.supervision.ChildSettings;
import dev.manadeck.local.supervision.EmbeddedPart;
import dev.manadeck.local.supervision.Member;
import dev.manadeck.local.supervision.OneOff;
import dev.manadeck.local.supervision.Part;
import dev.manadeck.local.supervision.PartFailedException;
import dev.manadeck.local.supervision.Service;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of ManaDeck on this machine, each with its settings. */
public final class LocalStack {
  private static final String READINESS = "/actuator/health/readiness";
  private static final String LIVENESS = "/actuator/health/liveness";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Distribution distribution;
  private final DataFolder data;
  private final Ports ports;
  private final Durability ofTheLog;
  private final Secrets secrets;
  private final Postgres postgres;

  /**
   * @param ofTheLog what acknowledged commands survive; the database always survives the loss of
   *     power
   */
  public LocalStack(Distribution distribution, DataFolder data, Ports ports, Durability ofTheLog) {
    this.distribution = distribution;
    this.data = data;
    this.ports = ports;
    this.ofTheLog = ofTheLog;
    this.secrets = new Secrets(data.secrets());
    this.postgres =
        new Postgres(
            data.postgres(), ports.postgres(), data.logOf(POSTGRES), Durability.POWER_LOSS);
  }

  public List<Member> members() {
    List<Member> members = new ArrayList<>();
    members.add(Member.of(kafka()));
    members.add(Member.of(postgres()));
    members.add(
        Member.of(edge())
            .calling(
                Stream.concat(Parts.commandNodes(ports.commandNodes()), Stream.of(PROJECTION))));
    members.add(Member.of(migrations(MIGRATIONS)).needing(POSTGRES));
    for (int node = 1; node <= ports.commandNodes(); node++) {
      members.add(Member.of(commandNode(node)).needing(KAFKA).calling(Stream.of(PROJECTION)));
    }
    members.add(Member.of(projection()).needing(KAFKA, MIGRATIONS).calling(Stream.of(POSTGRES)));
    return members;
  }

  public Part postgres() {
    return new EmbeddedPart(POSTGRES, postgres, this::createDatabase);
  }

  /**
   * @param name another one than that of a part, so that it may run beside that
   */
  public Part migrations(String name) {
    return new OneOff(child(name, distribution.migrations(), this::migrationsEnvironment));
  }

  private Part kafka() {
    Broker broker = new Broker(data.kafka(), ports.kafka(), data.logOf(KAFKA), ofTheLog);
    return new EmbeddedPart(KAFKA, broker, () -> {});
  }

  private Part commandNode(int node) {
    URI url = Ports.url(ports.command(node));
    Map<String, String> environment = serviceEnvironment(ports.command(node));
    environment.put("MANADECK_COMMAND_ADVERTISEDURL", url.toString());
    environment.put("MANADECK_COMMAND_COPY_PROJECTIONURL", ports.projectionUrl().toString());
    return new Service(
        child(
            Parts.commandNode(node),
            distribution.service(Program.COMMAND_SERVICE),
            () -> environment),
        url.resolve(READINESS));
  }

  private Part projection() {
    Map<String, String> environment = serviceEnvironment(ports.projection());
    environment.put("SPRING_DATASOURCE_URL", postgres.jdbcUrl(AppDatabase.NAME));
    environment.put("SPRING_DATASOURCE_USERNAME", "manadeck_service");
    environment.put("SPRING_DATASOURCE_PASSWORD", secrets.password("service-password"));
    return new Service(
        child(PROJECTION, distribution.service(Program.PROJECTION_SERVICE), () -> environment),
        ports.projectionUrl().resolve(READINESS));
  }

  private Part edge() {
    Map<String, String> environment = new HashMap<>();
    environment.put("MANADECK_EDGE_HOST", "127.0.0.1");
    environment.put("MANADECK_EDGE_PORT", String.valueOf(ports.edge()));
    environment.put("MANADECK_EDGE_PROJECTION_URL", ports.projectionUrl().toString());
    environment.put(
        "MANADECK_EDGE_COMMAND_URLS",
        ports.commandUrls().stream().map(URI::toString).collect(Collectors.joining(",")));
    environment.put("MANADECK_EDGE_JWKS_FILE", data.keys().jwksFile().toString());
    return new Service(
        child(EDGE, distribution.edge(), () -> environment), ports.edgeUrl().resolve(LIVENESS));
  }

  private Map<String, String> serviceEnvironment(int port) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    environment.put("SERVER_PORT", String.valueOf(port));
    environment.put("SPRING_KAFKA_BOOTSTRAPSERVERS", "127.0.0.1:" + ports.kafka());
    environment.put("MANADECK_AUTH_JWKSURI", ports.edgeUrl() + "/.well-known/jwks.json");
    environment.put("MANADECK_AUTH_ISSUER", LocalTokens.ISSUER);
    environment.put("MANADECK_AUTH_AUDIENCE", LocalTokens.AUDIENCE);
    return environment;
  }

  /** Asked for only when the database runs: its admin's password is made on its first start. */
  private Map<String, String> migrationsEnvironment() {
    return Map.of(
        "MANADECK_DATABASE_URL", postgres.jdbcUrl(AppDatabase.NAME),
        "MANADECK_DATABASE_USER", Postgres.ADMIN,
        "MANADECK_DATABASE_PASSWORD", postgres.adminPassword(),
        "MANADECK_OWNER_PASSWORD", secrets.password("owner-password"),
        "MANADECK_SERVICE_PASSWORD", secrets.password("service-password"),
        "MANADECK_READER_PASSWORD", secrets.password("reader-password"));
  }

  private void createDatabase() {
    try {
      AppDatabase.createIfAbsent(postgres);
    } catch (SQLException e) {
      throw new PartFailedException("The database cannot be created: " + e.getMessage(), e);
    }
  }

  private ChildSettings child(
      String name, List<String> command, Supplier<Map<String, String>> environment) {
    return new ChildSettings(
        name, command, environment, data.logOf(name), data.pidOf(name), PATIENCE);
  }
}
