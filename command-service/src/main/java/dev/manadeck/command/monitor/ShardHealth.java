package dev.manadeck.command.monitor;

import dev.manadeck.command.shard.ShardHost;
import dev.manadeck.command.shard.ShardPhase;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Ready when every shard of this node is open. A node that was given no shards is ready too: it
 * forwards.
 */
@Component("shards")
final class ShardHealth implements HealthIndicator {
  private final ShardHost<?, ?, ?> host;

  ShardHealth(ShardHost<?, ?, ?> host) {
    this.host = host;
  }

  @Override
  public Health health() {
    var phases = host.phases();
    var details = new TreeMap<String, Object>();
    phases.forEach((shard, phase) -> details.put(shard.toString(), phase));
    var health =
        host.isMember() && phases.values().stream().allMatch(ShardPhase.OPEN::equals)
            ? Health.up()
            : Health.outOfService();
    return health.withDetails(details).build();
  }
}
