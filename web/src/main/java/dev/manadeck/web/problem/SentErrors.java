package dev.manadeck.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers statuses that a filter or the container gave with {@code sendError}. */
@Controller
final class SentErrors implements ErrorController {
  private final ProblemWriter writer;

  SentErrors(ProblemWriter writer) {
    this.writer = writer;
  }

  @RequestMapping("${spring.web.error.path:/error}")
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    writer.write(
        request,
        response,
        status instanceof Integer code ? ContainerErrors.of(code) : ExpectedFailures.nothingHere());
  }
}
