package dev.manadeck.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest extends HttpTest {
  @Test
  void aCallerIsKnownToTheController() throws Exception {
    Answer answer =
        send(request("/api/me").header("Authorization", TOKENS.bearer("Anna", "admin")));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body())
        .isEqualTo("{\"userId\":\"Anna\",\"isAdmin\":true,\"isOperator\":true}");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bearer ", "BEARER ", "Bearer  "})
  void theSchemeMayBeWrittenInAnyCase(String scheme) throws Exception {
    Answer answer = send(request("/api/me").header("Authorization", scheme + TOKENS.token("anna")));

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void aCallerIsKnownToAnAnswerThatComesLater() throws Exception {
    assertThat(get("/api/later").json().path("userId").asString()).isEqualTo("anna");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/me", "/api/nothing", "/api", "/api/ops/things", "/actuator/env"})
  void withoutATokenNobodyIsKnown(String path) throws Exception {
    Answer answer = send(request(path)).isProblem(401, "unauthenticated");

    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"manadeck\"");
  }

  @Test
  void withoutATokenNothingCanBeWritten() throws Exception {
    send(request("/api/decks")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{")))
        .isProblem(401, "unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer x", "bearer \u00e9", "Bearer a b", "Bearer a\tb", "Bearer  ~"})
  void aBadTokenIsRefusedWithAReason(String authorization) throws Exception {
    Answer answer =
        send(request("/api/me").header("Authorization", authorization))
            .isProblem(401, "unauthenticated");

    assertThat(answer.header("WWW-Authenticate"))
        .startsWith("Bearer realm=\"manadeck\", error=\"invalid_token\", error_description=\"");
  }

  @Test
  void anExpiredTokenIsRefusedWithThatReason() throws Exception {
    long longAgo = Instant.now().minusSeconds(3600).getEpochSecond();
    String token = TOKENS.token(Map.of("sub", "anna", "exp", longAgo));

    Answer answer =
        send(request("/api/me").header("Authorization", "Bearer " + token))
            .isProblem(401, "unauthenticated")
            .saying("The token has expired");
    assertThat(answer.header("WWW-Authenticate")).contains("The token has expired");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic YTpi", "Bearer", "Bearer ", "Bearerx", "x"})
  void otherSchemesAreNoToken(String authorization) throws Exception {
    send(request("/api/me").header("Authorization", authorization))
        .isProblem(401, "unauthenticated")
        .saying("Expected a header Authorization");
  }

  @Test
  void aTokenInTheQueryDoesNotCount() throws Exception {
    send(request("/api/me?access_token=" + TOKENS.token("anna"))).isProblem(401, "unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/ops/things", "/api/ops/nothing", "/actuator/env"})
  void operatorsPathsAreClosedToOthers(String path) throws Exception {
    Answer answer = get(path).isProblem(403, "forbidden");

    assertThat(answer.header("WWW-Authenticate")).contains("error=\"insufficient_scope\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "admin"})
  void operatorsPathsAreOpenToOperatorsAndAdmins(String role) throws Exception {
    Answer answer =
        send(request("/api/ops/things").header("Authorization", TOKENS.bearer("olga", role)));

    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/health/liveness", "/actuator/prometheus", "/openapi.json"})
  void openPathsNeedNoTokenAndMindNoBadOne(String path) throws Exception {
    assertThat(send(request(path)).status()).isEqualTo(200);
    assertThat(send(request(path).header("Authorization", "Bearer x")).status()).isEqualTo(200);
  }

  @Test
  void aControllerOutsideTheApiCannotAskForACaller() throws Exception {
    send(request("/open")).isProblem(401, "unauthenticated");
  }
}
