package dev.manadeck.projection.operations;

import dev.manadeck.projection.replay.ActionStore.Action;
import dev.manadeck.projection.replay.Replays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who did what, and when. */
@RestController
@RequestMapping("/api/ops/actions")
final class ActionController {
  private static final int MOST = 500;

  private final Replays replays;

  ActionController(Replays replays) {
    this.replays = replays;
  }

  @GetMapping
  List<Action> latest() {
    return replays.actions(MOST);
  }
}
