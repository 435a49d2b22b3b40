package dev.manadeck.command.http;

import dev.manadeck.command.learner.LearnerCommand.ChangeProfile;
import dev.manadeck.events.UserId;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What a learner may write about themself. */
final class ProfileForm {
  private static final int LONGEST_NAME = 60;

  private ProfileForm() {}

  static ChangeProfile read(ObjectNode body, UserId user) {
    var form = Form.of(body);
    var change =
        new ChangeProfile(
            user,
            form.has("displayName")
                ? Optional.ofNullable(form.filledText("displayName", LONGEST_NAME))
                : null,
            form.timeZone("timeZone"),
            form.number("dayStartHour", 0, Form.LAST_HOUR),
            form.flag("onLeaderboard"));
    form.check();
    return change;
  }
}
