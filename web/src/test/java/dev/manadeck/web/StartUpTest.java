package dev.manadeck.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.web.tokens.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.NestedRuntimeException;

@ExtendWith(OutputCaptureExtension.class)
class StartUpTest {
  private static final List<String> CONFIGURED =
      List.of(
          "--server.port=0",
          "--server.address=127.0.0.1",
          "--manadeck.auth.jwks-uri=http://127.0.0.1:9/jwks.json",
          "--manadeck.auth.issuer=issuer",
          "--manadeck.auth.audience=audience");

  @Test
  void doesNotWaitForTheIssuer() {
    try (var application = SpringApplication.run(TestApplication.class, arguments(""))) {
      assertThat(application.isActive()).isTrue();
    }
  }

  @Test
  void answersThatItCannotTellWhileNoKeyIsKnown() throws Exception {
    try (var tokens = TestTokens.start();
        var application = SpringApplication.run(TestApplication.class, arguments(""));
        var client = HttpClient.newHttpClient()) {
      String port = application.getEnvironment().getProperty("local.server.port");
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%s/api/me".formatted(port)))
              .header("Authorization", tokens.bearer("anna"))
              .build();

      for (int i = 0; i < 5; i++) {
        var answer = client.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body()).contains("urn:manadeck:problem:unavailable");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--manadeck.auth.jwks-uri=, manadeck.auth.jwksUri, must be the http(s) address",
    "--manadeck.auth.jwks-uri=file:/etc/passwd, manadeck.auth, http or https address",
    "--manadeck.auth.issuer=, manadeck.auth.issuer, must be the issuer",
    "--manadeck.auth.audience=, manadeck.auth.audience, must be the audience",
  })
  void namesTheSettingThatIsMissing(
      String argument, String property, String reason, CapturedOutput log) {
    assertThatThrownBy(() -> SpringApplication.run(TestApplication.class, arguments(argument)))
        .isInstanceOf(NestedRuntimeException.class);

    assertThat(log.getAll()).contains("APPLICATION FAILED TO START", property, reason);
  }

  private static String[] arguments(String last) {
    List<String> arguments = new ArrayList<>(CONFIGURED);
    if (!last.isEmpty()) {
      arguments.removeIf(each -> each.startsWith(last.substring(0, last.indexOf('='))));
      arguments.add(last);
    }
    return arguments.toArray(String[]::new);
  }
}
