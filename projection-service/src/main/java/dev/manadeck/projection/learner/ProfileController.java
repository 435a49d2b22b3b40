package dev.manadeck.projection.learner;

import dev.manadeck.projection.freshness.ReadsFrom;
import dev.manadeck.web.caller.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/me/profile")
@ReadsFrom(LearnerQueries.PROJECTION)
final class ProfileController {
  private final LearnerQueries learners;

  ProfileController(LearnerQueries learners) {
    this.learners = learners;
  }

  @GetMapping
  ProfileJson profile(Caller caller) {
    return learners.profile(caller.userId());
  }
}
