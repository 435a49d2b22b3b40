package dev.manadeck.command.http;

import dev.manadeck.command.machine.CommandKind;
import dev.manadeck.web.caller.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/api/me/profile")
final class ProfileController {
  private final Endpoint endpoint;

  ProfileController(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  @PutMapping
  ResponseEntity<byte[]> change(
      @RequestBody ObjectNode body, Caller caller, HttpServletRequest request) {
    return endpoint.write(
        CommandKind.CHANGE_PROFILE,
        body,
        caller,
        request,
        draft -> draft.asking(ProfileForm.read(body, caller.userId())));
  }
}
