package dev.manadeck.web.docs;

import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the description that a service ships as {@code openapi.json} on its class path. */
@RestController
final class OpenApiController {
  private final Resource description = new ClassPathResource("openapi.json");

  @GetMapping("/openapi.json")
  ResponseEntity<Resource> openApi() {
    if (!description.exists()) {
      throw new ProblemException(ProblemKind.NOT_FOUND, "This service does not describe its API");
    }
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(description);
  }
}
