package dev.manadeck.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class FailedRequestsTest {
  private final JsonMapper json = new JsonMapper();
  private final FailedRequests failedRequests =
      new FailedRequests(new ExpectedFailures(new UnreadableJson(json)), new ProblemWriter(json));
  private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/me");
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @Test
  void aClientThatLeftIsNeitherAnsweredNorLogged(CapturedOutput log) throws Exception {
    failedRequests.answer(request, response, new ClientAbortException("Broken pipe"));
    failedRequests.answer(
        request,
        response,
        new IllegalStateException(new AsyncRequestNotUsableException("Broken pipe")));

    assertThat(response.getContentAsString()).isEmpty();
    assertThat(log.getAll()).doesNotContain("ERROR");
  }

  @Test
  void aConnectionThatWeLostIsOurFailure(CapturedOutput log) throws Exception {
    failedRequests.answer(
        request, response, new IllegalStateException(new IOException("Connection reset by peer")));

    assertThat(response.getStatus()).isEqualTo(500);
    assertThat(response.getContentAsString()).doesNotContain("reset");
    assertThat(log.getAll()).contains("ERROR", "GET /api/me", "Connection reset by peer");
  }

  @Test
  void aRefusalCountsHoweverDeepItIsWrapped() {
    var refusal = new ProblemException(ProblemKind.CONFLICT, "Expected another state");

    failedRequests.answer(request, response, new IllegalStateException(new Exception(refusal)));

    assertThat(response.getStatus()).isEqualTo(409);
  }
}
