package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.manadeck.command.http.Forwarder.Forwarded;
import dev.manadeck.command.machine.Command;
import dev.manadeck.command.machine.CommandDigest;
import dev.manadeck.command.machine.CommandKind;
import dev.manadeck.command.machine.Request;
import dev.manadeck.command.verdict.CommandContext;
import dev.manadeck.events.CommandId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

@Timeout(30)
class ForwarderTest {
  private final CompletableFuture<Void> thawed = new CompletableFuture<>();
  private HttpServer owner;

  @BeforeEach
  void start() throws IOException {
    owner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    owner.createContext("/refuses", ForwarderTest::refuse);
    owner.createContext("/does-not-know", ForwarderTest::doNotKnow);
    owner.createContext("/freezes", this::freeze);
    owner.createContext("/is-none", exchange -> answer(exchange, 421));
    owner.start();
  }

  @AfterEach
  void stop() {
    thawed.complete(null);
    owner.stop(0);
  }

  private static void refuse(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    answer(exchange, 401);
  }

  private static void doNotKnow(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Idempotency-Key", "once");
    answer(exchange, 503);
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void freeze(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 100);
    exchange.getResponseBody().write(new byte[50]);
    exchange.getResponseBody().flush();
    thawed.join();
    exchange.close();
  }

  @Test
  void passesBackHowToAuthenticate() {
    var response = answered("/refuses");

    assertThat(response.getStatusCode().value()).isEqualTo(401);
    assertThat(response.getHeaders().getFirst("WWW-Authenticate"))
        .isEqualTo("Bearer error=\"invalid_token\"");
  }

  @Test
  void passesBackTheKeyUnderWhichToComeAgain() {
    assertThat(answered("/does-not-know").getHeaders().getFirst("Idempotency-Key"))
        .isEqualTo("once");
  }

  private ResponseEntity<byte[]> answered(String path) {
    var forwarded = forward(path, Duration.ofSeconds(20));
    assertThat(forwarded).isInstanceOf(Forwarded.Answered.class);
    return ((Forwarded.Answered) forwarded).response();
  }

  @Test
  void doesNotWaitForAnOwnerThatFreezesHalfWay() {
    assertThat(forward("/freezes", Duration.ofMillis(300)))
        .isInstanceOf(Forwarded.Unanswered.class);
  }

  @Test
  void givesAFrozenOwnerUpLongBeforeTheClientDoes() {
    assertThat(forward("/freezes", Duration.ofHours(1))).isInstanceOf(Forwarded.Unanswered.class);
  }

  @Test
  void hasNoAnswerFromANodeThatIsNotTheOwner() {
    assertThat(forward("/is-none", Duration.ofSeconds(20)))
        .isInstanceOf(Forwarded.Unanswered.class);
  }

  private Forwarded forward(String path, Duration patience) {
    return new Forwarder().forward(submission(path), url(), patience);
  }

  private URI url() {
    return URI.create("http://127.0.0.1:%d".formatted(owner.getAddress().getPort()));
  }

  private static Submission submission(String path) {
    return new Submission(
        new Command(
            new CommandId("once"),
            CommandDigest.of(CommandKind.DELETE_DECK, path, ""),
            new CommandContext(new UserId("anna"), false, Instant.EPOCH, null),
            null,
            new Request.Recall(new DeckId(new UUID(0, 1))),
            1),
        Deadline.in(Duration.ofSeconds(20)),
        HttpMethod.DELETE,
        path,
        "Bearer token",
        null,
        ReviewBatch.NONE,
        null,
        false);
  }
}
