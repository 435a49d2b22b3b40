package dev.manadeck.command.machine;

import dev.manadeck.command.learner.Learner;
import dev.manadeck.command.learner.LearnerDecider;
import dev.manadeck.command.shard.SnapshotWriter;
import dev.manadeck.command.snapshot.ChangedParts;
import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.command.snapshot.PartWriter;
import dev.manadeck.command.snapshot.Section;
import dev.manadeck.events.LearnerEvent;
import dev.manadeck.events.UserId;
import java.util.HashMap;
import java.util.Map;

/** The learners who said something of themselves. */
final class Learners implements Section {
  private final Map<UserId, Learner> learners = new HashMap<>();
  private final ChangedParts<UserId> changed = new ChangedParts<>();

  Learner find(UserId user) {
    var known = learners.get(user);
    return known == null ? Learner.unknown(user) : known;
  }

  void evolve(LearnerEvent event) {
    learners.put(event.userId(), LearnerDecider.evolve(find(event.userId()), event));
    changed.add(event.userId());
  }

  @Override
  public String name() {
    return "learners";
  }

  @Override
  public int parts() {
    return learners.size();
  }

  @Override
  public boolean writeChanged(SnapshotWriter out) {
    return changed.write(out, this::write);
  }

  private void write(UserId user, SnapshotWriter out) {
    var content = new PartWriter();
    find(user).write(content);
    out.put(user.value(), content.toBytes());
  }

  @Override
  public void restore(String key, PartReader content) {
    var user = new UserId(key);
    learners.put(user, Learner.read(user, content));
  }
}
